/** Records of another project in JSON: flat objects with the names of its columns, as its own API returns them. */
import { issue } from '../../../schemas/rules.ts'
import type { Layout } from '../../record/crosswalk/layout.ts'
import type { TablePlan } from '../rows/cell-assembly.ts'
import { readJsonRows } from '../rows/json-reader.ts'
import type { SourceEvent, SourceRow } from '../rows/source-row.ts'
import { planCrosswalk } from './profile.ts'

const toCell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const toCrosswalkRow = (layout: Layout, plans: Map<string, TablePlan>, source: SourceRow): SourceRow => {
  const { candidate } = source.build(undefined)
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return source
  const names = Object.keys(candidate)
  const key = JSON.stringify(names)
  const plan = plans.get(key) ?? planCrosswalk(layout, names)
  plans.set(key, plan)
  const cells = Object.values(candidate).map(toCell)
  const faults = plan.faults.map(({ column, rule, detail }) => issue([column], rule, detail))
  let columnOf = (_: string): string | undefined => undefined
  return {
    ...source,
    ...plan.identify(cells),
    build: (stored) => {
      const reading = plan.read(cells, stored)
      columnOf = reading.columnOf
      return { ...reading, issues: [...faults, ...reading.issues] }
    },
    columnOf: (pointer) => columnOf(pointer),
  }
}

/** Reads a file of such objects: one per line, or one array of them. */
export async function* readCrosswalkJson(
  chunks: AsyncIterable<Uint8Array>,
  kind: 'lines' | 'array',
  layout: Layout,
): AsyncGenerator<SourceEvent> {
  const plans = new Map<string, TablePlan>()
  for await (const event of readJsonRows(chunks, kind))
    yield event.kind === 'rows'
      ? { ...event, rows: event.rows.map((row) => toCrosswalkRow(layout, plans, row)) }
      : event
}
