/** The parts of a record in few controls: what they say is what they read. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventSubtype, eventType } from '../../../../schemas/vocabularies.ts'
import { casualtiesPart } from '../../../../src/ingest/basics/casualties.ts'
import { expandBasics } from '../../../../src/ingest/basics/expand.ts'
import { kindPart } from '../../../../src/ingest/basics/kind.ts'
import type { FieldValues, Part } from '../../../../src/ingest/basics/part.ts'
import { sourcePart } from '../../../../src/ingest/basics/source.ts'
import { catalogues } from '../../../../src/messages/messages.ts'
import { kindGroups } from '../../../../src/web/form/kind-options.tsx'

const languages = Object.entries(catalogues)
const valuesOf = (fields: Iterable<readonly [string, string]>): FieldValues => new Map(fields)

/** Expects that a part reads what it has written, in every language; returns whether it could write it. */
const expectRoundTrip = (part: Part, values: FieldValues): boolean => {
  const written = languages.map(([, { form }]) => part.write(values, form.people))
  for (const texts of written) {
    if (texts === undefined) continue
    const { fields, faults } = part.read(texts)
    expect(faults).toEqual([])
    expect(Object.fromEntries(fields)).toEqual(Object.fromEntries(values))
  }
  expect(new Set(written.map((each) => each === undefined)).size).toBe(1)
  return written[0] !== undefined
}

describe('the kind of an event', () => {
  const types = Object.keys(eventType)
  const subtypes = Object.entries(eventSubtype)

  it('is every type and every specific type, once, under one code each', () => {
    const listed = kindGroups.flatMap(([, kinds]) => kinds as readonly string[])
    expect(listed.toSorted()).toEqual([...types, ...Object.keys(eventSubtype)].sort())
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('says type and specific type, and nothing that contradicts itself', () => {
    for (const type of types) {
      expect(expectRoundTrip(kindPart, valuesOf([['event_type', type]]))).toBe(true)
      for (const [subtype, { parent }] of subtypes) {
        const values = valuesOf([
          ['event_type', type],
          ['event_subtype', subtype],
        ])
        expect(expectRoundTrip(kindPart, values)).toBe(type === parent)
      }
    }
    expect(kindPart.write(valuesOf([['event_type', 'nonsense']]), catalogues.en.form.people)).toBeUndefined()
  })
})

describe('numbers of people', () => {
  const bound = fc.option(fc.nat(300).map(String), { nil: undefined })
  const estimate = fc.record({ low: bound, best: bound, high: bound })
  const casualties = fc.record({
    reported: fc.constantFrom(undefined, 'none', 'some', 'unknown'),
    deaths: estimate,
    injuries: estimate,
  })

  it('are read as they were written, in every language', () => {
    let count = 0
    fc.assert(
      fc.property(casualties, ({ reported, deaths, injuries }) => {
        const numbers = Object.entries({ deaths, injuries }).flatMap(([name, bounds]) =>
          Object.entries(bounds).map(([key, number]) => [`casualties.${name}.${key}`, number] as const),
        )
        const stated = [['casualties.reported', reported] as const, ...numbers].flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as const],
        )
        if (expectRoundTrip(casualtiesPart, valuesOf(stated))) count += 1
      }),
      { numRuns: 2000 },
    )
    expect(count).toBeGreaterThan(10)
  })

  it.each([
    [{ 'casualties.reported': 'none' }, { _killed: 'none', _hurt: 'none' }],
    [{ 'casualties.reported': 'unknown' }, { _killed: 'not known', _hurt: 'not known' }],
    [
      { 'casualties.reported': 'some', 'casualties.deaths.low': '2' },
      { _killed: 'at least 2', _hurt: '' },
    ],
    [
      { 'casualties.reported': 'some', 'casualties.injuries.best': '7' },
      { _killed: '', _hurt: '7' },
    ],
    [{ 'casualties.deaths.best': '0' }, { _killed: 'none', _hurt: '' }],
    [{ 'casualties.deaths.low': '2' }, undefined],
    [
      { 'casualties.reported': 'some', 'casualties.deaths.low': '2', 'casualties.deaths.best': '3' },
      undefined,
    ],
    [{ 'casualties.reported': 'none', 'casualties.deaths.best': '0' }, undefined],
    [{ 'casualties.reported': 'some', 'casualties.deaths.best': 'two' }, undefined],
  ])('%j are written as %j', (values, texts) => {
    const fields = Object.entries(values) as [string, string][]
    expect(casualtiesPart.write(valuesOf(fields), catalogues.en.form.people)).toEqual(texts)
  })
})

describe('who says so', () => {
  it.each([
    ['https://example.org/a', { url: 'https://example.org/a' }],
    ['http://example.org', { url: 'http://example.org' }],
    ['t.me/abc/12', { url: 'https://t.me/abc/12' }],
    ['www.example.org/a', { url: 'https://www.example.org/a' }],
    ['www.example.org', { url: 'https://www.example.org' }],
    ['x.com/abc/status/1?s=20', { url: 'https://x.com/abc/status/1?s=20' }],
    ['مثال.إختبار/خبر', { url: 'https://مثال.إختبار/خبر' }],
    ['ftp://example.org/a', { url: 'ftp://example.org/a' }],
    ['Example News', { publisher: 'Example News' }],
    ['example.org', { publisher: 'example.org' }],
    ['24/7 News', { publisher: '24/7 News' }],
    ['Dr. Smith', { publisher: 'Dr. Smith' }],
    ['javascript:alert(1)', { publisher: 'javascript:alert(1)' }],
    ['وكالة الأنباء', { publisher: 'وكالة الأنباء' }],
    ['Example News https://example.org/a', { publisher: 'Example News', url: 'https://example.org/a' }],
    ['Example News – t.me/a/1.', { publisher: 'Example News', url: 'https://t.me/a/1' }],
    ['https://example.org/a (Example News)', { publisher: '(Example News)', url: 'https://example.org/a' }],
    ['Example (https://example.org/a_(b))', { publisher: 'Example', url: 'https://example.org/a_(b)' }],
    ['وكالة: t.me/a/1', { publisher: 'وكالة', url: 'https://t.me/a/1' }],
  ])('%s is read as %j', (text, source) => {
    const fields = Object.entries(source).map(([name, value]) => [`sources.0.${name}`, value])
    expect(sourcePart.read({ _source: text })).toEqual({ fields, faults: [] })
  })

  it('is one link at most', () => {
    expect(sourcePart.read({ _source: 't.me/a/1 t.me/a/2' }).faults).toEqual([
      { name: '_source', reason: 'severalLinks' },
    ])
  })

  it('is read as it was written', () => {
    const texts = fc.constantFrom(
      ...[
        'Example News',
        'A, B',
        'x.com',
        't.me/a',
        'a b/c',
        'وكالة',
        'News –',
        '(A)',
        'A  B',
        'https://example.org',
      ],
      ...['https://example.org/a.', 'https://example.org/ü', 'http://a.example/?q=(1)'],
    )
    const option = fc.option(texts, { nil: undefined })
    fc.assert(
      fc.property(option, option, option, (publisher, url, title) => {
        const stated = Object.entries({ publisher, url, title }).flatMap(([name, value]) =>
          value === undefined ? [] : [[`sources.0.${name}`, value] as const],
        )
        const isWritten = stated.length > 0 && expectRoundTrip(sourcePart, valuesOf(stated))
        if (title !== undefined) expect(isWritten).toBe(false)
      }),
    )
  })
})

describe('a form', () => {
  it('has fields in place of its simple controls, and those that are blank say nothing', () => {
    const typed = [
      ['_kind', 'shelling'],
      ['event_type', ''],
      ['_killed', ' '],
      ['_source', ' a '],
      ['title', 'x'],
    ] as const
    expect(expandBasics(typed)).toEqual({
      fields: [
        ['title', 'x'],
        ['event_type', 'remote_violence'],
        ['event_subtype', 'shelling'],
        ['sources.0.publisher', 'a'],
      ],
      faults: [],
    })
  })

  it('that says something twice keeps the exact field, with a fault', () => {
    const typed = [
      ['_source', 'A'],
      ['sources.0.publisher', 'B'],
    ] as const
    expect(expandBasics(typed)).toEqual({
      fields: [['sources.0.publisher', 'B']],
      faults: [{ name: '_source', reason: 'twice' }],
    })
  })
})
