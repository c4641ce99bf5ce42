/** The link from a list to the bulk edit of its records. */
import { can } from '../../auth/permissions.ts'
import { maxEdited } from '../../services/bulk/edit-many.ts'
import { countsParams, hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { useMessages, useViewer } from '../ui/viewer.tsx'

interface BulkLinkProps {
  readonly params: Params
  /** The number of records of the list. */
  readonly total: number
}

/** Renders the link for editors; nothing for others, for the past, and for more records than can be edited at once. */
export const BulkLink = ({ params, total }: BulkLinkProps) => {
  const viewer = useViewer()
  const isPast = params.some(([name]) => name === 'commit' || name === 'as_of')
  if (!viewer || !can(viewer.actor, 'edit') || isPast || total > maxEdited) return null
  const filter = withoutParam(countsParams(params), 'sort')
  return (
    <p>
      <a href={hrefOf('/incidents/bulk', filter)}>{useMessages().bulk.open(total)}</a>
    </p>
  )
}
