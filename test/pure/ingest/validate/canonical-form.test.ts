import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { writableFields } from '../../../../src/record/shape.ts'
import { removeMarks } from '../../../../src/text/invisible-marks.ts'
import { soundRecord } from '../../arbitrary.ts'
import { validationContext } from '../../rule-cases.ts'
import { errorsIn, validRecord } from '../../validated-record.ts'

const publisher = 'Example News'

describe('the canonical form', () => {
  it('has the fields in published order, at every depth, whatever the order of what was sent', () => {
    const record = validRecord({
      notes: 'n',
      title: 't',
      sources: [{ url: 'https://a.example', publisher }],
      casualties: { deaths: { high: 3, low: 1 }, reported: 'some' },
      location: { longitude: 44, latitude: 33, country: 'IQ' },
      reference: 'r',
      dataset: 'reports',
    })
    const published = [...writableFields.keys()]
    expect(Object.keys(record)).toEqual(published.filter((name) => name in record))
    expect(JSON.stringify(record)).toBe(
      '{"dataset":"reports","reference":"r","event_type":"remote_violence","date":"2022-01-05",' +
        '"location":{"country":"IQ","latitude":33,"longitude":44},' +
        '"casualties":{"reported":"some","deaths":{"low":1,"high":3}},' +
        '"sources":[{"publisher":"Example News","url":"https://a.example"}],' +
        '"title":"t","summary":"Rockets were fired at a base.","notes":"n"}',
    )
  })

  it('leaves out nulls, empty texts, empty lists and groups that say nothing', () => {
    const nothing = {
      title: null,
      reference: '',
      date_note: ' \u00a0\n',
      tags: [],
      actors: null,
      launched_from: {},
      damage: { level: null, note: '' },
      casualties: { deaths: { low: null }, groups: [] },
      external: { fields: {} },
    }
    expect(validRecord(nothing)).toEqual(validRecord({}))
  })

  it('keeps 0 and leaves out what is absent', () => {
    const record = validRecord({
      weapons: [{ type: 'rocket', fired: 0, hit: null }],
      casualties: { deaths: { best: 0 } },
    })
    expect(record.weapons).toEqual([{ type: 'rocket', fired: 0 }])
    expect(record.casualties).toEqual({ deaths: { best: 0 } })
  })

  it('is in the dataset "reports", or in the one that the door names, unless it says another', () => {
    expect(validRecord({}).dataset).toBe('reports')
    expect(validRecord({}, { dataset: 'field' }).dataset).toBe('field')
    expect(validRecord({ dataset: 'mine' }, { dataset: 'field' }).dataset).toBe('mine')
  })

  /** [what, as sent, as kept] */
  const texts: [string, string, string][] = [
    ['trims', ' \t\u00a0\u3000\ufeffa b\n ', 'a b'],
    ['composes', 'Qad\u0323a\u0304', 'Qa\u1e0d\u0101'],
    ['makes CRLF and CR line feeds', 'a\r\nb\rc\n\rd', 'a\nb\nc\n\nd'],
    ['keeps tabs, inner spaces and line breaks', 'a\t b\n\n c', 'a\t b\n\n c'],
    [
      'keeps marks of direction inside a text, and none around it',
      '\u200fقصف قاعدة «عين الأسد»\u200f (2022)\u200e',
      'قصف قاعدة «عين الأسد»\u200f (2022)',
    ],
    ['keeps isolates and joiners inside', 'a \u2067می\u200cخواهم\u2069 b', 'a \u2067می\u200cخواهم\u2069 b'],
    ['keeps what looks like markup, a formula or a number', '=1+1 <b>&amp; 007', '=1+1 <b>&amp; 007'],
    ['keeps compatibility characters', '½ ﬁ ①', '½ ﬁ ①'],
    ['keeps characters beyond the first plane', '🚀👩‍👩‍👧', '🚀👩‍👩‍👧'],
  ]

  it.each(texts)('%s', (_, sent, expected) => {
    const record = validRecord({ summary: sent, title: sent, actors: [{ name: sent, with: [sent] }] })
    expect([record.summary, record.title, record.actors?.[0]?.name, record.actors?.[0]?.with?.[0]]).toEqual(
      Array(4).fill(expected),
    )
  })

  it('keeps columns of another layout exactly, but for nulls', () => {
    const fields = { b: ' e\u0301\r\n', A: '', ' ': 0, z: false, toString: 'x', hasOwnProperty: 1 }
    const record = validRecord({ external: { scheme: 'ucdp', fields: { ...fields, gone: null } } })
    expect(Object.entries(record.external?.fields ?? {})).toEqual(Object.entries(fields))
  })
})

describe('numbers', () => {
  /** [as text, as a number] */
  const readable: [string, number][] = [
    ['0', 0],
    [' 12 ', 12],
    ['+3', 3],
    ['007', 7],
    ['٠', 0],
    ['١٢', 12],
    ['۱۲', 12],
    ['1.0', 1],
  ]

  it.each(readable)('may come as text from a form or a table: %j', (text, number) => {
    const part = { weapons: [{ fired: text }] }
    expect(validRecord(part, { fromText: true }).weapons).toEqual([{ fired: number }])
    expect(errorsIn(part)).toEqual(['/weapons/0/fired field.type'])
  })

  it.each([
    ['-33.5', -33.5],
    ['٣٣٫٥', 33.5],
    ['۳۳.۵', 33.5],
  ])('may have decimals as text: %j', (text, latitude) => {
    const part = { location: { country: 'IR', latitude: text, longitude: '0' } }
    expect(validRecord(part, { fromText: true }).location).toEqual({ country: 'IR', latitude, longitude: 0 })
  })

  it.each([
    '0x10',
    '1/2',
    'many',
    '--1',
    '.',
    '1e',
    'Infinity',
    'NaN',
    '1 2',
    '1,23,45',
    '1.234.56',
    '12+',
    '5-7',
  ])('are not guessed from %j', (text) => {
    expect(errorsIn({ weapons: [{ fired: text }] }, { fromText: true })).toEqual([
      '/weapons/0/fired field.type',
    ])
  })

  it('stay text in fields of text', () => {
    const record = validRecord({ title: '007', reference: '1.0', tags: ['5'] }, { fromText: true })
    expect([record.title, record.reference, record.tags]).toEqual(['007', '1.0', ['5']])
  })

  it('beyond all bounds are refused', () => {
    const huge = JSON.parse('{"low":1e999}') as object
    expect(errorsIn({ casualties: { deaths: huge } })).toContain('/casualties/deaths/low number.range')
    expect(errorsIn({ external: { scheme: 'ucdp', fields: huge } })).toEqual([
      '/external/fields/low number.range',
    ])
  })
})

describe('any record', () => {
  it('that passes is sent to its end and passes again, unchanged', () => {
    fc.assert(
      fc.property(soundRecord, (candidate) => {
        const first = validate(candidate, validationContext)
        expect(first.errors).toEqual([])
        const sent = JSON.stringify(first.record)
        const second = validate(JSON.parse(sent), validationContext)
        expect(second.errors).toEqual([])
        expect(second.warnings.map(stateIssue)).toEqual(first.warnings.map(stateIssue))
        expect(JSON.stringify(second.record)).toBe(sent)
      }),
      { numRuns: 500 },
    )
  })

  /** The values that say something, texts as they are kept. */
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return removeMarks(value.replace(/\r\n?/g, '\n').normalize('NFC')).trim()
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.length > 0 ? value.map(plain) : undefined
    const entries = Object.entries(value).map(([name, inner]) => [name, plain(inner)] as const)
    const stated = entries.filter(([, inner]) => inner !== undefined)
    return stated.length > 0 ? Object.fromEntries(stated) : undefined
  }

  it('that passes has every value that was sent', () => {
    fc.assert(
      fc.property(soundRecord, (candidate) => {
        const { record } = validate(candidate, validationContext)
        const sent = { dataset: 'reports', ...candidate } as Partial<StoredIncident>
        expect(plain({ ...sent, external: 0 })).toEqual(plain({ ...record, external: 0 }))
        expect(record?.external?.fields ?? {}).toEqual(sent.external?.fields ?? {})
      }),
    )
  })
})
