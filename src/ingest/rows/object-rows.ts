/** Rows of JSON objects, whose keys are the columns of a table. */
import type { Incident } from '../../../schemas/incident.ts'
import { issue, pointerOf } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { isObject, type JsonObject } from '../../text/json.ts'
import type { RowCandidate, TablePlan } from './cell-assembly.ts'
import { featureProperties, isFeature } from './features.ts'
import { planFlat } from './flat-profile.ts'
import { findColumnValue, type ObjectColumns } from './object-columns.ts'
import type { SourceEvent, SourceRow } from './source-row.ts'

/** How objects are read. */
export interface ObjectProfile<Cell> {
  /**
   * Returns the columns of an object; undefined if it is a record, which has none. Throws a RangeError if it is nested
   * too deeply.
   */
  readonly columnsOf: (object: JsonObject) => ObjectColumns<Cell> | undefined
  /** Returns how objects with these keys are read. */
  readonly plan: (names: readonly string[]) => TablePlan<Cell>
  /** Replaces cells that an importer has read as other texts. */
  readonly replace?: ((columns: ObjectColumns<Cell>, row: number) => ObjectColumns<Cell>) | undefined
}

/** The most sets of keys whose plans are cached: the objects of a file have few. */
const maxPlans = 500

/** Returns the profile with a cache of its plans. */
const withCachedPlans = <Cell>(profile: ObjectProfile<Cell>): ObjectProfile<Cell> => {
  const plans = new Map<string, TablePlan<Cell>>()
  const plan = (names: readonly string[]) => {
    const key = JSON.stringify(names)
    const cached = plans.get(key)
    if (cached) return cached
    if (plans.size >= maxPlans) plans.clear()
    const created = profile.plan(names)
    plans.set(key, created)
    return created
  }
  return { ...profile, plan }
}

/** Returns the candidate of an object; the faults of its keys are among the issues. */
const readCells = <Cell>(
  plan: TablePlan<Cell>,
  cells: readonly Cell[],
  row: number,
  stored?: Incident,
): RowCandidate => {
  const reading = plan.read(cells, stored, row)
  if (plan.faults.length === 0) return reading
  const faults = plan.faults.map(({ column, rule, say }) => issue([column], rule, say))
  const columns = new Map(plan.faults.map(({ column }) => [pointerOf([column]), column]))
  return {
    ...reading,
    issues: [...faults, ...reading.issues],
    columnOf: (pointer) => columns.get(pointer) ?? reading.columnOf(pointer),
  }
}

const unreadable = (error: unknown): RowCandidate => {
  if (!(error instanceof RangeError)) throw error
  const issues = [issue([], 'record.type', (m: Messages) => m.fields.tooDeep)]
  return { candidate: {}, issues, columnOf: () => undefined }
}

/** Returns the candidate of one object; `row` is its number. */
export const readObject = <Cell>(
  { columnsOf, plan }: ObjectProfile<Cell>,
  object: JsonObject,
  row = 1,
): RowCandidate => {
  try {
    const columns = columnsOf(object)
    if (!columns) return { candidate: object, issues: [], columnOf: () => undefined }
    return readCells(plan(columns.names), columns.cells, row)
  } catch (error) {
    return unreadable(error)
  }
}

const toObjectRow = <Cell>(
  { columnsOf, plan, replace }: ObjectProfile<Cell>,
  source: SourceRow,
): SourceRow => {
  const { candidate } = source.build(undefined)
  if (!isObject(candidate)) return source
  let columns: ObjectColumns<Cell> | undefined
  try {
    columns = columnsOf(candidate)
  } catch (error) {
    return { ...source, build: () => unreadable(error) }
  }
  if (!columns) return source
  const stated = columns
  const { names, cells } = replace?.(stated, source.row) ?? stated
  const planned = plan(names)
  const { isPlaceholder } = planned
  let reading: RowCandidate | undefined
  return {
    ...source,
    ...planned.identify(cells, source.row),
    options: {
      ...source.options,
      fromText: true,
      ...(isPlaceholder && { isPlaceholder: (text) => isPlaceholder(text, cells) }),
    },
    build: (stored) => {
      reading = readCells(planned, cells, source.row, stored)
      return reading
    },
    columnOf: (pointer) => {
      reading ??= readCells(planned, cells, source.row)
      return reading.columnOf(pointer)
    },
    cellAt: (issue, column) => findColumnValue(stated, column, issue),
  }
}

/** Reads the objects of a file as rows of a table. */
export async function* readObjectRows<Cell>(
  events: AsyncIterable<SourceEvent>,
  profile: ObjectProfile<Cell>,
): AsyncGenerator<SourceEvent> {
  const cached = withCachedPlans(profile)
  for await (const event of events)
    yield event.kind === 'rows'
      ? { ...event, rows: event.rows.map((row) => toObjectRow(cached, row)) }
      : event
}

const toText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Returns the columns of a flat object or of the properties of a feature; a list or group is its JSON. */
export const flatColumnsOf = (object: JsonObject): ObjectColumns<string> => {
  const fields = isFeature(object) ? featureProperties(object) : object
  return { names: Object.keys(fields), cells: Object.values(fields).map(toText) }
}

/** Records, and features whose properties are the columns of the flat profile. */
export const recordProfile: ObjectProfile<string> = {
  columnsOf: (object) => (isFeature(object) ? flatColumnsOf(object) : undefined),
  plan: planFlat,
}
