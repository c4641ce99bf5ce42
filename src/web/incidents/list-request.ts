/** URLs of lists and files: their parameters, and the headers of their responses. */

import { type TableShape, type TableShapeName, tableShapeNames } from '../../../schemas/query.ts'
import type { Format } from '../../export/format.ts'
import { formatNames, formats } from '../../export/registry.ts'
import { parseQuery, type Query } from '../../ingest/request/list-query.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { findListed } from '../../services/datasets.ts'
import { type IndexOptions, resolveQuery } from '../../services/exports/resolve-query.ts'
import type { Selection } from '../../services/exports/select.ts'
import { readPinned } from '../../services/pinned-read.ts'
import { citationLinks } from '../citation-links.ts'
import { type AppContext, messagesOf, searchOf } from '../context.ts'
import { linkHeader, listEtag, pinUrl } from '../headers.ts'
import { scriptUrl } from '../ui/client-scripts.ts'

/** The part of a format that decides which parameters it supports. */
type FormatOptions = Pick<Format, 'label' | 'options' | 'profiles' | 'hints'>

const supports = (
  name: TableShapeName,
  { profile }: TableShape,
  { options, profiles }: FormatOptions,
): boolean =>
  options.includes(name) &&
  (name !== 'profile' || profile === undefined || profiles === undefined || profiles.includes(profile))

type SayHint = (messages: Messages) => string

/** Returns which formats support a parameter, with their URLs. */
const supportingFormats = (name: TableShapeName, shape: TableShape): SayHint => {
  const names = formatNames.filter((each) => supports(name, shape, formats[each]))
  const labels = names.map((each) => `${formats[each].label} (/incidents.${each})`)
  return (m) => m.requests.useFormats(labels)
}

const unsupportedIssue = (
  name: TableShapeName,
  { label, hints }: FormatOptions,
  shape: TableShape,
): RequestIssue => {
  const received = String(shape[name])
  const option = name === 'profile' ? `${name}=${received}` : undefined
  const hint = hints?.[name] ?? supportingFormats(name, shape)
  return parameterIssue(name, (m) => `${m.requests.unsupported(label, option)} ${hint(m)}`, received)
}

/** Throws an invalid-query Problem that names each parameter that a format does not support. */
export const assertSupported = (format: FormatOptions, shape: TableShape): void => {
  const unsupported = tableShapeNames.filter(
    (name) => shape[name] !== undefined && !supports(name, shape, format),
  )
  if (unsupported.length > 0)
    throw problems.invalidQuery(unsupported.map((name) => unsupportedIssue(name, format, shape)))
}

/** Returns the Cache-Control header: a pinned URL is cached for an hour, any other is revalidated. */
export const cacheControl = ({ commit }: Query): string =>
  commit === undefined ? 'public, no-cache' : 'public, max-age=3600'

/**
 * Returns a function that returns a URL pinned to a commit, and the headers of its response. `dataset` is the dataset of
 * all records, if they have one. The Link header of a page is left to the next page: scripts read no other.
 */
export const createPin =
  (c: AppContext, url: string, query: Query, dataset?: ListedDataset) => async (commit: number) => {
    const pinnedUrl = pinUrl(url, commit)
    const { code } = messagesOf(c).language
    const isFile = /^[^?]*\.\w+(?:\?|$)/.test(url)
    // A page names its script, which another release of this site may not have any more.
    const resource = isFile ? pinnedUrl : [pinnedUrl, code, scriptUrl('explore', code)].join(' ')
    const [etag, found] = await Promise.all([listEtag(resource, c.get('actor')), dataset])
    const isPage = query.limit !== undefined || query.cursor !== undefined
    const links = isPage ? {} : linkHeader(citationLinks(c, pinnedUrl, found?.licence))
    const headers = {
      'Sitrep-Commit': String(commit),
      'Content-Location': pinnedUrl,
      'Cache-Control': cacheControl(query),
      ETag: etag,
      ...links,
    }
    return { commit, pinnedUrl, headers }
  }

type ListedDataset = ReturnType<typeof findListed>

/** Starts to find the dataset of a list of one dataset. */
const findDataset = (c: AppContext, { equals }: Query): ListedDataset | undefined => {
  const [slug, ...others] = equals.dataset ?? []
  if (slug === undefined || others.length > 0) return undefined
  const found = findListed(c.get('services'), slug)
  // An error reaches the response; a request that ends before has no use for it.
  found.catch(() => undefined)
  return found
}

/**
 * Reads the URL of a list; `search` are its parameters, by default all of the request. Throws an invalid-query Problem if
 * it asks for something that the format does not support.
 *
 * `pin(commit)` returns the URL with its commit and the headers of its response; `resolve()` returns these for the
 * commit of the query, and the query's conditions, before any record is read. `dataset` is the dataset of a list of one.
 */
export const parseListRequest = (
  c: AppContext,
  path: string,
  format: FormatOptions,
  search: URLSearchParams = searchOf(c),
) => {
  const query = parseQuery(search)
  assertSupported(format, query)
  const url = `${path}?${search}`
  const dataset = findDataset(c, query)
  const pin = createPin(c, url, query, dataset)
  const resolve = async (resolvedQuery = query, options?: IndexOptions) => {
    const services = c.get('services')
    const target = await readPinned(services, query.commit, () =>
      resolveQuery(services, c.get('actor'), resolvedQuery, options),
    )
    return { target, ...(await pin(target.snapshot.seq)) }
  }
  return { query, url, dataset, pin, resolve }
}

/** Returns the pinned URL of the next page; undefined if this is the last. */
export const nextPageUrl = (currentUrl: string, { next, snapshot }: Selection): string | undefined => {
  if (next === undefined) return undefined
  const url = new URL(pinUrl(currentUrl, snapshot.seq), 'http://next.invalid')
  url.searchParams.set('cursor', next)
  return url.pathname + url.search
}
