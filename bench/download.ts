/** Timed downloads, and timed queries of `sqlite3`. */
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { decodeStoredText } from '../src/text/storage-encoding.ts'
import type { Server } from './servers.ts'

export interface Download {
  readonly seconds: number
  readonly firstByte: number
  readonly bytes: number
}

/** Reads a response to its end and discards it. */
export const download = async ({ url }: Pick<Server, 'url'>, path: string): Promise<Download> => {
  const start = performance.now()
  const response = await fetch(url + path, { headers: { 'Accept-Encoding': 'identity' } })
  if (!response.ok || !response.body) throw new Error(`${path} was answered with ${response.status}.`)
  let bytes = 0
  let firstByte = Number.NaN
  for await (const chunk of response.body) {
    if (bytes === 0) firstByte = (performance.now() - start) / 1000
    bytes += (chunk as Uint8Array).byteLength
  }
  return { seconds: (performance.now() - start) / 1000, firstByte, bytes }
}

/** Copies a database file that is not in use, with its write-ahead log. */
export const copyDatabase = (file: string, copy: string): void => {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(copy + end, { force: true })
    if (end !== '-shm' && existsSync(file + end)) copyFileSync(file + end, copy + end)
  }
  execFileSync('sqlite3', [copy, 'PRAGMA wal_checkpoint(TRUNCATE)'], { stdio: 'ignore' })
}

/** Adds the decoded JSON of records as a column beside their stored form. */
export const addPlainJson = (copy: string): void => {
  const db = new DatabaseSync(copy)
  db.function('plain', (text) => decodeStoredText(String(text)))
  db.exec(
    'CREATE TABLE plain (row_key INTEGER PRIMARY KEY, public_json TEXT, warnings TEXT); INSERT INTO plain SELECT row_key, plain(public_json), plain(warnings) FROM incident_body ORDER BY row_key',
  )
  db.close()
}

/** Adds a CSV file as a table of its own. */
export const importCsv = (copy: string, csv: string, table: string): void => {
  execFileSync('sqlite3', [copy, `.import --csv ${csv} ${table}`], { stdio: 'ignore' })
}

/** Returns the seconds that `sqlite3` takes to print a query. */
export const timeQuery = (copy: string, mode: string, sql: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn('sqlite3', [mode, copy, sql], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.on('data', () => {})
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve((performance.now() - start) / 1000)
        : reject(new Error(`sqlite3 ended with ${code}.`)),
    )
  })
