/** A table of the faults in one column, with inputs that replace their cells. */
import type { ErrorGroup, ErrorPlace } from '../../services/imports/group-errors.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Unstated } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { CellInput } from './cell-inputs.tsx'
import type { FaultCell } from './fault-cells.ts'

export interface FaultTableProps {
  readonly label: string
  readonly groups: readonly ErrorGroup[]
  /** All cells of the form. */
  readonly cells: readonly FaultCell[]
  /** Returns how a cell is read. */
  readonly readingOf: (cell: FaultCell['cell']) => string | undefined
  /** The language of the texts of the errors. */
  readonly language: string
}

/** The most places that are named beside a group. */
const maxPlaces = 5

const Places = ({ places, count }: Pick<ErrorGroup, 'places' | 'count'>) => {
  const { importPages: texts, common } = useMessages()
  const name = ({ cell, row, line }: ErrorPlace) => {
    if (cell !== undefined) return <bdi>{cell}</bdi>
    return row === undefined ? texts.line(line) : texts.row(row)
  }
  return (
    <>
      {places.slice(0, maxPlaces).map((place, i) => (
        <>
          {i > 0 && common.separator}
          {name(place)}
        </>
      ))}
      {count > maxPlaces && ' …'}
    </>
  )
}

const CellText = ({ text, received }: Pick<ErrorGroup, 'text' | 'received'>) => {
  const { importPages: texts } = useMessages()
  const shown = text ?? received
  if (shown === undefined || shown === null) return <Unstated />
  return shown === '' ? <span class="unknown">{texts.emptyCell}</span> : <bdi>{String(shown)}</bdi>
}

type InputsProps = Pick<FaultTableProps, 'cells' | 'readingOf'> & {
  readonly group: ErrorGroup
  /** The id of the text of the errors. */
  readonly describedBy: string
}

/** Renders the input of a group, and those of its rows in a part that opens. */
const ReplacementInputs = ({ group, cells, readingOf, describedBy }: InputsProps) => {
  const { importPages: texts } = useMessages()
  const own = cells.flatMap((each, index) => (each.group === group ? [{ index, cell: each.cell }] : []))
  const [first, ...rows] = own
  if (!first) return <Unstated />
  const { column, from } = first.cell
  const value = readingOf(first.cell) ?? from
  const shared = { pointer: group.pointer, describedBy }
  return (
    <>
      <CellInput {...first} {...shared} value={value} label={texts.readAs(column, from)} />
      {rows.length > 0 && (
        <details>
          <summary>{texts.singly}</summary>
          {rows.map(({ index, cell }) => (
            <div class="row-cell">
              <label for={`cell-${index}`}>{texts.row(cell.row ?? 0)}</label>
              <CellInput
                index={index}
                cell={cell}
                {...shared}
                value={readingOf(cell) ?? from}
                label={texts.readRowAs(column, cell.row ?? 0)}
              />
            </div>
          ))}
        </details>
      )}
    </>
  )
}

/** Renders the table of the faults of a column. */
export const FaultTable = ({ label, groups, cells, readingOf, language }: FaultTableProps) => {
  const { importPages: texts } = useMessages()
  const idOf = (group: ErrorGroup) => `fault-${cells.findIndex((each) => each.group === group)}`
  const columns: readonly Column<ErrorGroup>[] = [
    { title: texts.fault.cell, isRowHeading: true, cell: (group) => <CellText {...group} /> },
    { title: texts.fault.count, class: 'number', cell: ({ count }) => count },
    {
      title: texts.fault.problem,
      cell: (group) => (
        <>
          <bdi lang={language} id={idOf(group)}>
            {group.detail}
          </bdi>{' '}
          <a href={`/codebook#rule-${group.rule}`}>
            <bdi>{group.rule}</bdi>
          </a>
        </>
      ),
    },
    {
      title: texts.fault.replacement,
      cell: (group) => (
        <ReplacementInputs group={group} cells={cells} readingOf={readingOf} describedBy={idOf(group)} />
      ),
    },
    { title: texts.fault.places, cell: (group) => <Places {...group} /> },
  ]
  return <DataTable label={label} class="incidents faulty" columns={columns} rows={groups} />
}
