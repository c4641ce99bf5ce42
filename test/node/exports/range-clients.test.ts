// Files by their addresses, as programs read them that need their length and parts of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateRecord } from '../../../bench/records.ts'
import { printed } from '../support/other-program.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

/** So many records that their file is cached. */
const manyRows = 1000

const folder = mkdtempSync(join(tmpdir(), 'sitrep-ranges-'))
let server: Server

/** Returns the pinned address of a file. */
const pin = async (path: string): Promise<string> => {
  const { headers } = await fetch(server.url + path, { method: 'HEAD' })
  return server.url + headers.get('Content-Location')
}

const importRecords = async (dataset: string, howMany: number) => {
  const lines = Array.from({ length: howMany }, (_, i) => JSON.stringify({ ...generateRecord(i), dataset }))
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const body = lines.join('\n')
  const answer = await server.admin('/imports?publish=true', { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ created: howMany, errors: [] })
}

beforeAll(async () => {
  server = await startServer()
  await importRecords('small', 20)
  await importRecords('large', manyRows)
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

const datasets = [
  ['small', 20],
  ['large', manyRows],
] as const

describe.each(datasets)('a file of the %s dataset, never requested before,', (dataset, rows) => {
  const file = (extension: string) => `/incidents.${extension}?dataset=${dataset}`

  it('is read in parts by hyparquet', { timeout: 60_000 }, async () => {
    const url = await pin(file('parquet'))
    const parts: number[] = []
    const watchedFetch: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      parts.push(response.status)
      return response
    }
    const buffer = await asyncBufferFromUrl({ url, fetch: watchedFetch })
    const records = await parquetReadObjects({ file: buffer, columns: ['id', 'date'] })
    expect(records.length).toBe(rows)
    expect(parts.filter((status) => status === 206).length).toBeGreaterThan(1)
  })

  it.for(['geojson', 'csv'])('is opened by GDAL: %s', { timeout: 60_000 }, async (extension, context) => {
    const url = await pin(file(extension))
    // GDAL knows a CSV file by the end of its address alone, or by this prefix.
    const prefix = extension === 'csv' ? 'CSV:' : ''
    const said = printed(context, 'ogrinfo', '-ro', '-al', '-so', `${prefix}/vsicurl/${url}`)
    expect(said).toContain(`Feature Count: ${rows}`)
  })

  it('is read by pandas', { timeout: 60_000 }, async (context) => {
    const code = 'import pandas, sys; print(len(pandas.read_csv(sys.argv[1], dtype=str)))'
    expect(printed(context, '/usr/bin/python3', '-c', code, await pin(file('csv')))).toBe(`${rows}\n`)
  })

  it('is continued by curl', { timeout: 60_000 }, async (context) => {
    const url = await pin(file('ndjson'))
    const path = join(folder, `${dataset}.ndjson`)
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer())
    writeFileSync(path, whole.subarray(0, 1000))
    printed(context, 'curl', '-sS', '--fail', '-C', '-', '-o', path, url)
    expect(readFileSync(path).equals(whole)).toBe(true)
  })
})

it('is not continued by curl from an address whose file may have changed', { timeout: 60_000 }, (context) => {
  const path = join(folder, 'changing.csv')
  writeFileSync(path, 'other bytes')
  const command = 'curl -sS -C - -o "$0" "$1" 2>/dev/null; echo $?'
  // Error 33: the server does not support ranges.
  const url = `${server.url}/incidents.csv?dataset=small`
  expect(printed(context, 'bash', '-c', command, path, url)).toMatch(/33\n$/)
  expect(readFileSync(path, 'utf8')).toBe('other bytes')
})
