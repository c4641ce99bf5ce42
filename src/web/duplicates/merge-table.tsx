/** Both records of a merge beside the result: what differs, with a choice for each value. */

import type { Child } from 'hono/jsx'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Problem } from '../../problems.ts'
import { type Choices, type MergeChoice, rangeOf } from '../../record/duplicates/merge-choices.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import { canonicalJson } from '../../text/json.ts'
import { DataTable } from '../ui/data-table.tsx'
import { type Estimate, formatEstimate } from '../ui/estimate.tsx'
import { Value } from '../ui/field-list.tsx'
import { incidentTitle, TitleLink } from '../ui/incident-summary.tsx'
import { pointerTitle } from '../ui/path-title.ts'
import { SourceKeys } from '../ui/source-key.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta, Unstated } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type MergeOrigin, sideUrl } from './merge-origin.ts'

export interface MergeSide {
  readonly record: StoredIncident
  readonly fullRecord: Incident
}

export interface MergeComparison {
  readonly survivor: MergeSide
  /** The content that the survivor would have. */
  readonly result: Incident
  readonly differences: readonly MergeChoice[]
  /** Why the result would not be valid. */
  readonly problem?: Problem | undefined
}

interface SideTitleProps {
  readonly side: MergeSide
  readonly origin?: MergeOrigin | undefined
}

/** Renders the title and the status of a record. */
export const SideTitle = ({ side: { record }, origin }: SideTitleProps) => {
  const messages = useMessages()
  return (
    <>
      <TitleLink href={sideUrl(record.id, origin)} title={incidentTitle(record, messages)} />
      <Meta
        parts={[
          labelOf(recordStatus, record.status, messages),
          <bdi>{record.dataset}</bdi>,
          messages.common.revision(record.revision),
        ]}
      />
    </>
  )
}

/** What a button sends: a side, or nothing for the proposed value. */
type Option = 'into' | 'from' | 'range' | ''

/** Returns the option of the value that is proposed. */
const proposedOption = ({ into, from, proposed, hasRange }: MergeChoice): Option => {
  const isProposed = (value: unknown) => canonicalJson(value) === canonicalJson(proposed)
  if (isProposed(into)) return 'into'
  if (isProposed(from)) return 'from'
  return hasRange ? 'range' : ''
}

interface OptionProps {
  readonly choice: MergeChoice
  readonly option: Option
  readonly value: unknown
  /** The option of the result. */
  readonly chosen: Option
  readonly sources: Incident['sources']
}

interface ChoiceValueProps extends Pick<OptionProps, 'value' | 'sources'> {
  readonly choice: Pick<MergeChoice, 'pointer' | 'hasRange'>
}

/** Renders a value that differs, or that it is not stated. */
export const ChoiceValue = ({ choice: { pointer, hasRange }, value, sources }: ChoiceValueProps) => {
  const messages = useMessages()
  if (value === undefined) return <Unstated />
  if (hasRange) return <span>{formatEstimate(value as Estimate, messages)}</span>
  if (pointer.endsWith('/source')) return <SourceKeys source={String(value)} sources={sources} />
  return <Value shape={resolvePath(parsePointer(pointer)).shape} value={value} sources={sources} />
}

/** Renders a value with the button that chooses it. */
const OptionCell = ({ option, chosen, ...props }: OptionProps) => {
  const { pointer } = props.choice
  const messages = useMessages()
  const label = `${pointerTitle(pointer, messages)}: ${messages.merge.options[option || 'proposed']}`
  return (
    <div class="option">
      <input type="radio" name={pointer} value={option} checked={option === chosen} aria-label={label} />
      <ChoiceValue {...props} />
    </div>
  )
}

interface Row {
  readonly title: string
  readonly cells: readonly Child[]
}

interface ComparisonTableProps extends MergeComparison {
  readonly merged: MergeSide
  /** The chosen sides; the proposed ones if undefined. */
  readonly choices?: Choices | undefined
  readonly origin?: MergeOrigin | undefined
}

const toRow = (
  choice: MergeChoice,
  { choices = {}, result }: ComparisonTableProps,
  messages: Messages,
): Row => {
  const proposed = proposedOption(choice)
  const common = { choice, chosen: choices[choice.pointer] ?? proposed, sources: result.sources }
  const { into, from } = choice
  const title = pointerTitle(choice.pointer, messages)
  const plain = (value: unknown) => <ChoiceValue {...common} value={value} />
  if (choice.isOwn) return { title, cells: [plain(from), plain(into), '', plain(into)] }
  const isOther = proposed === 'range' || proposed === ''
  const other = isOther ? choice.proposed : rangeOf(choice)
  const resultValue =
    common.chosen === 'into' ? into : common.chosen === 'from' ? from : (other ?? choice.proposed)
  return {
    title,
    cells: [
      <OptionCell {...common} option="from" value={from} />,
      <OptionCell {...common} option="into" value={into} />,
      isOther || other ? <OptionCell {...common} option={isOther ? proposed : 'range'} value={other} /> : '',
      plain(resultValue),
    ],
  }
}

/** Renders what differs between two records, and the titles of what does not. */
export const ComparisonTable = (props: ComparisonTableProps) => {
  const { merged, survivor, differences, origin } = props
  const messages = useMessages()
  const { merge, common, translate } = messages
  const heads: Child[] = [
    <SideTitle side={merged} origin={origin} />,
    <SideTitle side={survivor} origin={origin} />,
    '',
    merge.resultRevision(survivor.record.revision + 1),
  ]
  const differing = new Set(differences.map(({ pointer }) => pointer.split('/')[1]))
  const commonTitles = [...writableFields.values()].flatMap(({ name, metadata }) =>
    survivor.fullRecord[name as keyof Incident] === undefined || differing.has(name)
      ? []
      : [translate(metadata.title)],
  )
  const rows: Row[] = [
    { title: merge.record, cells: heads },
    ...differences.map((choice) => toRow(choice, props, messages)),
  ]
  return (
    <>
      <DataTable
        label={merge.table}
        class="incidents difference merging"
        columns={[
          { title: common.fields.field, isRowHeading: true, cell: ({ title }) => title },
          ...[merge.from, merge.keep, merge.both, merge.result].map((title, i) => ({
            title,
            cell: ({ cells }: Row) => cells[i],
          })),
        ]}
        rows={rows}
      />
      {commonTitles.length > 0 && <p>{merge.common(commonTitles.join(common.separator))}</p>}
    </>
  )
}
