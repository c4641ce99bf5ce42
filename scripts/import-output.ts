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

interface RowError {
  readonly rule: string
  readonly detail: string
  readonly row?: number
  readonly column?: string
  readonly pointer?: string
  readonly received?: unknown
}

/** The rows with the same note, warning or error about the same value of a column. */
interface Group {
  readonly kind: keyof typeof commands.import.kinds
  readonly rule: string
  readonly column?: string | undefined
  readonly pointer?: string | undefined
  readonly received?: unknown
  readonly count: number
  readonly rows: readonly number[]
}

export interface Report {
  readonly rejected: number
  readonly error_count: number
  readonly errors: readonly RowError[]
  readonly warnings: Readonly<Record<string, number>>
  readonly notes: Readonly<Record<string, number>>
  readonly notices?: readonly Group[]
  readonly detail: string
  readonly import?: string
  readonly [count: string]: unknown
}

/** The most errors that are shown one by one. */
const maxErrors = 20
/** The most values that are shown of a rule. */
const maxGroups = 5
const maxReceivedLength = 60

const formatReceived = (received: unknown): string | undefined => {
  if (received === undefined) return undefined
  const text = typeof received === 'string' ? received : JSON.stringify(received)
  const shown = text.length > maxReceivedLength ? `${text.slice(0, maxReceivedLength)}…` : text
  return typeof received === 'string' ? `'${shown}'` : shown
}

/** Prints each rule with its count, then its most frequent values with the rows that have them. */
const printGroups = (
  kind: Group['kind'],
  counts: Readonly<Record<string, number>>,
  groups: readonly Group[],
): void => {
  for (const [rule, total] of Object.entries(counts)) {
    console.log(commands.import.rule(commands.import.kinds[kind], rule, total))
    const own = groups
      .filter((group) => group.kind === kind && group.rule === rule)
      .sort((a, b) => b.count - a.count)
    for (const { column, pointer, received, count, rows } of own.slice(0, maxGroups))
      console.log(commands.import.group(column ?? pointer, formatReceived(received), count, rows))
    if (own.length > maxGroups) console.log(commands.import.moreGroups(own.length - maxGroups))
  }
}

/** Returns the errors by rule, column and value. */
const groupErrors = (errors: readonly RowError[]): Group[] => {
  const groups = new Map<string, Group & { count: number; rows: number[] }>()
  for (const { rule, column, pointer, received, row } of errors) {
    const key = JSON.stringify([rule, column ?? pointer, received])
    const group = groups.get(key) ?? { kind: 'error', rule, column, pointer, received, count: 0, rows: [] }
    group.count++
    if (row !== undefined) group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Prints the first errors; then, if there are more, all that the report has by rule and value. */
const printRowErrors = ({ errors, error_count: count }: Report): void => {
  console.table(errors.slice(0, maxErrors), ['row', 'line', 'column', 'rule', 'received', 'detail'])
  if (count <= maxErrors) return
  const counts: Record<string, number> = {}
  for (const { rule } of errors) counts[rule] = (counts[rule] ?? 0) + 1
  printGroups('error', counts, groupErrors(errors))
  if (count > errors.length) console.log(commands.import.moreErrors(count - errors.length))
}

export const printReport = (report: Report, to: string): void => {
  console.log(report.detail)
  const counts = ['rows', 'created', 'updated', 'unchanged', 'retracted', 'rejected']
  console.table(Object.fromEntries(counts.map((name) => [name, report[name]])))
  printGroups('warning', report.warnings, report.notices ?? [])
  printGroups('note', report.notes, report.notices ?? [])
  if (report.errors.length === 0) return
  printRowErrors(report)
  if (report.import === undefined) return
  console.log(commands.import.allErrors(new URL(`/imports/${report.import}/errors.csv`, to)))
  console.log(commands.import.annotated(new URL(`/imports/${report.import}/annotated.csv`, to)))
}

/** Prints the first errors of a problem. */
export const printErrors = (errors: readonly object[]): void => {
  if (errors.length > 0) console.table(errors.slice(0, maxErrors))
}
