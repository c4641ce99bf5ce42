/** Routes to read records: files, pages, one record. */
import { Hono } from 'hono'
import { formatNames, mediaTypeOf } from '../../export/registry.ts'
import { parseQuery, type Query } from '../../ingest/request/list-query.ts'
import { Problem } from '../../problems.ts'
import { collectPoints, mapColumns } from '../../record/map/map-points.ts'
import { coverageColumns, coverageOf } from '../../record/segments/coverage.ts'
import { countAll, select } from '../../services/exports/select.ts'
import {
  find,
  findPast,
  findVersionTime,
  list,
  prefetchNeighbours,
  redirectMerged,
} from '../../services/incidents/read.ts'
import { etagOf, toResponse, viewFor } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { jsonType } from '../body/read-body.ts'
import { citationLinks } from '../citation-links.ts'
import { type AppContext, type AppEnv, idOf, isPast, messagesOf, originOf, searchOf } from '../context.ts'
import { sendDigest, sendFile, sendLossReport } from '../exports/export.routes.ts'
import { isNotModified, languageHeader, linkHeader, negotiate, pinUrl } from '../headers.ts'
import { renderPage } from '../ui/viewer.tsx'
import { ListPage } from './list-page.tsx'
import { type ListRequest, nextPageUrl, parseListRequest } from './list-request.ts'
import { showIncident } from './show-incident.tsx'

const defaultPageSize = 50

/** Returns whether a list has no filter but one dataset, and is not pinned: the description of the dataset is of now. */
const isWholeDataset = (search: URLSearchParams): boolean => {
  const [[name, value] = [], ...others] = [...search].filter(([, value]) => value !== '')
  return name === 'dataset' && others.length === 0 && value?.includes(',') === false
}

/** Resolves a list with the columns of its map; without them if an index of many records is of another schema. */
const resolveWithMap = async (resolve: ListRequest['resolve'], page: Query, columns: readonly string[]) => {
  const options = { total: true, extraColumns: columns }
  try {
    return {
      ...(await resolve(page, { ...options, extraColumns: [...columns, ...mapColumns] })),
      hasMap: true,
    }
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'rerender-needed')) throw error
    return { ...(await resolve(page, options)), hasMap: false }
  }
}

const renderList = async (c: AppContext) => {
  const format = { label: messagesOf(c).requests.list, options: ['sort'] } as const
  const { query, url, dataset, resolve } = parseListRequest(c, '/incidents', format)
  const page = { ...query, limit: query.limit ?? defaultPageSize }
  const isWhole = isWholeDataset(searchOf(c))
  const isFirst = query.cursor === undefined
  const extraColumns = isWhole ? coverageColumns : []
  const { target, headers, hasMap } = isFirst
    ? await resolveWithMap(resolve, page, extraColumns)
    : { ...(await resolve(page, { total: true, extraColumns })), hasMap: false }
  if (isNotModified(c, headers.ETag))
    return c.body(null, 304, { ...headers, ...languageHeader(messagesOf(c)) })
  const { db } = c.get('services')
  const selection = await select(c.get('services'), c.get('actor'), page, target)
  const params = [...searchOf(c)].filter(([name, value]) => name !== 'cursor' && value !== '')
  const { seq } = selection.snapshot
  const [rows, at, described] = await Promise.all([
    list(db, selection),
    target.at ?? findVersionTime(db, seq),
    isWhole ? dataset : undefined,
  ])
  const props = {
    rows,
    total: countAll(target),
    commit: seq,
    at,
    params,
    next: nextPageUrl(url, selection),
    listed: described && {
      origin: originOf(c),
      dataset: described,
      coverage: coverageOf(target.matches ?? []),
    },
    points: hasMap ? collectPoints(target.matches ?? []) : undefined,
    first: isFirst ? undefined : `/incidents?${new URLSearchParams(params)}`,
  }
  return renderPage(c, <ListPage {...props} />, {
    headers: { ...headers, 'Sitrep-Rows': String(selection.total ?? selection.rows) },
    script: props.points && props.points.longitudes.length > 0 ? 'explore' : undefined,
  })
}

/** Responds with a page, or with a file if the Accept header asks for one. */
const getList = (c: AppContext) => {
  const type = negotiate(c, ...formatNames.map(mediaTypeOf))
  const name = formatNames.find((each) => mediaTypeOf(each) === type)
  return name === undefined ? renderList(c) : sendFile(c, name)
}

const findRequestedVersion = async (c: AppContext, id: string) => {
  const query = parseQuery(searchOf(c), ['commit', 'as_of', 'schema'])
  if (isPast(c)) return findPast(c.get('services'), c.get('actor'), id, query)
  const version = await find(c.get('services'), c.get('actor'), id)
  redirectMerged(c.get('actor'), version)
  return version
}

/** Returns the header with the links of a record: its page as of its commit is cited. */
const recordLinks = (c: AppContext, version: Version & { readonly licence?: string | null }) =>
  linkHeader(citationLinks(c, `/incidents/${version.id}?commit=${version.commit}`, version.licence))

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
  const isPrefetched = actor.role === 'public' && !isPast(c)
  const [version, neighbours] = await Promise.all([
    findRequestedVersion(c, id),
    isPrefetched ? prefetchNeighbours(c.get('services').db, actor, id) : undefined,
  ])
  const page = await showIncident(c, version, { isPast: isPast(c), neighbours })
  for (const [name, value] of Object.entries(recordLinks(c, version))) page.headers.set(name, value)
  return page
}

const jsonSuffix = '.json'

const getRecord = (c: AppContext) => {
  const id = idOf(c)
  if (id.endsWith(jsonSuffix)) return sendRecord(c, id.slice(0, -jsonSuffix.length))
  return negotiate(c, jsonType) === jsonType ? sendRecord(c, id) : getPage(c, id)
}

export const readRoutes = new Hono<AppEnv>().get('/incidents', getList)
for (const name of formatNames)
  readRoutes
    .get(`/incidents.${name}`, (c) => sendFile(c, name))
    .get(`/incidents.${name}.sha256`, (c) => sendDigest(c, name))
readRoutes.get('/incidents.loss.csv', sendLossReport)
readRoutes.get('/incidents/:id', getRecord)
