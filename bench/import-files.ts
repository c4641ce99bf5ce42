/** Files of rows for imports, and `sqlite3` importing the same files. */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { csvRow } from '../src/export/csv/write-csv.ts'
import { flatColumns } from '../src/record/flat-columns.ts'
import { generateRecord } from './records.ts'
import type { Server } from './servers.ts'

/** The columns of a flat row that a person fills in. */
const columns = flatColumns.filter(({ derived }) => !derived)

/** Writes a CSV file of generated records. Rows have about as many bytes as those of UCDP's file on Syria, 654. */
export const writeRows = (file: string, count: number): number => {
  const lines = [csvRow(columns.map(({ name }) => name))]
  for (let i = 0; i < count; i++) {
    const { summary, ...rest } = generateRecord(i)
    const record = { ...rest, summary: summary.slice(0, 330).trim() } as never
    lines.push(csvRow(columns.map(({ get }) => get(record))))
  }
  const text = `${lines.join('\r\n')}\r\n`
  writeFileSync(file, text)
  return Buffer.byteLength(text)
}

interface Counts {
  readonly created?: number
  readonly rejected?: number
}

const postImport = async ({ url, token }: Server, body: Buffer, query: string): Promise<Counts> => {
  const response = await fetch(`${url}/imports?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', Authorization: `Bearer ${token}` },
    body: new Uint8Array(body),
  })
  return (await response.json()) as Counts
}

/** The milliseconds in which the server seals and compares the records of an import, after its answer. */
const followingTime = 10_000

/** Imports a file into a dataset; returns the seconds. Throws an Error unless every row was created. */
export const timeImport = async (
  server: Server,
  body: Buffer,
  dataset: string,
  rows: number,
  profile = 'flat',
): Promise<number> => {
  const start = performance.now()
  const report = await postImport(server, body, `profile=${profile}&dataset=${dataset}`)
  if (report.created !== rows)
    throw new Error(`${report.created} of ${rows} rows were created: ${JSON.stringify(report).slice(0, 500)}`)
  const time = (performance.now() - start) / 1000
  await pause(followingTime)
  return time
}

/** Imports a file; returns the seconds. Throws an Error unless every row was rejected. */
export const timeRejected = async (server: Server, body: Buffer, rows: number): Promise<number> => {
  const start = performance.now()
  const report = await postImport(server, body, 'mode=valid&dataset=bench')
  if (report.rejected !== rows)
    throw new Error(
      `${report.rejected} of ${rows} rows were rejected: ${JSON.stringify(report).slice(0, 500)}`,
    )
  return (performance.now() - start) / 1000
}

/** Returns the seconds that `sqlite3 .import` takes to fill a bare table. */
export const timeBareImport = (file: string, database: string): number => {
  rmSync(database, { force: true })
  const start = performance.now()
  execFileSync('sqlite3', [database, `.import --csv ${file} bare`], { stdio: 'ignore' })
  return (performance.now() - start) / 1000
}
