/** The columns of a file, each with its first cells, its field, and what its cells mean. */
import type { Mapping, MappingRule } from '../../../schemas/column-mapping.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { firstRule } from '../../ingest/mapping/edit-mapping.ts'
import type { Sample } from '../../ingest/mapping/suggest/sample.ts'
import type { SuggestedColumn, Suggestion } from '../../ingest/mapping/suggest/suggest.ts'
import { writableFieldPaths } from '../../record/field-paths.ts'
import { parsePath } from '../../record/paths.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { labelOf } from '../ui/term.tsx'
import { Unstated } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface MappingTableProps {
  readonly mapping: Mapping
  readonly sample: Sample
  readonly suggestion: Suggestion
}

/** A column with its rule. */
interface MatchedColumn extends SuggestedColumn {
  readonly rule: MappingRule | undefined
  /** Its different first cells. */
  readonly cells: readonly string[]
}

const inputAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false } as const

/** The most cells of a column whose meaning is asked. */
const maxValues = 40

const vocabularyOf = (field: string): Vocabulary | undefined => {
  const found = parsePath(field, { entries: true })
  return 'fault' in found || found.shape.kind !== 'leaf' ? undefined : found.shape.vocabulary
}

const isDate = (field: string): boolean => {
  const found = parsePath(field, { entries: true })
  return !('fault' in found) && found.shape.kind === 'leaf' && found.shape.leaf === 'date'
}

/** Returns the cells of a column whose meaning is asked: those of its rule, and those that are no code of its field. */
const askedCells = ({ rule, cells, unknown_values: unknown = [] }: MatchedColumn): readonly string[] => {
  if (!rule) return []
  const listed = Object.keys(rule.values ?? {})
  const vocabulary = vocabularyOf(rule.to)
  const strange = vocabulary ? cells.filter((cell) => !Object.hasOwn(vocabulary, cell)) : []
  const isAsked = listed.length > 0 || vocabulary !== undefined
  return isAsked ? [...new Set([...listed, ...unknown, ...strange])].slice(0, maxValues) : []
}

const listId = (field: string): string => `codes-${field.replaceAll(/[.*]+/g, '-')}`

const Values = ({ column, index }: { column: MatchedColumn; index: number }) => {
  const { importPages: texts } = useMessages()
  const { rule } = column
  if (!rule) return <Unstated />
  const cells = askedCells(column)
  return (
    <>
      {isDate(rule.to) && (
        <input
          {...inputAttributes}
          name={`date.${index}`}
          value={rule.date ?? ''}
          dir="ltr"
          aria-label={texts.dateFormatOf(column.column)}
        />
      )}
      {cells.map((cell, i) => (
        <div class="row-cell">
          <label for={`value-${index}-${i}`}>
            <bdi>{cell}</bdi>
          </label>
          <input type="hidden" name={`from.${index}.${i}`} value={cell} />
          <input
            {...inputAttributes}
            id={`value-${index}-${i}`}
            name={`value.${index}.${i}`}
            value={String(rule.values?.[cell] ?? '')}
            list={vocabularyOf(rule.to) && listId(rule.to)}
            dir="auto"
            aria-label={texts.meaningOf(cell, column.column)}
          />
        </div>
      ))}
      {cells.length > 0 && (
        <div class="option">
          <input
            type="checkbox"
            id={`keep-${index}`}
            name={`keep.${index}`}
            value="true"
            checked={rule.values === undefined || rule.otherwise === 'keep'}
            aria-label={texts.keepRestOf(column.column)}
          />
          <label for={`keep-${index}`}>{texts.keepRest}</label>
        </div>
      )}
    </>
  )
}

const FieldInput = ({ column: { column, rule }, index }: { column: MatchedColumn; index: number }) => {
  const { importPages: texts } = useMessages()
  return (
    <>
      <input type="hidden" name={`column.${index}`} value={column} />
      <input
        {...inputAttributes}
        id={`to-${index}`}
        name={`to.${index}`}
        value={rule?.to ?? ''}
        list="fields"
        dir="ltr"
        aria-label={texts.fieldOf(column)}
      />
    </>
  )
}

/** Renders the names of fields, and the codes of coded ones, which inputs suggest. */
const Lists = ({ columns }: { columns: readonly MatchedColumn[] }) => {
  const messages = useMessages()
  const coded = new Map(columns.flatMap(({ rule }) => (rule ? [[rule.to, vocabularyOf(rule.to)]] : [])))
  return (
    <>
      <datalist id="fields">
        {writableFieldPaths.map(({ name, title }) => (
          <option value={name}>{messages.translate(title)}</option>
        ))}
      </datalist>
      {[...coded].map(
        ([field, vocabulary]) =>
          vocabulary && (
            <datalist id={listId(field)}>
              {Object.keys(vocabulary).map((code) => (
                <option value={code}>{labelOf(vocabulary, code, messages)}</option>
              ))}
            </datalist>
          ),
      )}
    </>
  )
}

/** Renders the table of the columns of a file. */
export const MappingTable = ({ mapping, sample, suggestion }: MappingTableProps) => {
  const { importPages: texts } = useMessages()
  const matched = suggestion.columns.map((each, i): MatchedColumn => {
    const cells = [...new Set(sample.columns[i]?.cells)].filter((cell) => cell !== '')
    return { ...each, rule: firstRule(mapping.columns[each.column]), cells }
  })
  const columns: readonly Column<MatchedColumn>[] = [
    { title: texts.mappingColumns.column, isRowHeading: true, cell: ({ column }) => <bdi>{column}</bdi> },
    {
      title: texts.mappingColumns.cells,
      cell: ({ samples }) => (
        <ul class="inline">
          {samples.map((cell) => (
            <li>
              <bdi>{cell}</bdi>
            </li>
          ))}
        </ul>
      ),
    },
    {
      title: texts.mappingColumns.field,
      cell: (column, index) => <FieldInput column={column} index={index} />,
    },
    {
      title: texts.mappingColumns.sure,
      class: 'number',
      cell: ({ to, confidence, rule }) => (rule?.to === to ? texts.percent(confidence) : undefined),
    },
    { title: texts.mappingColumns.values, cell: (column, index) => <Values column={column} index={index} /> },
  ]
  return (
    <>
      <DataTable label={texts.mappingTitle} class="incidents mapping" columns={columns} rows={matched} />
      <Lists columns={matched} />
    </>
  )
}
