/** Fields of groups that are sent at the top level of a record, by the names of the columns of the flat row. */
import { flatColumns } from '../../record/flat-columns.ts'

const pathByColumn: ReadonlyMap<string, readonly string[]> = new Map(
  flatColumns
    .filter(({ path, derived, set }) => path.length > 1 && !derived && !set)
    .map(({ name, path }) => [name, path]),
)

/**
 * Returns the path of the field that a column shows; `deaths` means `deaths_best`. Undefined if the name is no column of
 * a field in a group.
 */
export const pathOfColumn = (name: string): readonly string[] | undefined =>
  pathByColumn.get(name) ?? pathByColumn.get(`${name}_best`)
