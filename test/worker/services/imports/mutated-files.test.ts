import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import type { Report } from '../../../../src/services/imports/import-context.ts'
import { isInCountry } from '../../../../src/web/country-lookup.ts'
import { type Cells, csvOf, recordsOf, row, send, streamInPieces, utf8 } from './send-file.ts'

const rowOf = (i: number): Cells => ({
  ...row(`r${i}`),
  dataset: '',
  outcome: i % 2 ? 'hit' : '',
  place: ['Hit', 'Qaḑā’', 'مدينة', 'a "quoted" place, with a comma'][i % 4] ?? '',
  latitude: i % 3 ? '33.5' : '',
  longitude: i % 3 ? '44.25' : '',
  deaths_low: '0',
  deaths_high: String(i),
  perpetrators: 'A; B\\; C',
  links: i % 5 ? '' : 'related:r1',
  summary: i % 4 ? 'Shots were fired.' : 'Two\r\nlines.',
})

const good = utf8.encode(csvOf(Array.from({ length: 24 }, (_, i) => rowOf(i))))
/** The same without references, each row twice. */
const nameless = utf8.encode(
  csvOf(
    Array.from({ length: 24 }, (_, i) => {
      const { reference: _reference, ...cells } = rowOf(i >> 1)
      return cells
    }),
  ),
)

/** Bytes that mean something to a reader of tables, and any others. */
const byte = fc.oneof(
  fc.constantFrom(...utf8.encode('",;\t\r\n\0 =-0129eE\\:')),
  fc.constantFrom(0xef, 0xff, 0xfe, 0x80, 0xc3, 0x1a),
  fc.nat(255),
)

const files = { good, nameless }

type Change = (bytes: Uint8Array) => Uint8Array

const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => [...part]))

const span = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 300 }))

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(good.length - 1), byte).map(
    ([at, value]): Change =>
      (bytes) =>
        bytes.length === 0 ? bytes : bytes.with(Math.min(at, bytes.length - 1), value),
  ),
  fc.tuple(fc.nat(good.length), byte).map(
    ([at, value]): Change =>
      (bytes) =>
        join(bytes.slice(0, at), new Uint8Array([value]), bytes.slice(at)),
  ),
  span.map(
    ([at, length]): Change =>
      (bytes) =>
        join(bytes.slice(0, at), bytes.slice(at + length)),
  ),
  span.map(
    ([at, length]): Change =>
      (bytes) =>
        join(bytes.slice(0, at + length), bytes.slice(at)),
  ),
  fc.tuple(span, fc.nat(good.length - 1)).map(
    ([[at, length], to]): Change =>
      (bytes) => {
        const [piece, rest] = [
          bytes.slice(at, at + length),
          join(bytes.slice(0, at), bytes.slice(at + length)),
        ]
        return join(rest.slice(0, to), piece, rest.slice(to))
      },
  ),
  fc.nat(good.length).map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, at),
  ),
)

/** A copy with some changes, and the lengths of the pieces in which it is sent. */
const mutated = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  sizes: fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 }),
  mode: fc.constantFrom('all', 'valid'),
  from: fc.constantFrom('good', 'nameless'),
})

const server = ['id', 'status', 'revision', 'commit', 'created_at', 'updated_at', 'warnings']
const world = { now: Date.now(), isInCountry }

const expectSound = (stored: Record<string, unknown>): void => {
  const stated = Object.fromEntries(Object.entries(stored).filter(([name]) => !server.includes(name)))
  const { record, errors } = validate(stated, world)
  expect(errors).toEqual([])
  expect(record).toEqual(stated)
}

const expectTrue = (report: Report, records: readonly Record<string, unknown>[], mode: string): void => {
  const { created, updated, unchanged, rejected, rows, errors } = report
  expect(created + updated + unchanged).toBe(records.length)
  expect([updated, unchanged]).toEqual([0, 0])
  expect(rejected > 0).toBe(errors.length > 0)
  if (mode === 'all' && errors.length > 0) expect(created).toBe(0)
  else expect(created + rejected + (report.notes['rows.blank'] ?? 0)).toBe(rows)
  for (const each of errors) expect([each.line > 0, /\S/.test(each.detail)]).toEqual([true, true])
}

describe('a mutated copy of a good file', () => {
  it.each([
    ['with references', good, {}],
    ['without', nameless, { 'link.unresolved': 6 }],
  ])('is good before it is mutated: %s', async (_, file, warnings) => {
    const report: Report = (await send('dataset=whole', file)).data()
    expect([report.errors, report.created, report.warnings]).toEqual([[], 24, warnings])
    for (const each of await recordsOf('whole')) expectSound(each)
  })

  it('is imported or refused, the report says what is stored, and it is once when it is sent again', async () => {
    let [n, stored, refused] = [0, 0, 0]
    await fc.assert(
      fc.asyncProperty(mutated, async ({ changes, sizes, mode, from }) => {
        const dataset = `mutated-${n++}`
        const bytes = changes.reduce((now, next) => next(now), files[from])
        const answer = await send(`dataset=${dataset}&mode=${mode}`, streamInPieces(bytes, ...sizes))
        const records = await recordsOf(dataset)
        for (const each of records) expectSound(each)
        if (records.length > 0) stored++
        else refused++
        if (answer.status === 200) {
          expectTrue(answer.data(), records, mode)
          const again = (await send(`dataset=${dataset}&mode=${mode}`, bytes)).data()
          expect([again.created, again.updated, again.commit]).toEqual([0, 0, null])
          return
        }
        expect([answer.status, answer.type]).toEqual([422, 'application/problem+json'])
        expect(answer.data().errors.every(({ line }: { line: number }) => line > 0)).toBe(true)
        expect(records).toEqual([])
      }),
      { numRuns: 60, endOnFailure: true },
    )
    expect([stored > 10, refused > 10]).toEqual([true, true])
  }, 120_000)
})
