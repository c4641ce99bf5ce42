/** The route of the feed of a list. It is the same for everybody. */
import { Hono } from 'hono'
import { feedFilters, parseQuery } from '../../ingest/request/list-query.ts'
import { once, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { resolveFeed } from '../../services/feed.ts'
import { type AppContext, type AppEnv, originOf, searchOf } from '../context.ts'
import { isNotModified, listEtag } from '../headers.ts'
import { atomType, filterParams, hrefOf } from '../ui/list-url.ts'
import { writeAtom } from './atom.ts'
import { feedParsers } from './changes.routes.ts'

const maxLimit = 200

const pageParsers = {
  limit: once(wholeNumber({ min: 1, max: maxLimit }), (m) => m.requests.range(1, maxLimit)),
  cursor: feedParsers.cursor,
}

const path = '/incidents.atom'

/** Returns the parameters of the page and the others. */
const splitSearch = (search: URLSearchParams) => {
  const isOfPage = ([name]: readonly [string, string]) => Object.hasOwn(pageParsers, name)
  const params = [...search]
  return {
    page: new URLSearchParams(params.filter(isOfPage)),
    filters: new URLSearchParams(params.filter((each) => !isOfPage(each))),
  }
}

const sendFeed = async (c: AppContext) => {
  const search = searchOf(c)
  const { page, filters } = splitSearch(search)
  const query = parseQuery(filters, feedFilters)
  const { commit, list } = await resolveFeed(c.get('services'), query, readParameters(page, pageParsers))
  const self = hrefOf(path, [...search])
  const headers = {
    'Sitrep-Commit': String(commit),
    ETag: await listEtag(`${self} up to ${commit}`, c.get('actor')),
  }
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const feed = await list()
  const params = filterParams([...search])
  const withCursor = (cursor: string) => {
    search.set('cursor', cursor)
    return hrefOf(path, [...search])
  }
  const urls = {
    origin: originOf(c),
    first: hrefOf(path, params),
    self,
    next: feed.next && withCursor(feed.next),
    page: hrefOf('/incidents', params),
    filters: params.map(([name, value]) => `${name}=${value}`).join(', '),
  }
  return c.body(writeAtom(feed, urls), 200, { ...headers, 'Content-Type': `${atomType}; charset=utf-8` })
}

export const feedRoutes = new Hono<AppEnv>().get(path, sendFeed)
