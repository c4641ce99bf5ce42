/** The codebook as one table: a row for each field, column, code and rule, with its counterparts in other layouts. */

import { rulesBeyondJsonSchema } from '../../../schemas/beyond-json-schema.ts'
import { crosswalkRules } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { rules } from '../../../schemas/rules.ts'
import { once } from '../../text/memoize.ts'
import { flatColumns } from '../flat-columns.ts'
import type { Shape } from '../shape.ts'
import type { TableColumn } from '../table-columns.ts'
import { incidents, type TableFacts, tables } from '../tables.ts'
import { type CodebookEntry, codebookTable, toCodebookRow } from './codebook-table.ts'
import { type Counterparts, codeCounterparts, fieldCounterparts } from './counterparts.ts'
import { exampleCell, exampleOf } from './examples.ts'
import {
  codeAnchor,
  columnAnchor,
  fieldAnchor,
  fieldEntries,
  ruleAnchor,
  vocabularies,
  vocabularyNames,
} from './fields.ts'

/** Returns the counterparts of a row; nothing if no layout has any. */
const withCounterparts = (found: Counterparts = {}): Pick<CodebookEntry, 'counterparts'> =>
  Object.keys(found).length > 0 ? { counterparts: found } : {}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')

const fieldType = (shape: Shape): string => {
  if (shape.kind !== 'leaf') return shape.kind
  return shape.leaf === 'other' ? (shape.type === 'number' ? 'count' : 'text') : shape.leaf
}

const fieldRow = ({
  path,
  field: { name, metadata, shape, required },
}: (typeof fieldEntries)[number]): CodebookEntry => ({
  id: fieldAnchor(path),
  kind: 'field',
  name,
  path,
  title: metadata.title,
  type: fieldType(shape),
  unit: metadata.unit,
  codes: shape.kind === 'leaf' && shape.vocabulary ? vocabularyNames.get(shape.vocabulary) : undefined,
  required: yesNo(required),
  example: exampleOf(metadata),
  definition: metadata.help,
  ...withCounterparts(fieldCounterparts(path)),
})

/** The fields with one value, or with a list of single values. */
const plainPaths = new Set(
  fieldEntries.flatMap(({ path, field: { shape } }) => {
    const item = shape.kind === 'list' ? shape.item : shape
    return item.kind === 'leaf' ? [path] : []
  }),
)

const flatColumnsByName = new Map(flatColumns.map((column) => [column.name, column]))

/** Returns the field that a column of the flat row shows, unchanged or computed; undefined if it shows several. */
const flatPath = (name: string): string | undefined => {
  const column = flatColumnsByName.get(name)
  if (!column) return undefined
  const codes = column.vocabulary && vocabularies.get(column.vocabulary)
  if (codes) return codes.usedBy[0]
  const path = column.path.join('.')
  const [shown] = column.set?.fields ?? []
  if (shown !== undefined) return `${path}[].${shown}`
  return plainPaths.has(path) ? path : undefined
}

const columnRow = ({ name: table }: TableFacts, column: TableColumn): CodebookEntry => {
  const { name, title, type, unit, vocabulary, field, required, help } = column
  const flatColumn = table === incidents.name ? flatColumnsByName.get(name) : undefined
  const path = field ?? (flatColumn && flatPath(name))
  return {
    id: columnAnchor(table === incidents.name ? name : `${table}.${name}`),
    kind: 'column',
    table,
    name,
    path: field,
    title,
    type,
    unit,
    codes: vocabulary && vocabularyNames.get(vocabulary),
    required: yesNo(required),
    example: exampleCell(table, name) ?? flatColumn?.example,
    definition: help || undefined,
    ...withCounterparts(path === undefined ? undefined : fieldCounterparts(path)),
  }
}

const codeRows = (): CodebookEntry[] =>
  [...vocabularyNames].flatMap(([vocabulary, path]) => {
    const field = vocabularies.get(vocabulary)?.usedBy[0]
    const found = field === undefined ? undefined : codeCounterparts(field, vocabulary)
    return Object.entries(vocabulary).map(([code, { label, definition }]) => ({
      id: codeAnchor(path, code),
      kind: 'code' as const,
      name: code,
      path,
      title: label,
      definition: definition || undefined,
      ...withCounterparts(found?.get(code)),
    }))
  })

const schemaNote = (rule: string): string => {
  const reasons: Readonly<Record<string, string>> = rulesBeyondJsonSchema
  const reason = Object.hasOwn(reasons, rule) ? reasons[rule] : undefined
  return reason === undefined ? '' : ` Not in the JSON Schema: ${reason}.`
}

const ruleRows = (): CodebookEntry[] => [
  ...Object.entries(rules).map(([name, { severity, description, isRelaxedForImports }]) => ({
    id: ruleAnchor(name),
    kind: 'rule' as const,
    name,
    type: isRelaxedForImports ? 'error; warning for records from another dataset' : severity,
    definition: `${description}${schemaNote(name)}`,
  })),
  ...Object.entries(crosswalkRules).map(([name, { kind, description }]) => ({
    id: ruleAnchor(name),
    kind: 'crosswalk' as const,
    name,
    type: kind,
    definition: description,
  })),
]

/** Returns every row. */
export const codebookEntries = once((): readonly CodebookEntry[] => [
  ...fieldEntries.map(fieldRow),
  ...[...tables, codebookTable].flatMap((table) => table.columns.map((column) => columnRow(table, column))),
  ...codeRows(),
  ...ruleRows(),
])

/** Returns the cells of every row. */
export const codebookRows = (): Cell[][] => codebookEntries().map(toCodebookRow)
