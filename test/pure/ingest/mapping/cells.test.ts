import { describe, expect, it } from 'vitest'
import * as codes from '../../../../schemas/vocabularies.ts'
import { faultOf, type Json, outcome, readRow } from './read-row.ts'

const deaths = (numbers: object) => ({ casualties: { deaths: numbers } })
const best = { to: 'casualties.deaths.best' }
const estimate = { to: 'casualties.deaths', values: { dozens: '24+', none: 0 }, otherwise: 'keep' }
const place = { to: 'location.place', values: { x: 'Baghdad' }, otherwise: 'keep' }
const german = { thousands: '.', decimal: ',' }
const unreadable = ['/casualties/deaths/best mapping.estimate a']

describe('a cell with a mapping', () => {
  it.each<[string, unknown, string, unknown, Json?]>([
    ['a word for unknown in the file', best, ' -99', {}, { missing: ['NA', '-99'] }],
    ['another cell beside it', best, '0', deaths({ best: 0 }), { missing: ['NA'] }],
    ['a word for unknown in a column', { ...best, missing: ['-99'] }, '-99', {}],
    [
      'the list of a column, not that of the file',
      { to: 'title', missing: [] },
      'NA',
      { title: 'NA' },
      { missing: ['NA'] },
    ],
    [
      'a listed word for unknown',
      { to: 'title', values: { NA: 'none' } },
      'NA',
      { title: 'none' },
      { missing: ['NA'] },
    ],
    ['an unknown item', { to: 'tags.*', split: ';' }, 'x;NA;y', { tags: ['x', 'y'] }, { missing: ['NA'] }],
    ['a kept cell', place, ' Hit ', { place: 'Hit' }],
    ['a listed cell beside it', place, 'x', { place: 'Baghdad' }],
    [
      'a kept code',
      { to: 'event_type', values: {}, otherwise: 'keep' },
      'batle',
      ['/event_type code.unknown a'],
    ],
    ['a range', 'casualties.deaths', '3-5', deaths({ low: 3, high: 5 })],
    ['a lower bound', 'casualties.deaths', '١٢+', deaths({ low: 12 })],
    ['a single number', 'casualties.deaths', '5', deaths({ best: 5 })],
    ['a number about', 'casualties.deaths', 'about 12', deaths({ best: 12 })],
    ['a range from a table', estimate, 'dozens', deaths({ low: 24 })],
    ['a number from a table', estimate, 'none', deaths({ best: 0 })],
    [
      'a range with separators',
      { to: 'casualties.deaths', ...german },
      '1.000-2.000',
      deaths({ low: 1000, high: 2000 }),
    ],
    [
      'a range the wrong way round',
      'casualties.deaths',
      '5-3',
      ['/casualties/deaths/high casualties.order a'],
    ],
    ['words for a number', 'casualties.deaths', 'several', unreadable],
    ['a negative number', 'casualties.deaths', '-99', unreadable],
    ['a range that a spreadsheet changed', 'casualties.deaths', '3-May', unreadable],
    [
      'a range of a group',
      'casualties.groups.*.deaths',
      '2-3',
      { casualties: { groups: [{ deaths: { low: 2, high: 3 }, group: 'civilians' }] } },
      { constants: undefined },
    ],
    ['a number with separators', { ...best, ...german }, '1.000', deaths({ best: 1000 })],
    ['a number with others', { ...best, ...german }, '1,000.5', ['/casualties/deaths/best mapping.number a']],
    ['a country by its name', 'location.country', 'Iraq', { country: 'IQ' }],
    ['a country in French', 'location.country', 'Côte d’Ivoire', { country: 'CI' }],
    ['a country in Arabic', 'location.country', 'العراق', { country: 'IQ' }],
    ['a country of three letters', 'location.country', 'IRQ', { country: 'IQ' }],
    ['a country that is none', 'location.country', 'Atlantis', ['/location/country code.unknown a']],
    ['a name of two countries', 'location.country', 'Congo', ['/location/country code.unknown a']],
    [
      'a listed country',
      { to: 'location.country', values: { Iraq: 'XZ' }, otherwise: 'keep' },
      'Iraq',
      { country: 'XZ' },
    ],
  ])('is %s', (_, rule, cell, right, more = {}) => {
    const { constants: _none, ...others } = more
    const columns =
      'constants' in more
        ? { a: { to: rule, with: { 'casualties.groups.*.group': 'civilians' } } }
        : { a: rule }
    expect(outcome({ columns, ...others }, { a: cell })).toEqual(right)
  })

  it('leaves a template empty if it means unknown', () => {
    expect(outcome({ templates: { title: '{a} in {b}' }, missing: ['NA'] }, { a: 'x', b: 'NA' })).toEqual({})
  })

  it.each<[string, Json, string, object]>([
    ['an address', { to: 'sources.0.url' }, 'https://example.org/a', { url: 'https://example.org/a' }],
    ['a text', { to: 'sources.0.url' }, 'Al-Sumaria TV, 5 Jan', { title: 'Al-Sumaria TV, 5 Jan' }],
    ['an address without a scheme', { to: 'sources.0.url' }, 'example.org/a', { title: 'example.org/a' }],
    ['a listed cell', { to: 'sources.0.url', values: { none: null } }, 'none', {}],
    ['a date', { to: 'sources.0.published', date: 'D.M.YYYY' }, '5.1.2022', { published: '2022-01-05' }],
    ['another text', { to: 'sources.0.published', date: 'D.M.YYYY' }, 'spring', { title: 'spring' }],
    [
      'a day that is none',
      { to: 'sources.0.published', date: 'D.M.YYYY' },
      '31.2.2022',
      { title: '31.2.2022' },
    ],
  ])('keeps a text that its field cannot take in another, with a note: %s', (_, rule, cell, source) => {
    const { record, notes } = readRow(
      { columns: { a: { ...rule, otherwise: { to: 'sources.0.title' } } } },
      { a: cell },
    )
    expect(record?.sources).toEqual([{ publisher: 'A', ...source }])
    const kept = [{ rule: 'mapping.text_kept', column: 'a', received: cell }]
    expect(notes).toEqual('title' in source ? kept : undefined)
  })

  it('keeps a text beside the number or the entry of its cell', () => {
    const killed = { to: 'casualties.deaths', otherwise: { to: 'summary' } }
    expect(outcome({ columns: { a: killed } }, { a: 'several' })).toEqual({ summary: 'several' })
    expect(outcome({ columns: { a: killed } }, { a: '3+' })).toEqual(deaths({ low: 3 }))
    const links = { to: 'sources.*.url', split: ' ', otherwise: { to: 'sources.*.title' } }
    const { record } = readRow({ columns: { a: links } }, { a: 'https://example.org/a radio' })
    expect(record?.sources.slice(1)).toEqual([{ url: 'https://example.org/a' }, { title: 'radio' }])
  })

  it.each([
    ['location.country', 'Iraq', 'mapping.country'],
    ['location.country', 'IQ', undefined],
    ['casualties.deaths', '~12', 'mapping.approximate'],
    ['casualties.deaths', '12', undefined],
  ])('has a note if it says the value otherwise: %s, %s', (to, received, rule) => {
    const { notes } = readRow({ columns: { a: to } }, { a: received })
    expect(notes).toEqual(rule && [{ rule, column: 'a', received }])
  })
})

describe('a rule of a column is refused', () => {
  it.each<[string, Json, RegExp]>([
    [
      'for words that are values too',
      { a: { to: 'title', values: { x: 'y' }, missing: ['x '] } },
      /^\/columns\/a\/missing\/0 mapping.invalid .*says what "x" means/,
    ],
    [
      'for separators of a text',
      { a: { to: 'title', thousands: ',' } },
      /^\/columns\/a\/thousands mapping.invalid .*not a number/,
    ],
    [
      'for one separator twice',
      { a: { to: 'location.latitude', decimal: ',', thousands: ',' } },
      /^\/columns\/a\/thousands mapping.invalid .*same separator/,
    ],
    [
      'for a range and one of its ends',
      { a: 'casualties.deaths', b: 'casualties.deaths.low' },
      /^\/columns\/b mapping.field .*already leads/,
    ],
    [
      'for an end of a range and the range',
      { a: 'casualties.deaths.low', b: 'casualties.deaths' },
      /^\/columns\/b mapping.field .*already leads/,
    ],
    [
      'for a text that cannot go elsewhere',
      { a: { to: 'title', otherwise: { to: 'summary' } } },
      /^\/columns\/a\/otherwise\/to mapping.invalid .*any text/,
    ],
    [
      'for a number elsewhere',
      { a: { to: 'sources.0.url', otherwise: { to: 'location.latitude' } } },
      /^\/columns\/a\/otherwise\/to mapping.field .*must be a text/,
    ],
    [
      'for a field elsewhere that is used',
      { a: { to: 'sources.0.url', otherwise: { to: 'title' } }, b: 'title' },
      /^\/columns\/b mapping.field .*already leads/,
    ],
    [
      'for another entry elsewhere',
      { a: { to: 'sources.*.url', otherwise: { to: 'actors.*.name' } } },
      /^\/columns\/a\/otherwise\/to mapping.field .*must be the entry/,
    ],
    [
      'for a mistyped key',
      { a: { to: 'title', otherwise: { to: 'summary', too: 1 } } },
      /^\/columns\/a\/otherwise\/too mapping.invalid .*There are to\./,
    ],
  ])('%s', (_, columns, fault) => {
    expect(faultOf({ columns })).toMatch(fault)
  })

  it('for no code, because none is the word of "otherwise"', () => {
    for (const vocabulary of Object.values(codes)) expect(Object.keys(vocabulary)).not.toContain('keep')
  })
})
