import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { incident } from '../../../../schemas/incident.ts'
import { normalizeValue } from '../../../../src/ingest/validate/normalize.ts'
import { createNormalizeState } from '../../../../src/ingest/validate/normalize-state.ts'
import { type Field, recordShape, type Shape } from '../../../../src/record/shape.ts'
import { soundRecord, wildRecord } from '../../arbitrary.ts'
import { minimalRecord } from '../../rule-cases.ts'

/** A record as it is read, and whether the schema surely takes it. */
const read = (given: unknown, fromText: boolean) => {
  const reading = createNormalizeState({ fromText })
  const clean = normalizeValue(given, recordShape, [], reading)
  return {
    clean,
    sure: reading.isTriviallyValid && reading.missingCount === 0 && reading.issues.length === 0,
  }
}

/** Whether a record is surely sound; the schema must take it then, as it is and in the same order. */
const isSure = (given: unknown, fromText: boolean, what = ''): boolean => {
  const { clean, sure } = read(given, fromText)
  if (!sure) return false
  const parsed = v.safeParse(incident, clean)
  expect(parsed.issues, what).toBeUndefined()
  expect(JSON.stringify(clean), what).toBe(JSON.stringify(parsed.output))
  return true
}

const record = { dataset: 'reports', ...minimalRecord }

/** Puts a value into a record. */
type Put = (value: unknown) => Record<string, unknown>

/** The smallest record with one place more, for every place that a record has. */
function* places(shape: Shape, path: string, put: Put): Iterable<readonly [string, Put]> {
  yield [path, put]
  if (shape.kind === 'list') yield* places(shape.item, `${path}/0`, (value) => put([value]))
  if (shape.kind === 'group') yield* inside(shape.fields, path, put)
}

function* inside(fields: ReadonlyMap<string, Field>, path: string, put: Put) {
  for (const { name, shape } of fields.values())
    yield* places(shape, `${path}/${name}`, (value) => put({ ...required(fields, name), [name]: value }))
}

/** What a group must have beside a field. */
const required = (fields: ReadonlyMap<string, Field>, but: string) => {
  const known: Record<string, unknown> = { country: 'IQ', type: 'responds_to', incident: 'a', scheme: 'ucdp' }
  const names = [...fields.values()].filter((each) => each.required && each.name !== but)
  return Object.fromEntries(
    names.map(({ name }) => [name, known[name] ?? record[name as keyof typeof record]]),
  )
}

/** Values at the bounds of what each kind of field takes, and of every other type. */
const odd: readonly unknown[] = [
  ...[null, true, -1, 0, 0.5, 90, 90.5, 180, -180, 180.5, -181, 1e9, 1e9 + 1, Number.NaN, Infinity, [], {}],
  ...['', 'a', 'A b', '3', '٣', 'IQ', 'iq', '2022-02-30', '2022-01/2022-03', 'http://', 'https://a b', 'x-'],
  ...['a'.repeat(35), ...[40, 41, 64, 65, 200, 201, 500, 501].map((length) => 'x'.repeat(length))],
  ...[1000, 1001, 2000, 2001, 10_000, 10_001].map((length) => 'x'.repeat(length)),
  ...[
    'toString',
    'en-x-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd',
    '\ud800',
    'ar',
    'responds_to',
    'shelling',
    'https://a.example/',
    { a: 1 },
    { a: [] },
    ['a'],
  ],
  ...[1983, 1984].map((length) => `https://a.example/${'x'.repeat(length)}`),
]

describe('what is surely sound', () => {
  it.each([...inside(recordShape.fields, '', (value) => ({ ...record, ...(value as object) }))])(
    'the schema takes, with any value at %s',
    (_, put) => {
      for (const value of odd)
        for (const fromText of [false, true]) isSure(put(value), fromText, JSON.stringify(value))
    },
  )

  it('the schema takes as it is and in the same order', () => {
    const seen = { sure: 0, not: 0 }
    fc.assert(
      fc.property(wildRecord, fc.boolean(), (given, fromText) => {
        seen[isSure(given, fromText) ? 'sure' : 'not']++
      }),
      { numRuns: 300 },
    )
    expect(Math.min(seen.sure, seen.not)).toBeGreaterThan(20)
  })

  it('is every record made along the shape', () => {
    fc.assert(
      fc.property(soundRecord, (given) => {
        expect(isSure(given, false)).toBe(true)
      }),
    )
  })
})
