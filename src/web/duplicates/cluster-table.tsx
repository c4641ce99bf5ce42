/** Several records of a merge beside the result: what differs, with a choice among all values. */
import type { Child } from 'hono/jsx'
import type { Incident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { type ClusterChoice, clusterRange } from '../../record/duplicates/merge-cluster.ts'
import type { ChoicesById } from '../../services/duplicates/merge-cluster.ts'
import { canonicalJson } from '../../text/json.ts'
import { DataTable } from '../ui/data-table.tsx'
import { pointerTitle } from '../ui/path-title.ts'
import { useMessages } from '../ui/viewer.tsx'
import type { MergeOrigin } from './merge-origin.ts'
import { ChoiceValue, type MergeSide, SideTitle } from './merge-table.tsx'

export interface ClusterTableProps {
  readonly survivor: MergeSide
  readonly others: readonly MergeSide[]
  readonly result: Incident
  readonly differences: readonly ClusterChoice[]
  /** The chosen sides; the proposed ones if undefined. */
  readonly choices?: ChoicesById | undefined
  readonly origin?: MergeOrigin | undefined
  /** Renders the links below the title of a merged record. */
  readonly linksOf: (side: MergeSide) => Child
}

/** A value to choose: the side that the form sends, which is empty for the proposed value. */
interface Option {
  readonly side: string
  readonly label: string
  readonly value: unknown
}

/** Returns the options of a choice in the order of the columns; undefined where a column has none. */
const optionsOf = (choice: ClusterChoice, others: readonly MergeSide[], { cluster, merge }: Messages) => {
  const { into, from, proposed } = choice
  const records: Option[] = [
    { side: 'into', label: merge.options.into, value: into },
    ...others.map(({ record }, i) => ({ side: record.id, label: cluster.record(i + 2), value: from[i] })),
  ]
  const isListed = (value: unknown) =>
    records.some((each) => canonicalJson(each.value) === canonicalJson(value))
  const range = clusterRange(choice)
  const combined: Option | undefined = isListed(proposed)
    ? range && { side: 'range', label: cluster.range, value: range }
    : { side: choice.hasRange ? 'range' : '', label: merge.options.proposed, value: proposed }
  return { records, combined }
}

const OptionCell = ({ option, chosen, title, children, name }: OptionCellProps) => (
  <div class="option">
    <input
      type="radio"
      name={name}
      value={option.side}
      checked={option === chosen}
      aria-label={useMessages().cluster.option(title, option.label)}
    />
    {children}
  </div>
)

interface OptionCellProps {
  readonly option: Option
  readonly chosen: Option | undefined
  readonly title: string
  /** The pointer. */
  readonly name: string
  readonly children?: Child
}

interface Row {
  readonly title: string
  readonly cells: readonly Child[]
}

const toRow = (choice: ClusterChoice, props: ClusterTableProps, messages: Messages): Row => {
  const { others, result, choices = {} } = props
  const { pointer, into, from, proposed, isOwn } = choice
  const title = pointerTitle(pointer, messages)
  const plain = (value: unknown) => <ChoiceValue choice={choice} value={value} sources={result.sources} />
  if (isOwn) return { title, cells: [plain(into), ...from.map(plain), '', plain(into)] }
  const { records, combined } = optionsOf(choice, others, messages)
  const all = [...records, ...(combined ? [combined] : [])]
  const chosen =
    all.find(({ side }) => side === choices[pointer]) ??
    all.find(({ value }) => canonicalJson(value) === canonicalJson(proposed))
  const cell = (option: Option) => (
    <OptionCell option={option} chosen={chosen} title={title} name={pointer}>
      {plain(option.value)}
    </OptionCell>
  )
  return {
    title,
    cells: [...records.map(cell), combined ? cell(combined) : '', plain(chosen ? chosen.value : proposed)],
  }
}

/** Renders what differs among the records. */
export const ClusterTable = (props: ClusterTableProps) => {
  const { survivor, others, differences, origin, linksOf } = props
  const messages = useMessages()
  const { merge, common, cluster } = messages
  const heads: Row = {
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
  }
  const titles = [merge.keep, ...others.map((_, i) => cluster.record(i + 2)), cluster.range, merge.result]
  return (
    <DataTable
      label={cluster.table}
      class="incidents difference merging"
      columns={[
        { title: common.fields.field, isRowHeading: true, cell: ({ title }: Row) => title },
        ...titles.map((title, i) => ({ title, cell: ({ cells }: Row) => cells[i] })),
      ]}
      rows={[heads, ...differences.map((choice) => toRow(choice, props, messages))]}
    />
  )
}
