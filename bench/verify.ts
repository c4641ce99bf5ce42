/** Verifying a whole store against writing all of it as SQL and digesting that, which computes nothing again. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { databaseFile } from '../scripts/vacuum.ts'
import { fillStore, recordCount, runs, seconds, store, toRow } from './environment.ts'
import { measureAlternately, type Row } from './results.ts'
import { serveSitrep } from './servers.ts'

const command = fileURLToPath(new URL('../scripts/verify.ts', import.meta.url))

/** Runs a program, which must end with 0; returns the seconds that it took. */
const timed = (program: string, ...args: string[]): number => {
  const began = performance.now()
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  return (performance.now() - began) / 1000
}

export async function* verifications(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  try {
    await fillStore(server)
  } finally {
    await server.stop()
  }
  const database = databaseFile(store)
  const result = await measureAlternately(
    runs,
    async () => timed(process.execPath, '--no-warnings', command, '--persist-to', store),
    async () => timed('bash', '-c', 'set -o pipefail; sqlite3 -readonly "$0" .dump | sha256sum', database),
  )
  yield toRow('verify, times sqlite3 .dump | sha256sum', result, seconds)
  const ours = ((recordCount / result.a) * 60).toFixed(0)
  yield { what: 'records verified a minute', ours, limit: '100000', ratio: '' }
}
