import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetToken } from '../../../../src/record/search-index.ts'
import {
  countedColumns,
  type Entry,
  hasOwnPart,
  hasTerm,
  numberColumns,
  parseFacets,
  type Term,
} from '../../../../src/record/segments/columns.ts'
import {
  encodeMarks,
  encodeSegment,
  termPart,
  termPartCount,
} from '../../../../src/record/segments/encode-segment.ts'
import { type Segment, segmentOf, storedSegment, termKey } from '../../../../src/record/segments/segment.ts'
import { encodeStored } from '../../../../src/text/storage-encoding.ts'

const text = fc.constantFrom('a', 'Ab c', 'بغداد', 'x"y', '=', '^', 'a\tb\nc', '😀')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const word = fc.constantFrom('drone', 'hit', 'baghdad', 'قصف', 'a', 'the')

const entry: fc.Arbitrary<Entry> = fc
  .record({
    rowKey: fc.nat(),
    commit: fc.nat({ max: 9 }),
    removed: fc.constantFrom(0 as const, 1 as const),
    admin1: maybe(text),
    filer: text,
    status: fc.constantFrom('published', 'submitted'),
    country: fc.constantFrom('IQ', 'SY'),
    deaths_best: maybe(fc.nat({ max: 300 })),
    latitude: maybe(fc.double({ min: -90, max: 90, noNaN: true })),
    facets: fc.uniqueArray(
      fc.tuple(fc.constantFrom('actor', 'weapon', 'target_type', 'tag', 'source', 'claimed_by'), text),
      { selector: ([name, value]) => facetToken(name, value), maxLength: 5 },
    ),
    words: fc.uniqueArray(word),
    casualties: maybe(
      fc.constantFrom(
        '{"deaths":{"low":1,"high":3}}',
        '{"groups":[{"group":"civilians","deaths":{"best":2}}]}',
      ),
    ),
  })
  .map(({ facets, words, ...own }) => ({
    revision: 1,
    dataset: 'd',
    event_type: 'battle',
    event_subtype: null,
    conflict_type: null,
    outcome: null,
    geo_precision: null,
    date_precision: 'day',
    series: null,
    created_at: '2022-01-05T00:00:00.000Z',
    date_start: '2022-01-05',
    date_end: '2022-01-06',
    longitude: own.latitude,
    ...own,
    facets: facets.map(([name, value]) => facetToken(name, value)).join(''),
    words: words.length === 0 ? '' : ` ${words.map(encodeStored).join(' ')} `,
  }))

/** All terms of some entries, and some that none has. */
const termsOf = (entries: readonly Entry[]): Term[] => [
  ...entries.flatMap(({ facets }) => parseFacets(facets)),
  ...entries
    .flatMap(({ words }) => words.split(' ').filter(Boolean))
    .map((value) => ({ column: 'word' as const, value })),
  { column: 'word', value: 'nowhere' },
  { column: 'country', value: 'IQ' },
  { column: 'country', value: 'I' },
  { column: 'status', value: 'published' },
  { column: 'status', value: 'submitted' },
]

/** The positions of a term in the part that has it, as the database finds them. */
const findTerm = (parts: ReadonlyMap<string, string>, term: Term, size: number): string | undefined => {
  const key = hasOwnPart(term.column) ? term.value : termKey(term)
  const part = parts.get(hasOwnPart(term.column) ? term.column : termPart(key, termPartCount(size))) ?? ''
  const at = part.indexOf(`\n${key}\t`)
  return at < 0 ? undefined : part.slice(at + key.length + 2, part.indexOf('\n', at + 1))
}

const stored = (entries: readonly Entry[]): Segment => {
  const parts = new Map(encodeSegment(entries).map(({ name, text: part }) => [name, part]))
  const found = termsOf(entries).map(
    (term) => [termKey(term), findTerm(parts, term, entries.length)] as const,
  )
  return storedSegment({
    size: entries.length,
    isWithin: false,
    ...encodeMarks(entries),
    parts,
    terms: new Map(found.filter((each): each is [string, string] => each[1] !== undefined)),
  })
}

const list = (segment: Segment, term: Term): number[] => {
  const positions = segment.positions(term)
  return positions === 'all' ? Array.from({ length: segment.size }, (_, i) => i) : [...positions]
}

describe('a stored segment', () => {
  it('answers what its entries answer', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (entries) => {
        const [made, read] = [segmentOf(entries), stored(entries)]
        for (const column of numberColumns)
          expect([column, [...read.numbers(column)]]).toEqual([column, [...made.numbers(column)]])
        for (const term of [...termsOf(entries), { column: 'removed', value: '1' } as const]) {
          const wanted = entries.flatMap((each, i) => (hasTerm(each, term) ? [i] : []))
          expect([term, list(read, term)]).toEqual([term, wanted])
          expect([term, list(made, term)]).toEqual([term, wanted])
        }
        for (const column of countedColumns) {
          const values = (segment: Segment) =>
            [...segment.values(column)].map(([value]) => [value, list(segment, { column, value })])
          expect([column, values(made)]).toEqual([column, values(made)])
          expect([...read.values(column)].map(([value]) => value)).toEqual(
            [...made.values(column)].map(([value]) => value),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a column that was not read', () => {
    const segment = storedSegment({
      size: 1,
      isWithin: true,
      removed: '',
      published: '',
      parts: new Map(),
      terms: new Map(),
    })
    expect(() => segment.numbers('key')).toThrow('The column key of a segment was not read.')
    expect(() => [...segment.values('country')]).toThrow('country')
  })
})
