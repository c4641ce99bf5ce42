/** Inputs of an import's form that replace cells of the file. */
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import { parsePath } from '../../record/paths.ts'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { cellField } from './replacement-fields.ts'

/** Returns the name of the field at a pointer, without the positions of entries. */
const fieldName = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => (/^\d+$/.test(step) ? '0' : step))
    .join('.')

/** Returns the codes of the field at a pointer; undefined if it has none. */
const vocabularyAt = (pointer: string | undefined): Vocabulary | undefined => {
  const found = pointer === undefined ? undefined : parsePath(fieldName(pointer))
  if (!found || 'fault' in found || found.shape.kind !== 'leaf') return undefined
  return found.shape.vocabulary
}

const listId = (pointer: string): string => `codes-${fieldName(pointer).replaceAll('.', '-')}`

/** Renders the codes of the fields at these pointers, which inputs suggest. */
export const CodeLists = ({ pointers }: { pointers: readonly string[] }) => {
  const messages = useMessages()
  const byId = new Map(pointers.map((pointer) => [listId(pointer), vocabularyAt(pointer)]))
  return (
    <>
      {[...byId].map(
        ([id, vocabulary]) =>
          vocabulary && (
            <datalist id={id}>
              {Object.keys(vocabulary).map((code) => (
                <option value={code}>{labelOf(vocabulary, code, messages)}</option>
              ))}
            </datalist>
          ),
      )}
    </>
  )
}

export interface CellInputProps {
  /** The number of the cell in the form. */
  readonly index: number
  readonly cell: Omit<Replacement, 'to'>
  /** How the cell is read. */
  readonly value: string
  readonly label: string
  /** The field of the record that the cell fills. */
  readonly pointer?: string | undefined
  /** The id of the text that says what is wrong. */
  readonly describedBy?: string | undefined
}

/** Renders an input with how a cell is read. */
export const CellInput = ({ index, cell, value, label, pointer, describedBy }: CellInputProps) => {
  const { column, from, row } = cell
  return (
    <>
      <input type="hidden" name={cellField(index, 'column')} value={column} />
      <input type="hidden" name={cellField(index, 'from')} value={from} />
      {row !== undefined && <input type="hidden" name={cellField(index, 'row')} value={String(row)} />}
      <input
        type="text"
        class="cell"
        id={`cell-${index}`}
        name={cellField(index, 'to')}
        value={value}
        aria-label={label}
        aria-describedby={describedBy}
        list={vocabularyAt(pointer) && pointer !== undefined ? listId(pointer) : undefined}
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
      />
    </>
  )
}
