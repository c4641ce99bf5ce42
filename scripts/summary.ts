// Runs vitest, and `npm run check` beside it, and closes with one line, `N passed, N failed`, made from vitest's report.
// Arguments go to vitest, which then runs alone: `node scripts/summary.ts test/pure/schemas/rules.test.ts`.
import { type SpawnOptions, spawn } from 'node:child_process'
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

type Ran = { code: number; printed: string }

/** Runs a program; what it prints is kept, unless it goes straight out. */
function run(program: string, args: string[], stdio: SpawnOptions['stdio'] = 'pipe'): Promise<Ran> {
  const child = spawn(program, args, { cwd: root, stdio })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  return new Promise((done, failed) => {
    child.once('error', failed).once('close', (code, signal) => {
      if (signal) console.error(`${program} was ended by ${signal}`)
      done({ code: code ?? 1, printed })
    })
  })
}

const args = process.argv.slice(2)
rmSync(report, { force: true })
const [vitestRan, checked] = await Promise.all([
  run(process.execPath, [vitest, 'run', ...args], 'inherit'),
  args.length ? undefined : run('npm', ['run', 'check']),
])
if (checked) console.log(checked.printed)
if (checked?.code) console.error('npm run check failed, which counts as one failure')

const counted = judge(count(report), vitestRan.code)
const failed = counted.failed + (checked?.code ? 1 : 0)
console.log(
  `${counted.passed} passed, ${failed} failed${counted.skipped ? `, ${counted.skipped} skipped` : ''}`,
)
process.exitCode = failed ? 1 : 0
