/** Headers of requests and responses that several routes share. */

import { accepts } from 'hono/accepts'
import { parseAccept } from 'hono/utils/accept'
import { digest } from '../auth/hash.ts'
import { type Actor, can } from '../auth/permissions.ts'
import { formatNames, mediaTypeOf } from '../export/registry.ts'
import { defaultLanguage, type Messages } from '../messages/messages.ts'
import { problems } from '../problems.ts'
import { schemaVersionIn } from '../record/label-version.ts'
import { schemaVersion } from '../record/schema-version.ts'
import type { NamedHead } from '../services/chain.ts'
import type { IdempotentRequest } from '../services/idempotency.ts'
import { type AppContext, pathAndQuery } from './context.ts'

/** The Cache-Control of a page that only its browser keeps, to show it when its visitor goes back. */
export const revalidated = 'private, no-cache'

/** Returns whether Accept ranks HTML highest, and first among equals, as browsers do. */
export const prefersHtml = (c: AppContext): boolean => {
  const [best] = parseAccept(c.req.header('Accept') ?? '')
  return best !== undefined && best.q > 0 && /^(?:text\/html|application\/xhtml\+xml)$/i.test(best.type)
}

/** Returns which of these media types the Accept header prefers to a page; `text/html` if none. */
export const negotiate = (c: AppContext, ...types: readonly string[]): string => {
  const supports = ['text/html', ...types]
  return prefersHtml(c) ? 'text/html' : accepts(c, { header: 'Accept', supports, default: 'text/html' })
}

const dataTypes = [...new Set(formatNames.map(mediaTypeOf))]

/**
 * Returns whether the response is a page: a read of an address without an extension for which Accept names no data, or
 * a form of a browser.
 */
export const isPageRequest = (c: AppContext): boolean =>
  c.req.method === 'GET' || c.req.method === 'HEAD'
    ? !/\.\w+$/.test(c.req.path) && negotiate(c, ...dataTypes) === 'text/html'
    : prefersHtml(c)

/** Returns the Link header (RFC 8288) of the URLs by relation; no header if all are undefined. */
export const linkHeader = (urls: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const links = Object.entries(urls).flatMap(([rel, url]) =>
    url === undefined ? [] : `<${url}>; rel="${rel}"`,
  )
  return links.length > 0 ? { Link: links.join(', ') } : {}
}

/**
 * Returns the header with the head of the public chain (an RFC 9651 string with a parameter); no header if the head is
 * not known.
 */
export const chainHeader = (head: NamedHead | undefined): Record<string, string> =>
  head ? { 'Sitrep-Chain': `"${head.digest}";commit=${head.commit}` } : {}

/** Returns the header with the language of a page, by which its caches tell it from the same page in another language. */
export const languageHeader = ({ language }: Messages) => ({ 'Content-Language': language.code })

/** Returns the entity tags of a header (RFC 9110, section 8.8.3) without `W/`, which intermediaries add. */
export const parseEntityTags = (header: string | undefined): string[] | undefined =>
  header === undefined ? undefined : [...header.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag = '']) => tag)

/** Returns the ETags of If-Match; undefined if there are none. */
export const ifMatchTags = (c: AppContext): string[] | undefined => {
  const tags = parseEntityTags(c.req.header('If-Match'))
  return tags && tags.length > 0 ? tags : undefined
}

const maxKeyLength = 255

/** Returns the path and query of the request. A form that is shown again after an error may add `guest` to them. */
const idempotentAddress = (c: AppContext): string => {
  const url = new URL(c.req.url)
  if (!url.searchParams.has('guest')) return pathAndQuery(c)
  url.searchParams.delete('guest')
  return url.pathname + url.search
}

/** Returns the parts of a request that an Idempotency-Key identifies. Throws an invalid-request Problem if the key is empty or too long. */
export const idempotentRequest = (
  c: AppContext,
  body: Uint8Array<ArrayBuffer>,
  formKey?: string,
): IdempotentRequest => {
  const key = c.req.header('Idempotency-Key') ?? (formKey || undefined)
  if (key !== undefined && (key === '' || key.length > maxKeyLength))
    throw problems.invalidRequest([
      {
        rule: 'header.invalid',
        say: (m: Messages) => m.requests.idempotencyKey(maxKeyLength),
        received: key.slice(0, 100),
      },
    ])
  return { method: c.req.method, address: idempotentAddress(c), body, key }
}

/** Returns whether If-None-Match has this ETag (RFC 9110, section 13.1.2). */
export const isNotModified = (c: AppContext, etag: string): boolean => {
  const header = c.req.header('If-None-Match')
  return header?.trim() === '*' || (parseEntityTags(header)?.includes(etag) ?? false)
}

/** Returns the path and query with the snapshot pinned by `commit` and `schema`. */
export const pinUrl = (pathAndQuery: string, commit: number): string => {
  const url = new URL(pathAndQuery, 'http://pin.invalid')
  for (const name of ['commit', 'as_of', 'schema']) url.searchParams.delete(name)
  url.searchParams.set('commit', String(commit))
  url.searchParams.set('schema', schemaVersionIn(url.searchParams.get('lang') ?? defaultLanguage))
  return url.pathname + url.search
}

/** Returns the ETag of a list or file, from its URL, its reader and the schema. Readers who see everything share it by role. */
export const listEtag = async (resource: string, actor: Actor): Promise<string> =>
  `"${(await digest(schemaVersion, resource, can(actor, 'readAll') ? actor.role : actor.id)).slice(0, 32)}"`
