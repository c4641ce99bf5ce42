import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { readJsonRows } from '../../../../src/ingest/rows/json-reader.ts'
import { en } from '../../../../src/messages/en.ts'
import { type ImportFileOptions, importFile } from '../../../../src/services/imports/import-file.ts'
import { maxUploadBytes } from '../../../../src/services/imports/upload-limits.ts'
import type { ServiceContext } from '../../../../src/services/service-context.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, noon, rejectionOf, report, testActors } from '../../support.ts'
import { dumpRecordTables, utf8 } from './send-file.ts'

/** D1 takes so many statements of one request. */
const statementsOfD1 = 1000
/** A request has at most 100 MB; these files have a twentieth of it, and what does not grow with the file comes once. */
const largest = 100_000_000
const part = 20
const maxRows = 200_000
const fixed = 15
/** The beginning with its sweep, the throwing away and the end are not counted. */
const outside = 6

const bytesOfFile = largest / part
const rowsOfFile = maxRows / part

type Row = Readonly<Record<string, unknown>>

const ask: ImportFileOptions = {
  profile: 'flat',
  contentType: 'application/x-ndjson',
  mode: 'all',
  dryRun: false,
  publish: false,
  missing: 'keep',
}

async function* bytesOf(rows: Iterable<Row>) {
  for (const row of rows) yield utf8.encode(`${JSON.stringify(row)}\n`)
}

const run = async (rows: Iterable<Row>, over: Partial<ImportFileOptions>, context: ServiceContext) => {
  const reader = (chunks: AsyncIterable<Uint8Array>) => readJsonRows(chunks, 'lines')
  const asked = { ...ask, ...over }
  for await (const event of importFile(context, env.FILES, testActors.editor, asked, bytesOf(rows), reader))
    if (event.kind === 'done') return event.report
  throw new Error('There is no report.')
}

/** How many statements a file takes, new and sent again. */
const statementsOf = async (rows: () => Iterable<Row>, over: Partial<ImportFileOptions> = {}) => {
  const counts: number[] = []
  for (let time = 0; time < 2; time++) {
    const { db, log } = measureDatabase(env.DB)
    await run(rows(), over, contextAt(noon, db))
    expect(oversizedStatements(log)).toEqual([])
    counts.push(log.length)
  }
  return counts
}

/** Records with a link each to the one behind it, which as many lines of this many bytes have. */
function* linked(rows: number, over: (i: number) => Row = () => ({})) {
  const links = (i: number) => [{ type: 'related', incident: `r${i + 1}` }]
  const own = (i: number) =>
    report({ dataset: 'd', reference: `r${i}`, links: links(i), summary: '', ...over(i) })
  const more = bytesOfFile / rows - JSON.stringify(own(rows)).length - 1
  for (let i = 0; i < rows; i++) yield { ...own(i), summary: 'Shots were fired. '.repeat(more / 18) }
}

describe('a legal file takes no more statements than D1 allows', () => {
  it.each([
    ['whose rows name many datasets and links', () => linked(rowsOfFile, (i) => ({ dataset: `d${i}` })), {}],
    ['of linked rows', () => linked(4500), {}],
    ['of as many linked rows as are taken', () => linked(rowsOfFile), {}],
    [
      'of rows without a reference, to be published',
      () => linked(rowsOfFile, () => ({ reference: undefined })),
      { publish: true },
    ],
    ['of long rows', () => linked(1000), {}],
    ['that is taken row by row', () => linked(rowsOfFile, () => ({ links: undefined })), { mode: 'valid' }],
    ['of linked rows that is taken row by row', () => linked(rowsOfFile), { mode: 'valid' }],
  ] as const)(
    '%s',
    async (_, rows, over) => {
      const counts = await statementsOf(rows, over)
      for (const count of counts) expect((count - fixed) * part + fixed).toBeLessThan(statementsOfD1)
    },
    120_000,
  )

  it('of new rows without links, as many bytes as arrive in parts', async () => {
    const { db, log } = measureDatabase(env.DB)
    await run(
      linked(rowsOfFile, () => ({ links: undefined })),
      {},
      contextAt(noon, db),
    )
    expect(oversizedStatements(log)).toEqual([])
    const parts = maxUploadBytes / bytesOfFile
    expect((log.length - fixed) * parts + fixed).toBeLessThan(statementsOfD1)
  }, 120_000)

  it('rehearsed, with ten thousand rows compared', async () => {
    const compared = 10_000 / 50
    const counts = await statementsOf(() => linked(rowsOfFile), { dryRun: true })
    for (const count of counts)
      expect((count - compared - fixed) * part + compared + fixed).toBeLessThan(statementsOfD1)
  }, 120_000)

  it('of 620 KB whose rows name 3,000 datasets', async () => {
    const rows = () =>
      Array.from({ length: 3000 }, (_, i) =>
        report({ dataset: `d${i}`, reference: 'r', links: [{ type: 'related', incident: 'x' }] }),
      )
    for (const count of await statementsOf(rows)) expect(count).toBeLessThan(30)
  })
})

describe('a file that takes more', () => {
  const some = (over: Row) => linked(rowsOfFile, () => over).take(50)
  const bound = (maxStatements: number) => {
    const { db, log } = measureDatabase(env.DB)
    return { context: { ...contextAt(noon, db), maxStatements }, log }
  }

  it.each(['all', 'valid'] as const)(
    'is refused with the way out, and leaves nothing: mode=%s',
    async (mode) => {
      const { context, log } = bound(1000)
      await run(some({}), { mode }, context)
      const needed = log.length
      const before = await dumpRecordTables()
      for (let maxStatements = 0; maxStatements < needed - outside; maxStatements++) {
        const { context, log } = bound(maxStatements)
        const problem = await rejectionOf(run(some({ dataset: 'other' }), { mode }, context))
        expect(problem.errors).toMatchObject([{ rule: 'rows.statements' }])
        expect(problem.errors?.[0]?.say(en)).toMatch(/Split it/)
        expect(log.length).toBeLessThanOrEqual(maxStatements + outside)
        expect(await dumpRecordTables()).toEqual(before)
      }
    },
    120_000,
  )
})

describe('an import whose client has gone', () => {
  it('ends, and leaves nothing', async () => {
    const before = await dumpRecordTables()
    const gone = new AbortController()
    function* rows() {
      yield* linked(rowsOfFile).take(5000)
      gone.abort(new Error('The client has gone.'))
      yield* linked(rowsOfFile).drop(5000)
    }
    const { db, log } = measureDatabase(env.DB)
    const ended = run(rows(), {}, { ...contextAt(noon, db), signal: gone.signal })
    await expect(ended).rejects.toThrow('The client has gone.')
    expect(log.length).toBeLessThan(20)
    expect(await dumpRecordTables()).toEqual(before)
  })
})
