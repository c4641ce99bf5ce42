/** Memory of the runtime, and of the Worker's own isolate in it, as what goes through becomes more. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { download } from './download.ts'
import { fillStore, folder, fresh, megabytes, sendAll, store, wanted } from './environment.ts'
import { peakHeap } from './heap.ts'
import { imported, rejected, writeRows } from './import-files.ts'
import type { Row } from './results.ts'
import { peakMemory, type Server, serveSitrep } from './servers.ts'

const isolate = 128_000_000
const paths = ['/incidents.csv', '/incidents.ndjson', '/incidents.json']

interface Peak {
  readonly runtime: number
  readonly heap: number
}

const peakOf = async (where: string, act: (server: Server) => Promise<unknown>): Promise<Peak> => {
  const server = await serveSitrep(where)
  try {
    const heap = await peakHeap(server.inspectorPort, () => act(server))
    return { runtime: peakMemory(server), heap }
  } finally {
    await server.stop()
  }
}

const rowsOf = (what: string, more: Peak, less: Peak): Row[] => [
  {
    what: `peak memory of the runtime, ${what}`,
    ours: megabytes(more.runtime),
    limit: megabytes(less.runtime),
    ratio: (more.runtime / less.runtime).toFixed(2),
  },
  {
    what: `peak heap of the isolate, ${what}`,
    ours: `${megabytes(less.heap)}, ${megabytes(more.heap)}`,
    limit: megabytes(isolate),
    ratio: (more.heap / isolate).toFixed(2),
  },
]

const downloads = async (server: Server): Promise<void> => {
  for (const path of paths) await download(server, path)
}

export async function* memory(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  await fillStore(server).finally(server.stop)
  const once = await peakOf(store, downloads)
  const large = fresh('large')
  execFileSync('cp', ['-r', `${store}/.`, large])
  const filling = await serveSitrep(large)
  await sendAll(filling, wanted, wanted * 3).finally(filling.stop)
  const threefold = await peakOf(large, downloads)
  yield* rowsOf(`exports of ${wanted * 3} against ${wanted} records`, threefold, once)
  rmSync(large, { recursive: true, force: true })

  const importing = async (rows: number): Promise<Peak> => {
    const file = join(folder, 'rows.csv')
    writeRows(file, rows)
    const body = readFileSync(file)
    return peakOf(fresh('imports'), (door) => imported(door, body, 'bench', rows))
  }
  const less = await importing(wanted / 10)
  yield* rowsOf(`imports of ${wanted} against ${wanted / 10} rows`, await importing(wanted), less)

  const refusing = (rows: number): Promise<Peak> => {
    const body = Buffer.from(`reference,date\n${'x\n'.repeat(rows)}`)
    return peakOf(fresh('imports'), (door) => rejected(door, body, rows))
  }
  const few = await refusing(wanted / 10)
  yield* rowsOf(`imports of ${wanted} against ${wanted / 10} rows of a letter`, await refusing(wanted), few)
}
