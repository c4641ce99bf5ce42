/** The records of a merge beside the result: what differs, with a choice among all values. */
import type { Child } from 'hono/jsx'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Problem } from '../../problems.ts'
import { type MergeChoice, rangeOf } from '../../record/duplicates/merge-choices.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import type { NamedChoices } from '../../services/duplicates/combine-records.ts'
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
  readonly others: readonly MergeSide[]
  /** The names of the others in choices. */
  readonly names: readonly string[]
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

interface ChoiceValueProps {
  readonly choice: Pick<MergeChoice, 'pointer' | 'hasRange'>
  readonly value: unknown
  readonly sources: Incident['sources']
}

/** Renders a value that differs, or that it is not stated. */
const ChoiceValue = ({ choice: { pointer, hasRange }, value, sources }: ChoiceValueProps) => {
  const messages = useMessages()
  if (value === undefined) return <Unstated />
  if (hasRange) return <span>{formatEstimate(value as Estimate, messages)}</span>
  if (pointer.endsWith('/source')) return <SourceKeys source={String(value)} sources={sources} />
  return <Value shape={resolvePath(parsePointer(pointer)).shape} value={value} sources={sources} />
}

/** A value to choose: the name that the form sends, which is empty for the proposed value. */
interface Option {
  readonly name: string
  readonly label: string
  readonly value: unknown
}

/** Returns the options of a choice in the order of the columns; undefined where a column has none. */
const optionsOf = (
  choice: MergeChoice,
  names: readonly string[],
  { merge: { options } }: Pick<Messages, 'merge'>,
) => {
  const { into, from, proposed, hasRange } = choice
  const count = names.length
  const records: Option[] = [
    { name: 'into', label: options.into, value: into },
    ...names.map((name, i) => ({ name, label: options.other(i + 2, count), value: from[i] })),
  ]
  const isListed = records.some(({ value }) => canonicalJson(value) === canonicalJson(proposed))
  const range = isListed ? rangeOf(choice) : undefined
  const combined: Option | undefined = !isListed
    ? {
        name: hasRange ? 'range' : '',
        label: hasRange ? options.range(count) : options.proposed,
        value: proposed,
      }
    : range && { name: 'range', label: options.range(count), value: range }
  return { records, combined }
}

interface OptionCellProps {
  readonly option: Option
  readonly chosen: Option | undefined
  readonly title: string
  readonly pointer: string
  readonly children?: Child
}

/** Renders a value with the button that chooses it. */
const OptionCell = ({ option, chosen, title, pointer, children }: OptionCellProps) => (
  <div class="option">
    <input
      type="radio"
      name={pointer}
      value={option.name}
      checked={option === chosen}
      aria-label={`${title}: ${option.label}`}
    />
    {children}
  </div>
)

interface Row {
  readonly title: string
  readonly cells: readonly Child[]
}

interface ComparisonTableProps extends MergeComparison {
  /** The chosen values; the proposed ones if undefined. */
  readonly choices?: NamedChoices | undefined
  readonly origin?: MergeOrigin | undefined
  /** Renders the links below the title of a merged record. */
  readonly linksOf: (side: MergeSide) => Child
}

const toRow = (choice: MergeChoice, props: ComparisonTableProps, messages: Messages): Row => {
  const { names, result, choices = {} } = props
  const { pointer, into, from, proposed, isOwn } = choice
  const title = pointerTitle(pointer, messages)
  const plain = (value: unknown) => <ChoiceValue choice={choice} value={value} sources={result.sources} />
  if (isOwn) return { title, cells: [plain(into), ...from.map(plain), '', plain(into)] }
  const { records, combined } = optionsOf(choice, names, messages)
  const all = [...records, ...(combined ? [combined] : [])]
  const chosen =
    all.find(({ name }) => name === choices[pointer]) ??
    all.find(({ value }) => canonicalJson(value) === canonicalJson(proposed))
  const cell = (option: Option) => (
    <OptionCell option={option} chosen={chosen} title={title} pointer={pointer}>
      {plain(option.value)}
    </OptionCell>
  )
  return {
    title,
    cells: [...records.map(cell), combined ? cell(combined) : '', plain(chosen ? chosen.value : proposed)],
  }
}

const headRow = ({ survivor, others, origin, linksOf }: ComparisonTableProps, { merge }: Messages): Row => ({
  title: merge.record,
  cells: [
    <SideTitle side={survivor} origin={origin} />,
    ...others.map((side) => (
      <>
        <SideTitle side={side} origin={origin} />
        {linksOf(side)}
      </>
    )),
    '',
    merge.resultRevision(survivor.record.revision + 1),
  ],
})

/** Renders what differs among the records, and the titles of what does not. */
export const ComparisonTable = (props: ComparisonTableProps) => {
  const { survivor, others, differences } = props
  const messages = useMessages()
  const { merge, common, translate } = messages
  const { columns } = merge
  const differing = new Set(differences.map(({ pointer }) => pointer.split('/')[1]))
  const commonTitles = [...writableFields.values()].flatMap(({ name, metadata }) =>
    survivor.fullRecord[name as keyof Incident] === undefined || differing.has(name)
      ? []
      : [translate(metadata.title)],
  )
  const titles = [
    columns.keep,
    ...others.map((_, i) => columns.other(i + 2, others.length)),
    columns.range(others.length),
    columns.result,
  ]
  return (
    <>
      <DataTable
        label={merge.table}
        class="incidents difference merging"
        columns={[
          { title: common.fields.field, isRowHeading: true, cell: ({ title }: Row) => title },
          ...titles.map((title, i) => ({ title, cell: ({ cells }: Row) => cells[i] })),
        ]}
        rows={[headRow(props, messages), ...differences.map((choice) => toRow(choice, props, messages))]}
      />
      {commonTitles.length > 0 && <p>{merge.common(commonTitles.join(common.separator))}</p>}
    </>
  )
}
