/** The files of a list: every format and layout, what each is for, and what a layout loses. */
import type { Child } from 'hono/jsx'
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import { type FormatName, formatNames, formats } from '../../export/registry.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { fileHref, hrefOf, type Params } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'

/** A file of a list. */
interface ListFile {
  readonly title: string
  readonly href: string
  readonly use: string
  /** What it leaves out of the records. */
  readonly loss: Child
}

/** The formats with complete records. The others have a row for each. */
const completeNames: readonly FormatName[] = ['json', 'ndjson', 'zip']

const canHold = (name: FormatName, total: number): boolean => total <= (formats[name].maxRows ?? total)

const usualFiles = ({ files, downloads }: Messages, params: Params, total: number): ListFile[] =>
  formatNames
    .filter((name) => canHold(name, total))
    .map((name) => ({
      title: formats[name].label,
      href: fileHref(name, params),
      use: files[name],
      loss: completeNames.includes(name) ? downloads.noLoss : downloads.flatLoss,
    }))

/** The parameters that change the content of a CSV file. */
const csvShapes = [
  ['full', ['profile', 'full']],
  ['labels', ['labels', 'true']],
  ['excel', ['excel', 'true']],
] as const

const shapedFiles = ({ downloads }: Messages, params: Params): ListFile[] =>
  csvShapes.map(([shape, param]) => ({
    title: downloads.shapes[shape],
    href: hrefOf(fileHref('csv', []), [...params, param]),
    use: downloads.shapeUses[shape],
    loss: shape === 'full' ? downloads.noLoss : downloads.flatLoss,
  }))

/** The names of the projects' files, which are the same in every language. */
const layoutNames: Readonly<Record<Scheme, string>> = { ucdp: 'UCDP GED', acled: 'ACLED', gtd: 'GTD' }

const layoutFiles = ({ downloads }: Messages, params: Params, total: number): ListFile[] => {
  const unsorted = params.filter(([name]) => name !== 'sort')
  return schemes.flatMap((scheme) => {
    const inLayout = [...unsorted, ['profile', scheme] as const]
    const layout = layoutNames[scheme]
    return (['csv', 'xlsx'] as const)
      .filter((name) => canHold(name, total))
      .map((name) => ({
        title: downloads.inLayout(formats[name].label, layout),
        href: hrefOf(fileHref(name, []), inLayout),
        use: downloads.layoutUse(layout),
        loss: <a href={hrefOf('/incidents.loss.csv', inLayout)}>{downloads.lossFile}</a>,
      }))
  })
}

const columnsOf = ({ downloads }: Messages): readonly Column<ListFile>[] => [
  {
    title: downloads.file,
    isRowHeading: true,
    cell: ({ title, href }) => (
      <a href={href}>
        <bdi>{title}</bdi>
      </a>
    ),
  },
  { title: downloads.use, cell: ({ use }) => use },
  { title: downloads.loss, cell: ({ loss }) => loss },
]

/** Renders the files of a query for records; those that cannot hold as many rows are left out. */
export const FormatTable = ({ params, total }: { params: Params; total: number }) => {
  const messages = useMessages()
  const rows = [
    ...usualFiles(messages, params, total),
    ...shapedFiles(messages, params),
    ...layoutFiles(messages, params, total),
  ]
  return <DataTable label={messages.downloads.formats} columns={columnsOf(messages)} rows={rows} />
}
