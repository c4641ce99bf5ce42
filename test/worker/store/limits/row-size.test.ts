import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prerendered } from '../../../../src/export/registry.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { decodeStored } from '../../../../src/text/storage-encoding.ts'
import {
  bytesOf,
  maxRowBytes,
  maxSubmissionBytes,
  measureDatabase,
  oversizedStatements,
  times,
  widestRow,
} from '../../measured-database.ts'
import { contextAt, dump, file, noon, type Part, report, testActors, updateRecord } from '../../support.ts'

const { editor } = testActors
const arabic = 'انفجار عبوة ناسفة قرب بغداد '

/** A text of so many characters. */
const fill = (text: string, length: number): string => {
  const characters = [...text]
  return times(length, (i) => characters[i % characters.length])
    .join('')
    .trim()
}

/** A record near the limit of a submission, in the script of a text. */
const large = (text: string): Part => {
  const said = { title: fill(text, 200), summary: fill(text, 6_000), notes: fill(text, 6_000) }
  const source = { title: fill(text, 490), said_by: fill(text, 190), publisher: fill(text, 190) }
  const left = maxSubmissionBytes - 1_000 - bytesOf(JSON.stringify(said))
  const howMany = Math.min(100, Math.floor(left / bytesOf(JSON.stringify(source))))
  return report({ ...said, sources: times(howMany, (i) => ({ ...source, key: `s${i}` })) })
}

type ReadyName = keyof typeof prerendered
const readyNames = Object.keys(prerendered) as ReadyName[]

const exported = async (name: ReadyName) => {
  const { db, log } = measureDatabase(env.DB)
  const context = contextAt(noon, db)
  const query = { equals: {}, facets: {} }
  const selection = await select(context, editor, query, await resolveQuery(context, editor, query))
  const format = prerendered[name]
  const texts: string[] = []
  for await (const { data } of readPages(db, selection, format)) texts.push(data.toString('utf8'))
  return { text: texts.join(format.separator), rows: selection.rows, log }
}

const titlesIn = (name: ReadyName, text: string): string[] =>
  name === 'csv'
    ? [...text.matchAll(/,(Title \d+),/g)].map(([, title = '']) => title)
    : text.split(prerendered[name].separator).map((line) => (JSON.parse(line) as { title: string }).title)

describe('nothing is larger than the database takes', () => {
  it.each([
    ['in Arabic', arabic],
    ['in Latin letters', 'An explosive device went off near Baghdad. '],
    ['of quotes and line breaks', '"\n,;\\'],
    ['of characters of four bytes', '😀💥'],
  ])('when records near the limit of a submission %s are written and changed', async (_, text) => {
    const { db, log } = measureDatabase(env.DB)
    const candidate = large(text)
    expect(bytesOf(JSON.stringify(candidate))).toBeLessThanOrEqual(maxSubmissionBytes)
    expect(bytesOf(JSON.stringify(candidate))).toBeGreaterThan(100_000)
    const { version } = await file(candidate, { key: 'k' }, testActors.contributor, contextAt(noon, db))
    await updateRecord(version, { date: '2022-01-06' }, {}, editor, contextAt(noon, db))
    expect(oversizedStatements(log)).toEqual([])
    expect(widestRow(await dump())).toBeLessThanOrEqual(maxRowBytes)
  })

  it('and the row of CSV in it is plain, and has the row', async () => {
    const { version } = await file(large(arabic))
    const { incident_body: [{ csv_row } = {}] = [] } = await dump()
    expect(String(csv_row)).toMatch(/^[ !#-[\]-~\u007f]+$/)
    const row = decodeStored(String(csv_row)).toString('utf8')
    expect(row).toContain(`,${fill(arabic, 6_000)},`)
    expect(row.startsWith(`${version.id},`)).toBe(true)
    expect(row.endsWith(',1')).toBe(true)
  })

  it('when records near that limit are exported', async () => {
    for (let i = 0; i < 30; i++) {
      const candidate = { ...large(i % 3 === 0 ? 'Explosion ' : arabic), title: `Title ${i}` }
      await file(candidate, { publish: true }, editor, contextAt(noon + i))
    }
    for (const name of readyNames) {
      const { log, text } = await exported(name)
      expect(oversizedStatements(log)).toEqual([])
      expect(titlesIn(name, text)).toEqual(times(30, (i) => `Title ${i}`))
    }
  })

  it('when large and small records are mixed in any way, and none is lost', { timeout: 60_000 }, async () => {
    const mixtures = fc.sample(
      fc.array(
        fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: 9, arbitrary: fc.constant(false) }),
        { minLength: 150, maxLength: 150 },
      ),
      { numRuns: 1, seed: 4 },
    )
    const sizes = [...times(220, () => false), ...times(12, () => true), ...(mixtures[0] ?? [])]
    const great = large(arabic)
    for (const [i, isLarge] of sizes.entries()) {
      const title = `Title ${i}`
      await file(
        isLarge ? { ...great, title } : report({ title }),
        { publish: true },
        editor,
        contextAt(noon + i),
      )
    }
    for (const name of readyNames) {
      const { log, text, rows } = await exported(name)
      expect(oversizedStatements(log)).toEqual([])
      expect(rows).toBe(sizes.length)
      expect(titlesIn(name, text)).toEqual(times(sizes.length, (i) => `Title ${i}`))
    }
  })

  it('and no page of Arabic but the first is read twice to find its size', async () => {
    for (let i = 0; i < 230; i++)
      await file(report({ summary: fill(arabic, 9_000) }), { publish: true }, editor, contextAt(noon + i))
    for (const name of readyNames) {
      const { log } = await exported(name)
      const fits = log
        .filter(({ sql }) => sql.includes('group_concat'))
        .map((each) => each.largestCell > 1000)
      const fromSecond = fits.slice(fits.indexOf(true) + 1, -1)
      expect(fromSecond.length).toBeGreaterThan(0)
      expect(fromSecond).not.toContain(false)
    }
  })
})
