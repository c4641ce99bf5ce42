import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  maxRowBytes,
  maxSubmissionBytes,
  measureDatabase,
  oversizedStatements,
  times,
  widestRow,
} from '../../measured-database.ts'
import {
  contextAt,
  dump,
  file,
  noon,
  type Part,
  rejectionOf,
  report,
  testActors,
  updateRecord,
} from '../../support.ts'

const { editor } = testActors

/** U+FDFA is one character of 3 bytes; folded it is 18 characters of 33. */
const blessing = '\ufdfa'
/** U+3316 is one character of 3 bytes; folded it is 6 letters of 18, without a space. */
const kilometre = '\u3316'

const withFacets = (howMany: number): Part =>
  report({
    actors: times(Math.ceil(howMany / 20), (i) => ({
      name: `A${i}`,
      with: times(Math.min(20, howMany - i * 20), (j) => `${i}-${j}${blessing.repeat(190)}`),
    })),
  })

const withWords = (sources: number): Part =>
  report({
    summary: kilometre.repeat(9_900),
    sources: times(sources, (i) => ({
      title: `${i}a${kilometre.repeat(490)}`,
      said_by: `${i}b${kilometre.repeat(195)}`,
    })),
  })

describe('a record that unfolds to more than a row can hold', () => {
  it.each([
    ['its facets', withFacets(420)],
    ['its words', withWords(96)],
  ])('by %s is refused as too large, new or as a change', async (_, candidate) => {
    expect(bytesOf(JSON.stringify(candidate))).toBeLessThanOrEqual(maxSubmissionBytes)
    expect((await rejectionOf(file(candidate))).status).toBe(413)
    const { version } = await file()
    expect((await rejectionOf(updateRecord(version, candidate))).status).toBe(413)
    expect(widestRow(await dump())).toBeLessThan(10_000)
  })

  it('is taken as long as every row of it fits, its old versions included', async () => {
    const { db, log } = measureDatabase(env.DB)
    const context = contextAt(noon, db)
    const { version } = await file(withFacets(132), { publish: true }, editor, context)
    await updateRecord(version, { title: 'A' }, {}, editor, context)
    expect(oversizedStatements(log)).toEqual([])
    const widest = widestRow(await dump())
    expect(widest).toBeGreaterThan(1_800_000)
    expect(widest).toBeLessThanOrEqual(maxRowBytes)
  })
})
