// Runs vitest and closes with one line, `N passed, N failed`, made from its report.
// Arguments go to vitest: `node scripts/summary.ts test/worker/codes.test.ts`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = fileURLToPath(new URL('../reports/vitest.json', import.meta.url))
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

type Count = { passed: number; failed: number; skipped: number }

/** Counts tests; a file that failed outside its tests (import, hook) counts as one failure. */
function count(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 }
  const read = JSON.parse(readFileSync(path, 'utf8')) as Report
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + broken.length,
    skipped: read.numPendingTests + read.numTodoTests,
  }
}

/** What vitest refused without naming a test (an unhandled rejection, a crash, no test at all) is a failure. */
function judge(counted: Count, exitCode: number): Count {
  const nothingRan = counted.passed + counted.failed === 0
  const unnamed = counted.failed === 0 && exitCode !== 0
  if (nothingRan) console.error('no test was executed')
  else if (unnamed) console.error(`vitest ended with ${exitCode}, though no test failed`)
  return nothingRan || unnamed ? { ...counted, failed: 1 } : counted
}

rmSync(report, { force: true })
const ran = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
const { passed, failed, skipped } = judge(count(report), ran.status ?? 1)
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed ? 1 : 0
