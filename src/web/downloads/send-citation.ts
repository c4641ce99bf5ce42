/** Responses with citations for reference managers. */
import { problems } from '../../problems.ts'
import type { CitationData } from '../../record/citation/citation-data.ts'
import { type CitationFormatName, citationFormats } from '../../record/citation/citation-formats.ts'
import { datasetColumns, findCited, isPublicList } from '../../services/listed-datasets.ts'
import { type AppContext, originOf, searchOf } from '../context.ts'
import { downloadName } from '../exports/file-name.ts'
import { isNotModified, pinUrl } from '../headers.ts'
import { parseListRequest } from '../incidents/list-request.ts'
import { filterParams, hrefOf } from '../ui/list-url.ts'

interface SentCitation {
  /** The name of the file without its extension, which is also the id of its entry. */
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
}

/** Responds with a citation in a format. */
export const sendCitation = (
  c: AppContext,
  format: CitationFormatName,
  data: CitationData,
  { name, headers }: SentCitation,
): Response => {
  const { type, write } = citationFormats[format]
  return c.body(write(data, name), 200, {
    ...headers,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
  })
}

/** Responds with the citation of a list. What it cites is the page of the list, pinned to its commit. */
export const sendListCitation = async (c: AppContext, name: CitationFormatName) => {
  const { label } = citationFormats[name]
  const { query, resolve } = parseListRequest(c, `/incidents.${name}`, { label, options: ['sort'] })
  if (!isPublicList(query)) throw problems.invalidParameter('status', (m) => m.findings.citedPublic)
  const whole = { ...query, limit: undefined, cursor: undefined }
  const { commit, target, headers } = await resolve(whole, { total: true, extraColumns: datasetColumns })
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const cited = await findCited(c.get('services').db, target)
  const params = filterParams([...searchOf(c)])
  const address = originOf(c) + pinUrl(hrefOf('/incidents', params), commit)
  return sendCitation(c, name, { commit, ...cited, address }, { name: downloadName(params, commit), headers })
}
