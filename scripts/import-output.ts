// The output of the import command: its progress and its result.

import { commands } from '../src/messages/en.ts'

const barWidth = 30

/** Prints one line that is overwritten, on a terminal; prints nothing elsewhere. */
export const showProgress = (sent: number, size: number, rows: number, rejected: number): void => {
  if (!process.stderr.isTTY) return
  const share = size === 0 ? 1 : Math.min(1, sent / size)
  const bar = '█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '·')
  process.stderr.write(`\r${bar} ${Math.round(share * 100)}%  ${rows} rows, ${rejected} rejected `)
}

export interface Report {
  readonly rejected: number
  readonly error_count: number
  readonly errors: readonly Readonly<Record<string, unknown>>[]
  readonly warnings: Readonly<Record<string, number>>
  readonly notes: Readonly<Record<string, number>>
  readonly detail: string
  readonly import?: string
  readonly [count: string]: unknown
}

const maxErrors = 20

export const printReport = (report: Report, to: string): void => {
  console.log(report.detail)
  const counts = ['rows', 'created', 'updated', 'unchanged', 'retracted', 'rejected']
  console.table(Object.fromEntries(counts.map((name) => [name, report[name]])))
  for (const [title, tally] of Object.entries({ warnings: report.warnings, notes: report.notes }))
    if (Object.keys(tally).length > 0) console.table({ [title]: '', ...tally })
  if (report.errors.length === 0) return
  const columns = ['row', 'line', 'column', 'rule', 'received', 'detail']
  console.table(report.errors.slice(0, maxErrors), columns)
  const hiddenErrors = report.error_count - Math.min(maxErrors, report.errors.length)
  if (hiddenErrors > 0) console.log(commands.import.moreErrors(hiddenErrors))
  if (report.import)
    console.log(commands.import.allErrors(new URL(`/imports/${report.import}/errors.csv`, to)))
  if (report.import)
    console.log(commands.import.annotated(new URL(`/imports/${report.import}/annotated.csv`, to)))
}

export const printProblem = (problem: {
  title: string
  detail: string
  errors?: readonly object[]
}): number => {
  console.error(`${problem.title}. ${problem.detail}`)
  if (problem.errors && problem.errors.length > 0) console.table(problem.errors.slice(0, maxErrors))
  return 1
}
