/** `load.do`: loads every table and saves it as a Stata file. */
import type { ColumnType } from '../../../schemas/field-types.ts'
import type { TableColumn } from '../../record/table-columns.ts'
import type { TableFile } from './table-file.ts'

/** Reserved words of Stata that a column could be named after. */
const reservedNames = new Set(
  'byte double float if in int long str strl using with _all _n _pi _pred _rc _skip _b _cons'.split(' '),
)

const variableName = (name: string): string => (reservedNames.has(name) ? `${name}_` : name)

const conversionScript = (name: string, call: string, format: string): string[] => [
  `generate double _value = ${call}`,
  `order _value, after(${name})`,
  `drop ${name}`,
  `rename _value ${name}`,
  `format ${name} ${format}`,
]

const numberScript = (name: string) => [`destring ${name}, replace`]

const conversions = {
  text: () => [],
  list: () => [],
  integer: numberScript,
  number: numberScript,
  date: (name) => conversionScript(name, `daily(${name}, "YMD")`, '%td'),
  datetime: (name) => conversionScript(name, `clock(${name}, "YMD#hms#")`, '%tc'),
} as const satisfies Record<ColumnType, (name: string) => string[]>

const labelScript = ({ name, title }: TableColumn): string =>
  `label variable ${variableName(name)} \`"${title.slice(0, 80)}"'`

const tableScript = ({ table, path, rows }: TableFile): string => {
  if (rows === 0) return `* ${path} has no rows.\n`
  const { columns } = table
  return `${[
    `* ${path}`,
    `import delimited using "${path}", delimiters(",") varnames(nonames) rowrange(2) ///`,
    '  bindquote(strict) maxquotedrows(unlimited) encoding("UTF-8") stringcols(_all) clear',
    ...columns.map(({ name }, i) => `rename v${i + 1} ${variableName(name)}`),
    ...columns.flatMap(({ name, type }) => conversions[type](variableName(name))),
    ...columns.map(labelScript),
    `save "${table.name}.dta", replace`,
  ].join('\n')}\n`
}

export const stataLoader = (
  tableFiles: readonly TableFile[],
): string => `* Turns every table of this package into a Stata file: cd into its folder, then: do load.do
* Needs Stata 14 or newer. Written after Stata's manual; the tests of Sitrep do not run it.
* An empty cell is unknown and becomes missing. A name that Stata keeps for itself gets a _ behind it.
version 14

${tableFiles.map(tableScript).join('\n')}`
