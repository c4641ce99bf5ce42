/** `load.R`: loads every table as a data frame, with readr alone. */
import type { ColumnType } from '../../../schemas/field-types.ts'
import type { TableFile } from './table-file.ts'

/** Integers are doubles: R's integers end at 2,147,483,647, which a sum may exceed. */
const readrTypes = {
  text: 'col_character()',
  list: 'col_character()',
  integer: 'col_double()',
  number: 'col_double()',
  date: 'col_date("%Y-%m-%d")',
  datetime: 'col_datetime()',
} as const satisfies Record<ColumnType, string>

const tableScript = ({ table, path }: TableFile): string => {
  const columns = table.columns.map(({ name, type }) => `  \`${name}\` = ${readrTypes[type]}`)
  return `${table.name} <- load_table("${path}", cols(\n${columns.join(',\n')}\n))\n`
}

export const rLoader = (
  tableFiles: readonly TableFile[],
): string => `# Loads every table of this package with readr:
#   source("load.R", chdir = TRUE)
# An empty cell is unknown and becomes NA. Whole numbers are doubles, which hold more than R's integers.
library(readr)

load_table <- function(path, columns) {
  table <- read_csv(
    path,
    col_types = columns, na = "", trim_ws = FALSE,
    lazy = FALSE, progress = FALSE, num_threads = 1
  )
  stop_for_problems(table)
  table
}

${tableFiles.map(tableScript).join('\n')}`
