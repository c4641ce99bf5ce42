/** Memory of the runtime, and of the Worker's isolate in it, for growing inputs. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { download } from './download.ts'
import { emptyStore, fillStore, folder, importAll, megabytes, recordCount, store } from './environment.ts'
import { peakHeap } from './heap.ts'
import { timeImport, timeRejected, writeRows } from './import-files.ts'
import type { Row } from './results.ts'
import { peakMemory, type Server, serveSitrep } from './servers.ts'

const maxIsolateBytes = 128_000_000
const paths = ['/incidents.csv', '/incidents.ndjson', '/incidents.json']

interface Peak {
  readonly runtime: number
  readonly heap: number
}

const measurePeak = async (where: string, act: (server: Server) => Promise<unknown>): Promise<Peak> => {
  const server = await serveSitrep(where)
  try {
    const heap = await peakHeap(server.inspectorPort, () => act(server))
    return { runtime: peakMemory(server), heap }
  } finally {
    await server.stop()
  }
}

const toRows = (what: string, larger: Peak, smaller: Peak): Row[] => [
  {
    what: `peak memory of the runtime, ${what}`,
    ours: megabytes(larger.runtime),
    limit: megabytes(smaller.runtime),
    ratio: (larger.runtime / smaller.runtime).toFixed(2),
  },
  {
    what: `peak heap of the isolate, ${what}`,
    ours: `${megabytes(smaller.heap)}, ${megabytes(larger.heap)}`,
    limit: megabytes(maxIsolateBytes),
    ratio: (larger.heap / maxIsolateBytes).toFixed(2),
  },
]

const downloads = async (server: Server): Promise<void> => {
  for (const path of paths) await download(server, path)
}

export async function* memory(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  await fillStore(server).finally(server.stop)
  const single = await measurePeak(store, downloads)
  const large = emptyStore('large')
  execFileSync('cp', ['-r', `${store}/.`, large])
  const largeServer = await serveSitrep(large)
  await importAll(largeServer, recordCount, recordCount * 3).finally(largeServer.stop)
  const threefold = await measurePeak(large, downloads)
  yield* toRows(`exports of ${recordCount * 3} against ${recordCount} records`, threefold, single)
  rmSync(large, { recursive: true, force: true })

  const importing = async (rows: number): Promise<Peak> => {
    const file = join(folder, 'rows.csv')
    writeRows(file, rows)
    const body = readFileSync(file)
    return measurePeak(emptyStore('imports'), (door) => timeImport(door, body, 'bench', rows))
  }
  const less = await importing(recordCount / 10)
  yield* toRows(
    `imports of ${recordCount} against ${recordCount / 10} rows`,
    await importing(recordCount),
    less,
  )

  const rejecting = (rows: number): Promise<Peak> => {
    const body = Buffer.from(`reference,date\n${'x\n'.repeat(rows)}`)
    return measurePeak(emptyStore('imports'), (door) => timeRejected(door, body, rows))
  }
  const baseline = await rejecting(recordCount / 10)
  yield* toRows(
    `imports of ${recordCount} against ${recordCount / 10} rows of a letter`,
    await rejecting(recordCount),
    baseline,
  )
}
