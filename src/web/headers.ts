/** Headers of requests and answers that several routes share. */
import { accepts } from 'hono/accepts'
import { parseAccept } from 'hono/utils/accept'
import { schemaVersion } from '../../schemas/query.ts'
import { digest } from '../auth/hash.ts'
import { type Actor, can } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import type { IdempotentRequest } from '../services/idempotency.ts'
import { type AppContext, pathAndQuery } from './context.ts'

/** Whether a browser asks: a page is what Accept names first among what it ranks highest. */
export const prefersHtml = (c: AppContext): boolean => {
  const [best] = parseAccept(c.req.header('Accept') ?? '')
  return best !== undefined && best.q > 0 && /^(?:text\/html|application\/xhtml\+xml)$/i.test(best.type)
}

/** Which of these media types the Accept header prefers to a page; `text/html` if none. */
export const negotiate = (c: AppContext, ...types: readonly string[]): string => {
  const supports = ['text/html', ...types]
  return prefersHtml(c) ? 'text/html' : accepts(c, { header: 'Accept', supports, default: 'text/html' })
}

/** The Link header (RFC 8288) of a page of a list: the addresses that there are, by their relation. */
export const linkHeader = (urls: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const links = Object.entries(urls).flatMap(([rel, url]) =>
    url === undefined ? [] : `<${url}>; rel="${rel}"`,
  )
  return links.length > 0 ? { Link: links.join(', ') } : {}
}

/** The entity tags of a header (RFC 9110, section 8.8.3) without their weakness: intermediaries weaken them. */
export const parseEntityTags = (header: string | undefined): string[] | undefined =>
  header === undefined ? undefined : [...header.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag = '']) => tag)

/** The record's ETags that an edit was made against; undefined when none was sent. */
export const ifMatchTags = (c: AppContext): string[] | undefined => {
  const tags = parseEntityTags(c.req.header('If-Match'))
  return tags && tags.length > 0 ? tags : undefined
}

const maxKeyLength = 255

/** The request as it counts for idempotency. */
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
        detail: `Idempotency-Key must have 1 to ${maxKeyLength} characters.`,
        received: key.slice(0, 100),
      },
    ])
  return { method: c.req.method, address: pathAndQuery(c), body, key }
}

/** Whether the client has this version already (RFC 9110, section 13.1.2). */
export const isNotModified = (c: AppContext, etag: string): boolean => {
  const header = c.req.header('If-None-Match')
  return header?.trim() === '*' || (parseEntityTags(header)?.includes(etag) ?? false)
}

/** The address with its snapshot pinned by `commit` and `schema`. */
export const pinUrl = (pathAndQuery: string, commit: number): string => {
  const url = new URL(pathAndQuery, 'http://pin.invalid')
  for (const name of ['commit', 'as_of', 'schema']) url.searchParams.delete(name)
  url.searchParams.set('commit', String(commit))
  url.searchParams.set('schema', String(schemaVersion))
  return url.pathname + url.search
}

/** The ETag of a list or file: of its pinned address and who sees it. Those who see all see the same by their role. */
export const listEtag = async (resource: string, actor: Actor): Promise<string> =>
  `"${(await digest(resource, can(actor, 'readAll') ? actor.role : actor.id)).slice(0, 32)}"`
