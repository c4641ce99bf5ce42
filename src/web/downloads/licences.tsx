/** The terms of datasets. */
import type { DatasetFacts } from '../../record/citation/citation-data.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { TitleLink } from '../ui/incident-summary.tsx'
import { ExternalLink, Paragraphs, Unknown } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** Renders the licence and attribution of each dataset. */
export const LicenceTable = ({ datasets }: { datasets: readonly DatasetFacts[] }) => {
  const { downloads, datasets: texts } = useMessages()
  const columns: readonly Column<DatasetFacts>[] = [
    {
      title: downloads.dataset,
      isRowHeading: true,
      cell: ({ slug, title }) => <TitleLink href={`/datasets/${slug}`} title={title ?? slug} />,
    },
    {
      title: texts.licence,
      cell: ({ licence }) =>
        licence === null ? <Unknown>{downloads.noLicence}</Unknown> : <ExternalLink href={licence} />,
    },
    {
      title: texts.attribution,
      cell: ({ attribution }) => (attribution === null ? null : <Paragraphs text={attribution} />),
    },
  ]
  return datasets.length === 0 ? (
    <p>{downloads.noRecords}</p>
  ) : (
    <DataTable label={downloads.licences} columns={columns} rows={datasets} />
  )
}
