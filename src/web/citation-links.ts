/** The links of a response to its description, its licence and the address to cite (RFC 8288, RFC 8574). */
import { type AppContext, originOf } from './context.ts'

/** Returns the URL of a licence; undefined if the licence is a name. */
const licenceUrl = (licence: string | null | undefined): string | undefined =>
  licence && /^https?:\/\//.test(licence) && URL.canParse(licence) ? new URL(licence).href : undefined

/** Returns the links by relation, for a page or file with one licence or none, and the path of its citation. */
export const citationLinks = (c: AppContext, path: string, licence: string | null | undefined) => ({
  describedby: '/codebook',
  'cite-as': originOf(c) + path,
  license: licenceUrl(licence),
})
