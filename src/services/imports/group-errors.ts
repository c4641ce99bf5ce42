/** The errors of an import, grouped by column, cell and text, for a person who mends them. */
import { generalizePointer } from '../../ingest/rows/record-values.ts'
import type { KeptError } from './import-context.ts'

/** Where an error is. */
export interface ErrorPlace {
  readonly row?: number | undefined
  readonly line: number
  /** The name of the cell in a workbook. */
  readonly cell?: string | undefined
}

/** Equal errors in equal cells of one column. */
export interface ErrorGroup extends Pick<KeptError, 'pointer' | 'rule' | 'detail' | 'received'> {
  /** The name of the column, or the path of a value in records of JSON; undefined for an error of the file. */
  readonly column: string | undefined
  /** The cell as the file has it; undefined if it cannot be replaced. */
  readonly text?: string | undefined
  count: number
  /** The first places. */
  readonly places: ErrorPlace[]
}

export interface GroupedErrors {
  readonly groups: readonly ErrorGroup[]
  /** The number of errors in the groups. */
  readonly count: number
}

const maxGroups = 100
const maxPlaces = 20
/** The most errors that are read, which bounds the time of a page. */
const maxRead = 20_000

/** Returns the name under which an error is grouped. */
const columnOf = ({ place, column, pointer }: KeptError): string | undefined =>
  place ?? column ?? (pointer ? generalizePointer(pointer) : undefined)

/** Returns the first groups of errors, in the order of their first errors. */
export const groupErrors = async (errors: AsyncIterable<KeptError>): Promise<GroupedErrors> => {
  const groups = new Map<string, ErrorGroup>()
  let [read, count] = [0, 0]
  for await (const error of errors) {
    if (++read > maxRead) break
    const { pointer, rule, detail, received, text, row, line, cell } = error
    const column = columnOf(error)
    const key = JSON.stringify([column, text ?? received, rule, detail])
    if (!groups.has(key) && groups.size < maxGroups)
      groups.set(key, { column, pointer, rule, detail, received, text, count: 0, places: [] })
    const group = groups.get(key)
    if (!group) continue
    group.count++
    count++
    if (group.places.length < maxPlaces) group.places.push({ row, line, cell })
  }
  return { groups: [...groups.values()], count }
}
