/** JSON objects read by a mapping: their keys are the columns. */
import type { JsonObject } from '../../text/json.ts'
import type { RowCandidate } from '../rows/cell-assembly.ts'
import { type NullValues, refusePlaceholders } from '../rows/null-values.ts'
import type { ReplaceColumns } from '../rows/object-columns.ts'
import { type ObjectProfile, readObject, readObjectRows } from '../rows/object-rows.ts'
import type { SourceEvent } from '../rows/source-row.ts'
import { toTablePlan } from './apply.ts'
import type { Cell } from './cells.ts'
import { flattenObject } from './flatten-object.ts'
import type { ParsedMapping } from './parse-mapping.ts'
import { planMapping } from './plan.ts'
import { expandRepeats } from './repeats.ts'

/** How JSON objects are read by a mapping. */
interface MappingObjectProfile extends ObjectProfile<Cell> {
  /** Returns the columns that the mapping names and no object has had so far. */
  readonly absentColumns: () => readonly string[]
}

const objectProfile = (mapping: ParsedMapping, nullValues?: NullValues): MappingObjectProfile => {
  let absent: readonly string[] | undefined
  return {
    columnsOf: flattenObject,
    plan: (names) => {
      const plan = planMapping(expandRepeats(mapping, names), names, { isObject: true })
      absent = (absent ?? [...plan.absent]).filter((name) => plan.absent.has(name))
      return refusePlaceholders(toTablePlan(plan), nullValues, mapping.missing)
    },
    absentColumns: () => absent ?? [],
  }
}

/**
 * Returns the candidate of one JSON object, whose keys are the columns; `row` is its number. Keys that the mapping does
 * not mention are among the issues.
 */
export const mapObject = (mapping: ParsedMapping, object: JsonObject, row = 1): RowCandidate =>
  readObject(objectProfile(mapping), object, row)

/** Reads the objects of a file by a mapping. The last event names the columns that no object has. */
export async function* readMappedObjects(
  events: AsyncIterable<SourceEvent>,
  mapping: ParsedMapping,
  { nullValues, replace }: { readonly nullValues: NullValues; readonly replace?: ReplaceColumns | undefined },
): AsyncGenerator<SourceEvent> {
  const profile = objectProfile(mapping, nullValues)
  yield* readObjectRows<Cell>(events, { ...profile, replace })
  const notes = profile.absentColumns().map((column) => ({ rule: 'mapping.column_absent', column }))
  yield { kind: 'facts', facts: { encoding: '', delimiter: null, notes } }
}
