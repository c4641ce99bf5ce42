/** The links of a response to its description, its licence and the address to cite (RFC 8288, RFC 8574). */
import { type AppContext, originOf } from './context.ts'

/** Returns the URL of a licence; undefined if the licence is a name. */
const licenceUrl = (licence: string | null | undefined): string | undefined =>
  licence && /^https?:\/\//.test(licence) && URL.canParse(licence) ? new URL(licence).href : undefined

const recordSchema = '/schemas/incident.json'

/** Returns the path of what describes a response: the schema of its rows or records, or the codebook. */
const descriptionOf = (c: AppContext): string => {
  if (c.req.query('profile') !== undefined) return '/codebook'
  if (c.req.path.endsWith('.csv')) return '/schemas/incidents.table.json'
  return /\.ndjson$|^\/incidents\/.+\.json$/.test(c.req.path) ? recordSchema : '/codebook'
}

/** Returns the links by relation, for a page or file with one licence or none, and the path of its citation. */
export const citationLinks = (c: AppContext, path: string, licence: string | null | undefined) => ({
  describedby: descriptionOf(c),
  'cite-as': originOf(c) + path,
  license: licenceUrl(licence),
})
