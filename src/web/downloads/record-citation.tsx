/** How to cite a record: its page as of its commit. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import type { CitationData, DatasetFacts } from '../../record/citation/citation-data.ts'
import { incidentTitle, incidentUrl } from '../ui/incident-summary.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages, useOrigin } from '../ui/viewer.tsx'
import { Citation } from './citation.tsx'

/** Returns the path and query of the page of a record as of its commit. */
export const pinnedRecordUrl = ({ id, commit }: Pick<StoredIncident, 'id' | 'commit'>): string =>
  `${incidentUrl(id)}?commit=${commit}`

interface CitedRecord {
  readonly record: StoredIncident
  readonly dataset: DatasetFacts
}

/** Returns the facts of the citation of a record, with its title in the language of the messages if it has none of its own. */
export const citationOfRecord = ({
  record,
  dataset,
  origin,
  messages,
}: CitedRecord & { readonly origin: string; readonly messages: Messages }): CitationData => ({
  commit: record.commit,
  at: record.updated_at,
  address: origin + pinnedRecordUrl(record),
  datasets: [dataset],
  title: incidentTitle(record, messages),
})

/** Renders how to cite a record; nothing for one that is not published. */
export const RecordCitation = ({ record, dataset }: CitedRecord) => {
  const messages = useMessages()
  const data = citationOfRecord({ record, dataset, origin: useOrigin(), messages })
  if (record.status !== 'published') return null
  return (
    <Section id="cite" title={messages.downloads.citeRecord}>
      <Citation
        data={data}
        hrefOf={(extension) => `${incidentUrl(record.id)}.${extension}?commit=${record.commit}`}
      />
    </Section>
  )
}
