/**
 * Before a run: one folder for all that it writes, gone when it ends. It lies in memory where there is room, for on a
 * disk each of the many thousand commits of the databases waits.
 */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { TestProject } from 'vitest/node'

const memory = '/dev/shm'
const enough = 2 ** 31
const prefix = 'sitrep-test-'

const hasRoom = (folder: string): boolean => {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= enough
}

export default (project: TestProject): (() => void) | undefined => {
  // While the tests are watched, a change may be one of the Worker that test/node/support/build-worker.ts keeps there.
  project.onTestsRerun(() => rmSync(join(tmpdir(), 'built'), { recursive: true, force: true }))
  if (basename(tmpdir()).startsWith(prefix)) return
  const folder = mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), prefix))
  process.env.TMPDIR = folder
  // wrangler and npm are started many times over; Node compiles them once.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled')
  return () => rmSync(folder, { recursive: true, force: true })
}
