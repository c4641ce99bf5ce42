/** Links from a record: to its files, to the form for corrections, to its history. */
import type { Child } from 'hono/jsx'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { useMessages } from '../../ui/viewer.tsx'

export interface RecordLinksProps {
  readonly record: StoredIncident
  /** The URL of the record as a file of CSV; undefined if it is not published. */
  readonly csvUrl?: string | undefined
  /** The URL of the form to edit it; undefined if its reader may not. */
  readonly editUrl?: string | undefined
  /** Whether its reader sees more than the public. */
  readonly hasPublicView?: boolean
  /** The review panel of the page, for editors. */
  readonly editorTools?: Child
}

/** Renders links to the record as files, to its forms, to the history and to the review panel. */
export const RecordLinks = ({ record, csvUrl, editUrl, hasPublicView, editorTools }: RecordLinksProps) => {
  const { incident, common, explore, editing } = useMessages()
  const url = incidentUrl(record.id)
  return (
    <nav aria-label={explore.recordLinks} class="record-links">
      <a href={`${url}.json`} type="application/json">
        {incident.about.json}
      </a>
      {csvUrl !== undefined && (
        <a href={csvUrl} type="text/csv">
          {explore.csv}
        </a>
      )}
      {editUrl !== undefined && <a href={editUrl}>{editing.link}</a>}
      {hasPublicView && <a href={`${url}?view=public`}>{incident.publicView}</a>}
      {record.status === 'published' && <a href={`${url}/suggest`}>{incident.suggest}</a>}
      <a href={`${url}/history`}>{common.history}</a>
      {editorTools && <a href="#desk">{explore.review}</a>}
    </nav>
  )
}
