import { describe, expect, it } from 'vitest'
import { admin, publishRecord } from '../../client.ts'
import { testActors } from '../../support.ts'
import {
  type Cells,
  cellsOf,
  csvOf,
  dumpRecordTables,
  importAs,
  importBody,
  recordsOf,
  reportCounts,
  row,
  rowWithoutReference,
} from './send-file.ts'

const rule = 'link.unresolved'
const linking = (reference: string, ...to: string[]): Cells =>
  row(reference, { links: to.map((each) => `related:${each}`).join('; ') })
const leaf = (reference: string): Cells => row(reference, { links: '' })
const leaves = (howMany: number): Cells[] => Array.from({ length: howMany }, (_, i) => leaf(`leaf${i}`))

/** The pointers of the warnings that a record keeps, by reference; records without any are left out. */
const warnedOf = async (dataset = 'shots') =>
  Object.fromEntries(
    (await recordsOf(dataset)).flatMap(({ reference, warnings }) => {
      const all = (warnings as { pointer: string; rule: string }[]).filter((each) => each.rule === rule)
      return all.length > 0 ? [[reference, all.map(({ pointer }) => pointer)]] : []
    }),
  )

describe.each(['all', 'valid'])('a link to what comes further down in the file, mode=%s', (mode) => {
  const query = `dataset=shots&publish=true&mode=${mode}`

  it.each([1, 700])('is not warned of, %i rows away, nor by the rehearsal', async (away) => {
    const file = csvOf([linking('first', 'last'), ...leaves(away - 1), linking('last', 'first', 'last')])
    const rehearsed = await importBody(`${query}&dry_run=true`, file)
    const report = await importBody(query, file)
    expect([report.warnings, rehearsed.warnings]).toEqual([{}, {}])
    expect(reportCounts(report)).toEqual([away + 1, 0, 0, 0, 0])
    expect(await warnedOf()).toEqual({})
    const csv = cellsOf((await admin('/incidents.csv?dataset=shots')).text)
    expect(csv.filter(({ warnings }) => warnings !== '')).toEqual([])
    expect(csv.map(({ reference }) => reference).at(0)).toBe('first')
  })

  it('is warned of for what does not come, and for that alone', async () => {
    const file = csvOf([linking('first', 'last', 'never', 'first'), ...leaves(600), leaf('last')])
    const rehearsed = await importBody(`${query}&dry_run=true`, file)
    const report = await importBody(query, file)
    expect([report.warnings, rehearsed.warnings]).toEqual(Array(2).fill({ [rule]: 1 }))
    expect(await warnedOf()).toEqual({ first: ['/links/1/incident'] })
    const csv = cellsOf((await admin('/incidents.csv?dataset=shots&fields=reference,warnings')).text)
    expect(csv.filter(({ warnings }) => warnings !== '')).toEqual([{ reference: 'first', warnings: rule }])
    expect((await importBody(query, file)).warnings).toEqual({ [rule]: 1 })
  })

  it('is warned of where it leads to another dataset', async () => {
    const file = csvOf([
      { ...linking('a', 'b'), dataset: 'one' },
      { ...leaf('b'), dataset: 'two' },
    ])
    expect((await importBody(`mode=${mode}`, file)).warnings).toEqual({ [rule]: 1 })
    expect(await warnedOf('one')).toEqual({ a: ['/links/0/incident'] })
  })

  it('is settled in a new version, beside warnings of other kinds, with the links kept', async () => {
    await importBody(query, csvOf([leaf('first')]))
    const silent = { ...linking('first', 'last'), summary: '' }
    const file = csvOf([silent, ...leaves(600), linking('last', 'first')])
    expect(reportCounts(await importBody(query, file))).toEqual([601, 1, 0, 0, 0])
    const [first] = (await recordsOf('shots')).filter(({ reference }) => reference === 'first')
    expect(first).toMatchObject({ revision: 2, warnings: [{ rule: 'summary.empty' }] })
    const page = await admin(`/incidents/${first?.id}`)
    expect(page.text).toContain('last')
    const links = (await dumpRecordTables()).incident_links?.map(({ named }) => named).sort()
    expect(links).toEqual(['first', 'last'])
  })

  it('is settled for rows without a reference, which are found again', async () => {
    const cells = (summary: string, to: string) => ({
      reference: '',
      ...rowWithoutReference(summary, { links: `related:${to}` }),
    })
    const file = csvOf([cells('one', 'last'), cells('one', 'last'), cells('two', 'never'), leaf('last')])
    expect((await importBody(query, file)).warnings).toEqual({ [rule]: 1 })
    expect(Object.values(await warnedOf())).toEqual([['/links/0/incident']])
    const before = await dumpRecordTables()
    expect(reportCounts(await importBody(query, file))).toEqual([0, 0, 4, 0, 0])
    expect(await dumpRecordTables()).toEqual(before)
  })
})

describe('a link to a row that is rejected', () => {
  const file = csvOf([linking('first', 'bad'), row('bad', { date: 'never', links: '' })])

  it('is warned of', async () => {
    const report = await importBody('dataset=shots&mode=valid', file)
    expect([reportCounts(report), report.warnings]).toEqual([[1, 0, 0, 0, 1], { [rule]: 1 }])
    expect(await warnedOf()).toEqual({ first: ['/links/0/incident'] })
  })

  it('is not warned of where the record is there already', async () => {
    await publishRecord({ dataset: 'shots', reference: 'bad' })
    expect((await importBody('dataset=shots&mode=valid', file)).warnings).toEqual({})
    expect(await warnedOf()).toEqual({})
  })
})

describe('more links to what comes later than a chunk holds', () => {
  const summary = 'Shots were fired. '.repeat(80)

  it('wait while others are committed, and are counted with their own commit', async () => {
    const waiting = Array.from({ length: 500 }, (_, i) => ({ ...linking(`r${i}`, 'last'), summary }))
    const file = csvOf([...waiting, ...leaves(4300), leaf('last')])
    const report = await importAs(testActors.editor, file, { mode: 'valid' })
    expect([reportCounts(report), report.warnings, await warnedOf()]).toEqual([[4801, 0, 0, 0, 0], {}, {}])
    const { commits = [], incidents = [] } = await dumpRecordTables()
    const made = commits.map(({ seq }) => incidents.filter(({ commit_seq }) => commit_seq === seq).length)
    expect(made).toEqual(commits.map(({ rows }) => rows))
    expect(made.filter((records) => records > 0).length).toBeGreaterThan(1)
  }, 30_000)

  const many = Array.from({ length: 600 }, (_, i) => ({ ...linking(`r${i}`, `r${i + 1}`), summary }))

  it.each(['all', 'valid'])(
    'are settled chunk by chunk: mode=%s',
    async (mode) => {
      const report = await importAs(testActors.editor, csvOf(many), {
        mode: mode as 'all' | 'valid',
        publish: true,
      })
      expect([reportCounts(report), report.warnings]).toEqual([[600, 0, 0, 0, 0], { [rule]: 1 }])
      expect(await warnedOf()).toEqual({ r599: ['/links/0/incident'] })
      expect((await dumpRecordTables()).import_chunks).toEqual([])
      const answer = await admin('/incidents.csv?dataset=shots')
      expect([answer.headers.get('Sitrep-Rows'), cellsOf(answer.text).length]).toEqual(['600', 600])
    },
    30_000,
  )
})

describe('a warning that a record keeps', () => {
  it('stays when its record comes in another file, until the record is edited', async () => {
    await importBody('dataset=shots', csvOf([linking('first', 'later')]))
    await importBody('dataset=shots', csvOf([leaf('later')]))
    expect(await warnedOf()).toEqual({ first: ['/links/0/incident'] })
    await importBody('dataset=shots', csvOf([{ ...linking('first', 'later'), deaths_best: '1' }]))
    expect(await warnedOf()).toEqual({})
  })
})
