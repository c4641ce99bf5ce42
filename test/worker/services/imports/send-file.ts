/** Files on their way in, as the tests of imports send them. */
import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import type { Actor } from '../../../../src/auth/permissions.ts'
import { readCsvRows } from '../../../../src/ingest/rows/csv-reader.ts'
import { planFlat } from '../../../../src/ingest/rows/flat-profile.ts'
import type { Report } from '../../../../src/services/imports/import-context.ts'
import { type ImportFileOptions, importFile } from '../../../../src/services/imports/import-file.ts'
import { type Answer, admin } from '../../client.ts'
import { contextAt, type Dump, dump } from '../../support.ts'

export type Cells = Readonly<Record<string, string>>

export const utf8 = new TextEncoder()

const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** Rows as a file of CSV with the columns of the first one. */
export const csvOf = (rows: readonly Cells[]): string => {
  const names = Object.keys(rows[0] ?? {})
  return csvLine(names) + rows.map((row) => csvLine(names.map((name) => row[name] ?? ''))).join('')
}

export const cellsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true })

/** A row that breaks no rule and has no warning. */
export const row = (reference: string, over: Cells = {}): Cells => ({
  reference,
  event_type: 'battle',
  date: '2022-01-05',
  country: 'IQ',
  deaths_best: '0',
  source_urls: `https://example.org/${reference}`,
  summary: 'Shots were fired at a base.',
  ...over,
})

/** A row that has no reference: what it says happened is all that tells it from others. */
export const rowWithoutReference = (summary: string, over: Cells = {}): Cells => {
  const { reference: _, ...cells } = row('none', { summary, ...over })
  return cells
}

export const rows = (...references: readonly string[]): Cells[] => references.map((each) => row(each))

/** Sends a file as the first admin. */
export const send = (query: string, body: BodyInit, type = 'text/csv', headers = {}): Promise<Answer> =>
  admin(`/imports?${query}`, { method: 'POST', body, headers: { 'Content-Type': type, ...headers } })

/** The report of a file that is taken. */
export const importBody = async (query: string, body: BodyInit, type?: string): Promise<Report> => {
  const answer = await send(query, body, type)
  expect(answer.status, answer.text.slice(0, 1000)).toBe(200)
  return answer.data()
}

/** Created, updated, unchanged, retracted, rejected. */
export const reportCounts = ({ created, updated, unchanged, retracted, rejected }: Report) => [
  created,
  updated,
  unchanged,
  retracted,
  rejected,
]

/** The records of a dataset, whatever their status, in the order of their references. */
export const recordsOf = async (dataset: string) => {
  const all = 'submitted,published,rejected,retracted'
  const answer = await admin(`/incidents.json?dataset=${dataset}&status=${all}`)
  expect(answer.status, answer.text.slice(0, 600)).toBe(200)
  const { incidents } = answer.data() as { incidents: Record<string, unknown>[] }
  return incidents.sort((a, b) => (String(a.reference) < String(b.reference) ? -1 : 1))
}

/** Bytes as a body in pieces of these sizes, over and over; with 'breaks' it breaks off behind the last one. */
export const streamInPieces = (
  bytes: Uint8Array,
  ...sizes: (number | 'breaks')[]
): ReadableStream<Uint8Array> => {
  const lengths = sizes.filter((size) => size !== 'breaks')
  let [at, n] = [0, 0]
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = lengths[n++ % lengths.length] ?? 1
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size))
      else if (sizes.includes('breaks')) controller.error(new Error('The line went dead.'))
      else controller.close()
      at += size
    },
  })
}

/** Tables that say which files were sent and downloaded, or that follow from the others. */
const otherTables = ['imports', 'reads', 'row_counts', 'index_segments', 'index_parts']

/** Returns the tables of records. */
export const dumpRecordTables = async (): Promise<Dump> =>
  Object.fromEntries(Object.entries(await dump()).filter(([name]) => !otherTables.includes(name)))

const asked: ImportFileOptions = {
  profile: 'flat',
  contentType: 'text/csv',
  dataset: 'shots',
  mode: 'all',
  dryRun: false,
  publish: false,
  missing: 'keep',
}

/** What happens while a file comes in: its pieces, and things that are done before the next one is asked for. */
export type Piece = string | (() => unknown)

async function* bytesOf(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces)
    if (typeof piece === 'string') yield utf8.encode(piece)
    else await piece()
}

/** Sends a flat file past the door, as whoever is given. */
export const importPieces = async (
  actor: Actor,
  pieces: readonly Piece[],
  over: Partial<ImportFileOptions> = {},
  context = contextAt(),
): Promise<Report> => {
  const ask = { ...asked, ...over }
  const reader = (chunks: AsyncIterable<Uint8Array>) => readCsvRows(chunks, planFlat)
  for await (const event of importFile(context, env.FILES, actor, ask, bytesOf(pieces), reader))
    if (event.kind === 'done') return event.report
  throw new Error('There is no report.')
}

export const importAs = (actor: Actor, text: string, over?: Partial<ImportFileOptions>): Promise<Report> =>
  importPieces(actor, [text], over)
