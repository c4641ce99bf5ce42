/** The faults of an import by column, and the cells that were replaced. */
import type { Messages } from '../../messages/messages.ts'
import type { ErrorGroup, GroupedErrors } from '../../services/imports/group-errors.ts'
import type { ImportSettings } from '../../services/imports/import-settings.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { CellInput, CodeLists } from './cell-inputs.tsx'
import { type FaultCell, listFaultCells } from './fault-cells.ts'
import { FaultTable } from './fault-table.tsx'
import { createReadings, otherReplacements } from './replacement-fields.ts'

export interface FaultsProps {
  readonly errors: GroupedErrors
  /** The number of all errors. */
  readonly total: number
  readonly settings: ImportSettings
}

/** Renders replaced cells that have no fault any more. */
const MendedCells = ({
  settings,
  cells,
}: Pick<FaultsProps, 'settings'> & { cells: readonly FaultCell[] }) => {
  const { importPages: texts } = useMessages()
  const mended = otherReplacements(
    settings,
    cells.map(({ cell }) => cell),
  )
  if (mended.length === 0) return null
  return (
    <Section id="mended" title={texts.mended} level="h3">
      <p>{texts.mendedLead}</p>
      <ul class="mended">
        {mended.map(({ column, from, row, to }, i) => (
          <li>
            <bdi>{column}</bdi>
            {row !== undefined && ` (${texts.row(row)})`}: <bdi>{from === '' ? texts.emptyCell : from}</bdi>{' '}
            <CellInput
              index={cells.length + i}
              cell={{ column, from, row }}
              value={to}
              label={row === undefined ? texts.readAs(column, from) : texts.readRowAs(column, row)}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const titleOf = (column: string | undefined, texts: Messages['importPages']): string => {
  if (column === undefined) return texts.inFile
  return column.startsWith('/') ? texts.inField(column) : texts.inColumn(column)
}

/** Renders the faults in their form, with the cells that the form replaces. */
export const Faults = ({ errors, total, settings }: FaultsProps) => {
  const messages = useMessages()
  const { importPages: texts } = messages
  const cells = listFaultCells(errors.groups)
  const byColumn = Map.groupBy(errors.groups, ({ column }: ErrorGroup) => column)
  const readingOf = createReadings(settings)
  const shared = { cells, readingOf, language: settings.language ?? 'en' }
  return (
    <Section id="faults" title={texts.faults}>
      {total === 0 ? <p>{texts.noFaults}</p> : <p>{texts.faultsLead}</p>}
      {[...byColumn].map(([column, groups], i) => {
        const title = titleOf(column, texts)
        return (
          <Section id={`column-${i}`} title={<bdi>{title}</bdi>} level="h3">
            <FaultTable label={texts.faultTable(title)} groups={groups} {...shared} />
          </Section>
        )
      })}
      {errors.count < total && <p>{texts.moreFaults(errors.count, total)}</p>}
      <MendedCells settings={settings} cells={cells} />
      <CodeLists pointers={errors.groups.flatMap(({ pointer }) => pointer ?? [])} />
    </Section>
  )
}
