// Runs vitest, with `npm run check` in parallel, and prints a last line, `N passed, N failed`, from vitest's report.
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
function countTests(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 }
  const parsed = JSON.parse(readFileSync(path, 'utf8')) as Report
  const broken = parsed.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + broken.length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  }
}

/** Counts a failure that vitest reported without naming a test: an unhandled rejection, a crash, or no tests at all. */
function countUnnamedFailure(counted: Count, exitCode: number): Count {
  const isEmpty = counted.passed + counted.failed === 0
  const isUnnamedFailure = counted.failed === 0 && exitCode !== 0
  if (isEmpty) console.error('no test was executed')
  else if (isUnnamedFailure) console.error(`vitest ended with ${exitCode}, though no test failed`)
  return isEmpty || isUnnamedFailure ? { ...counted, failed: 1 } : counted
}

type RunResult = { code: number; output: string }

/** Runs a program; its output is captured unless it is inherited. */
function run(program: string, args: string[], stdio: SpawnOptions['stdio'] = 'pipe'): Promise<RunResult> {
  const child = spawn(program, args, { cwd: root, stdio })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((done, failed) => {
    child.once('error', failed).once('close', (code, signal) => {
      if (signal) console.error(`${program} was ended by ${signal}`)
      done({ code: code ?? 1, output })
    })
  })
}

const args = process.argv.slice(2)
rmSync(report, { force: true })
const [vitestResult, checkResult] = await Promise.all([
  run(process.execPath, [vitest, 'run', ...args], 'inherit'),
  args.length ? undefined : run('npm', ['run', 'check']),
])
if (checkResult) console.log(checkResult.output)
if (checkResult?.code) console.error('npm run check failed, which counts as one failure')

const counts = countUnnamedFailure(countTests(report), vitestResult.code)
const failed = counts.failed + (checkResult?.code ? 1 : 0)
console.log(`${counts.passed} passed, ${failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`)
process.exitCode = failed ? 1 : 0
