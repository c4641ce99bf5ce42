/** Responds with the page of the list. */
import { type ListedCount, listedCounts } from '../../../schemas/query.ts'
import { once, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { collectPoints, mapColumns } from '../../record/map/map-points.ts'
import { countedColumnsOf, countValues } from '../../record/segments/count-values.ts'
import { coverageOf } from '../../record/segments/coverage.ts'
import { timelineColumns, timelineOf } from '../../record/segments/timeline.ts'
import { countPages, cursorOfPage, findPageNumber, pageColumns } from '../../services/exports/page-number.ts'
import type { ResolvedQuery } from '../../services/exports/resolve-query.ts'
import { countAll, select } from '../../services/exports/select.ts'
import { findVersionTime, list } from '../../services/incidents/read.ts'
import { datasetColumns, isPublicList, listDatasets } from '../../services/listed-datasets.ts'
import { findWithoutWeapon } from '../../services/records-without-weapon.ts'
import { type AppContext, messagesOf, originOf, searchOf } from '../context.ts'
import { isNotModified, languageHeader, pinUrl } from '../headers.ts'
import { hasMap } from '../map/list-map.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { renderPage } from '../ui/viewer.tsx'
import type { ValueCounts } from './facets.tsx'
import { ListPage } from './list-page.tsx'
import { nextPageUrl, parseListRequest } from './list-request.ts'

const defaultPageSize = 50

/** The parameters of the list that only its page has. */
const pageParameters = { page: once(wholeNumber({ min: 1 }), (m) => m.explore.pageNumber) }

const isPageParameter = (name: string): boolean => Object.hasOwn(pageParameters, name)

/** Returns the parameters whose names pass a test, without empty ones. */
const filterSearch = (search: URLSearchParams, test: (name: string) => boolean): URLSearchParams =>
  new URLSearchParams([...search].filter(([name, value]) => test(name) && value !== ''))

const parseList = (c: AppContext) => {
  const format = { label: messagesOf(c).requests.list, options: ['sort'] } as const
  const search = filterSearch(searchOf(c), (name) => !isPageParameter(name))
  const request = parseListRequest(c, '/incidents', format, search)
  return { ...request, search, page: { ...request.query, limit: request.query.limit ?? defaultPageSize } }
}

/** Redirects to the pinned address of a page by its number. */
const redirectToPage = async (c: AppContext, number: number): Promise<Response> => {
  const { page, url, resolve } = parseList(c)
  if (page.cursor) throw problems.invalidParameter('cursor', (m) => m.explore.pageOrCursor)
  const { target } = await resolve(page, { columns: pageColumns(page) })
  const pages = countPages(countAll(target), page.limit)
  if (number > pages) throw problems.invalidParameter('page', (m) => m.explore.noPage(pages), number)
  const cursor = cursorOfPage(target, page, number)
  const pinned = pinUrl(url, target.snapshot.seq)
  return c.redirect(cursor === undefined ? pinned : `${pinned}&cursor=${cursor}`, 303)
}

/** Returns whether a list has no filter but one dataset, in any order, and is not pinned: the description of the dataset is of now. */
const isWholeDataset = (search: URLSearchParams): boolean => {
  const [[name, value] = [], ...others] = [...search].filter(([each]) => each !== 'sort')
  return name === 'dataset' && others.length === 0 && value?.includes(',') === false
}

const countListed = ({ found, isCountable }: ResolvedQuery): ValueCounts | undefined =>
  found && isCountable
    ? (Object.fromEntries(listedCounts.map((name) => [name, countValues(found, name)])) as Record<
        ListedCount,
        ReadonlyMap<string, number>
      >)
    : undefined

const renderList = async (c: AppContext): Promise<Response> => {
  const { query, search, page, url, dataset, resolve } = parseList(c)
  const isWhole = isWholeDataset(search)
  const isFirst = query.cursor === undefined
  const extraColumns = [
    ...countedColumnsOf(listedCounts),
    ...datasetColumns,
    ...timelineColumns,
    ...(isFirst ? mapColumns : []),
  ]
  const { target, headers } = await resolve(page, { total: true, extraColumns })
  if (isNotModified(c, headers.ETag))
    return c.body(null, 304, { ...headers, ...languageHeader(messagesOf(c)) })
  const { db } = c.get('services')
  const selection = await select(c.get('services'), c.get('actor'), page, target)
  const { seq } = selection.snapshot
  const counts = countListed(target)
  const [rows, at, described, datasets, withoutWeapon] = await Promise.all([
    list(db, selection),
    target.at ?? findVersionTime(db, seq),
    isWhole ? dataset : undefined,
    isPublicList(query) ? listDatasets(db, target, counts?.dataset) : undefined,
    isFirst ? findWithoutWeapon(c.get('services'), c.get('actor'), page) : undefined,
  ])
  const counted = target.isCountable ? target.found : undefined
  const params = [...search].filter(([name]) => name !== 'cursor')
  const props = {
    rows,
    total: countAll(target),
    commit: seq,
    at,
    params,
    query,
    counts,
    datasets,
    withoutWeapon,
    timeline: counted && timelineOf(counted),
    days: { from: query.from, to: query.to },
    points: isFirst ? counted && collectPoints(counted) : undefined,
    paging: {
      number: findPageNumber(target, page),
      first: isFirst ? undefined : hrefOf('/incidents', params),
      next: nextPageUrl(url, selection),
      pinned: pinUrl(hrefOf('/incidents', params), seq),
    },
    listed: described && {
      origin: originOf(c),
      dataset: described,
      coverage: counted && coverageOf(counted),
    },
  }
  return renderPage(c, <ListPage {...props} />, {
    headers: { ...headers, 'Sitrep-Rows': String(selection.total ?? selection.rows) },
    script: props.points && hasMap(props.points) ? 'explore' : undefined,
  })
}

/**
 * Responds with a page of the list. A form sends its empty controls too: the answer leads to the address without them. A
 * page by its number leads to its pinned address.
 */
export const showList = async (c: AppContext): Promise<Response> => {
  const search = searchOf(c)
  const { page } = readParameters(filterSearch(search, isPageParameter), pageParameters)
  if (page !== undefined) return redirectToPage(c, page)
  const stated = filterSearch(search, () => true)
  if (stated.size < search.size) return c.redirect(hrefOf('/incidents', [...stated]), 303)
  return renderList(c)
}
