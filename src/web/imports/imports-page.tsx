/** The list of imports. */
import type { Messages } from '../../messages/messages.ts'
import type { ListedImport } from '../../services/imports/list-imports.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface ImportsPageProps {
  readonly imports: readonly ListedImport[]
  readonly next?: string | undefined
}

/** Returns the URL of an import. */
export const importUrl = (id: string, ending = ''): string => `/imports/${id}${ending}`

/** Returns the result of an import in a few words. */
const describeResult = (found: ListedImport, { results }: Messages['importPages']): string => {
  const { rows, created, updated, rejected, commit } = found
  if (found.redacted_by !== null) return results.redacted
  if (rows === null) return results.unfinished
  if (found.dry_run === 1) return results.rehearsed(rejected ?? 0)
  if (commit !== null) return results.stored(created ?? 0, updated ?? 0)
  return (rejected ?? 0) > 0 ? results.refused(rejected ?? 0) : results.unchanged
}

const columnsOf = (
  messages: Messages,
  { hasSenders }: { hasSenders: boolean },
): readonly Column<ListedImport>[] => {
  const { importPages: texts, common } = messages
  return [
    { title: texts.columns.at, class: 'date', cell: ({ at }) => <Instant at={at} /> },
    {
      title: texts.columns.file,
      class: 'title',
      isRowHeading: true,
      cell: ({ id, file }) => <TitleLink href={importUrl(id)} title={file ?? texts.unnamed} />,
    },
    { title: texts.columns.result, cell: (found) => describeResult(found, texts) },
    { title: common.fields.dataset, cell: ({ dataset }) => dataset && <bdi>{dataset}</bdi> },
    { title: texts.columns.rows, class: 'number', cell: ({ rows }) => rows },
    ...(hasSenders
      ? [{ title: texts.columns.who, cell: ({ name, actor }: ListedImport) => <bdi>{name ?? actor}</bdi> }]
      : []),
  ]
}

/** Renders a page of the list of imports. */
export const ImportsPage = ({ imports, next }: ImportsPageProps) => {
  const messages = useMessages()
  const { importPages: texts, common } = messages
  const columns = columnsOf(messages, { hasSenders: imports.some(({ actor }) => actor !== undefined) })
  return (
    <Layout
      title={texts.title}
      activeHref="/imports"
      importsFiles
      unlisted
      alternates={[{ type: 'application/json', href: '/imports.json', title: common.json }]}
    >
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      <p>
        <a href="/imports/new" class="button">
          {texts.newLink}
        </a>
      </p>
      {imports.length === 0 ? (
        <p class="nothing">{texts.empty}</p>
      ) : (
        <DataTable label={texts.table} class="incidents" columns={columns} rows={imports} />
      )}
      <Pager label={texts.pages} links={[[next, texts.older, 'next']]} />
    </Layout>
  )
}
