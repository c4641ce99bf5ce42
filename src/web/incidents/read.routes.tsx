/** Routes to read records: files, pages, one record. */
import { Hono } from 'hono'
import { formatNames, mediaTypeOf } from '../../export/registry.ts'
import { parseQuery } from '../../ingest/request/list-query.ts'
import { en } from '../../messages/en.ts'
import { type CitationFormatName, citationFormatNames } from '../../record/citation/citation-formats.ts'
import {
  find,
  findAsPublic,
  findPast,
  prefetchNeighbours,
  redirectMerged,
} from '../../services/incidents/read.ts'
import { etagOf, toResponse, viewFor } from '../../services/version-row.ts'
import type { DescribedVersion } from '../../store/incidents.ts'
import { jsonType } from '../body/read-body.ts'
import { citationLinks } from '../citation-links.ts'
import { type AppContext, type AppEnv, idOf, isPast, originOf, searchOf } from '../context.ts'
import { citationOfRecord, pinnedRecordUrl } from '../downloads/record-citation.tsx'
import { sendCitation, sendListCitation } from '../downloads/send-citation.ts'
import { sendDigest, sendFile, sendLossReport } from '../exports/export.routes.ts'
import { isNotModified, linkHeader, negotiate, pinUrl } from '../headers.ts'
import { asksForPublicView, respondAsToPublic } from './public-view.ts'
import { showIncident } from './show-incident.tsx'
import { showList } from './show-list.tsx'

/** Responds with a page, or with a file if the Accept header asks for one. */
const getList = (c: AppContext) => {
  const type = negotiate(c, ...formatNames.map(mediaTypeOf))
  const name = formatNames.find((each) => mediaTypeOf(each) === type)
  return name === undefined ? showList(c) : sendFile(c, name)
}

const findRequestedVersion = async (c: AppContext, id: string) => {
  const query = parseQuery(searchOf(c), ['commit', 'as_of', 'schema'])
  if (isPast(c)) return findPast(c.get('services'), c.get('actor'), id, query)
  const viewer = c.get('publicViewFor')
  if (viewer) return findAsPublic(c.get('services'), viewer, id)
  const version = await find(c.get('services'), c.get('actor'), id)
  redirectMerged(c.get('actor'), version)
  return version
}

/** Returns the header with the links of a record: its page as of its commit is cited. */
const recordLinks = (c: AppContext, version: DescribedVersion) =>
  linkHeader(citationLinks(c, pinnedRecordUrl(version), version.dataset.licence))

const sendRecord = async (c: AppContext, id: string) => {
  const version = await findRequestedVersion(c, id)
  const view = viewFor(c.get('actor'), version)
  const etag = etagOf(version)
  const headers = {
    ETag: etag,
    'Sitrep-Commit': String(version.commit),
    'Content-Location': pinUrl(`/incidents/${id}${jsonSuffix}`, version.commit),
    ...recordLinks(c, version),
  }
  // The public view of this revision has the same ETag, and lacks the notes.
  if (view === 'public' && isNotModified(c, etag)) return c.body(null, 304, headers)
  return c.json(toResponse(version, { view }), 200, headers)
}

const getPage = async (c: AppContext, id: string) => {
  const actor = c.get('actor')
  const isPrefetched = actor.role === 'public' && !isPast(c) && c.get('publicViewFor') === undefined
  const [version, neighbours] = await Promise.all([
    findRequestedVersion(c, id),
    isPrefetched ? prefetchNeighbours(c.get('services').db, actor, id) : undefined,
  ])
  const page = await showIncident(c, version, { isPast: isPast(c), neighbours })
  for (const [name, value] of Object.entries(recordLinks(c, version))) page.headers.set(name, value)
  return page
}

const jsonSuffix = '.json'

/** Responds with the citation of a record in the format of an extension. */
const sendRecordCitation = async (c: AppContext, id: string, name: CitationFormatName) => {
  const version = await findRequestedVersion(c, id)
  const record = toResponse(version, { view: 'public' })
  const data = citationOfRecord({ record, dataset: version.dataset, origin: originOf(c), messages: en })
  const headers = { 'Sitrep-Commit': String(version.commit) }
  return sendCitation(c, name, data, { name: `sitrep-${id}-c${version.commit}`, headers })
}

const getRecord = (c: AppContext): Response | Promise<Response> => {
  if (asksForPublicView(c)) return respondAsToPublic(c, getRecord)
  const id = idOf(c)
  const citation = citationFormatNames.find((name) => id.endsWith(`.${name}`))
  if (citation) return sendRecordCitation(c, id.slice(0, -citation.length - 1), citation)
  if (id.endsWith(jsonSuffix)) return sendRecord(c, id.slice(0, -jsonSuffix.length))
  return negotiate(c, jsonType) === jsonType ? sendRecord(c, id) : getPage(c, id)
}

export const readRoutes = new Hono<AppEnv>().get('/incidents', getList)
for (const name of citationFormatNames) readRoutes.get(`/incidents.${name}`, (c) => sendListCitation(c, name))
for (const name of formatNames)
  readRoutes
    .get(`/incidents.${name}`, (c) => sendFile(c, name))
    .get(`/incidents.${name}.sha256`, (c) => sendDigest(c, name))
readRoutes.get('/incidents.loss.csv', sendLossReport)
readRoutes.get('/incidents/:id', getRecord)
