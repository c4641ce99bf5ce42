/** The files of a list: every format and layout, what each is for, and what a layout loses. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { formatNames, formats } from '../../export/registry.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { fileHref, hrefOf, type Params } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'

/** A file of a list. */
interface ListFile {
  readonly title: string
  readonly href: string
  readonly use: string
  /** The address of what its layout loses. */
  readonly lossHref?: string
}

const usualFiles = ({ files }: Messages, params: Params, total: number): ListFile[] =>
  formatNames
    .filter((name) => total <= (formats[name].maxRows ?? total))
    .map((name) => ({ title: formats[name].label, href: fileHref(name, params), use: files[name] }))

/** The parameters that change what is in a CSV file. */
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
  }))

const layoutFiles = ({ downloads }: Messages, params: Params): ListFile[] => {
  const unsorted = params.filter(([name]) => name !== 'sort')
  return schemes.flatMap((scheme) =>
    (['csv', 'xlsx'] as const).map((name) => ({
      title: `${formats[name].label}, ${downloads.layouts[scheme]}`,
      href: hrefOf(`/incidents.${name}`, [...unsorted, ['profile', scheme]]),
      use: downloads.layoutUse(downloads.layouts[scheme]),
      lossHref: hrefOf('/incidents.loss.csv', [...unsorted, ['profile', scheme]]),
    })),
  )
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
  {
    title: downloads.loss,
    cell: ({ lossHref }) =>
      lossHref === undefined ? downloads.noLoss : <a href={lossHref}>{downloads.lossFile}</a>,
  },
]

/** Renders the files of a query for records; those that cannot hold as many rows are left out. */
export const FormatTable = ({ params, total }: { params: Params; total: number }) => {
  const messages = useMessages()
  const rows = [
    ...usualFiles(messages, params, total),
    ...shapedFiles(messages, params),
    ...layoutFiles(messages, params),
  ]
  return <DataTable label={messages.downloads.formats} columns={columnsOf(messages)} rows={rows} />
}
