/** Headers of requests and answers that several routes share. */

import { schemaVersion } from '../../schemas/query.ts'
import { digest } from '../auth/hash.ts'
import { type Actor, may } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import type { Request as KeyedRequest } from '../services/idempotency.ts'
import { type AppContext, addressOf } from './context.ts'

/** The entity tags of a header (RFC 9110, section 8.8.3) without their weakness: intermediaries weaken them. */
export const entityTags = (header: string | undefined): string[] | undefined =>
  header === undefined ? undefined : [...header.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag = '']) => tag)

/** The record's ETags that an edit was made against; undefined when none was sent. */
export const seenTags = (c: AppContext): string[] | undefined => {
  const tags = entityTags(c.req.header('If-Match'))
  return tags && tags.length > 0 ? tags : undefined
}

const maxKey = 255

/** The request as it counts for idempotency. */
export const keyedRequest = (
  c: AppContext,
  body: Uint8Array<ArrayBuffer>,
  formKey?: string,
): KeyedRequest => {
  const key = c.req.header('Idempotency-Key') ?? (formKey || undefined)
  if (key !== undefined && (key === '' || key.length > maxKey))
    throw problems.invalidRequest([
      {
        rule: 'header.invalid',
        detail: `Idempotency-Key must have 1 to ${maxKey} characters.`,
        received: key.slice(0, 100),
      },
    ])
  return { method: c.req.method, address: addressOf(c), body, key }
}

/** Whether the client has this version already (RFC 9110, section 13.1.2). */
export const isCurrent = (c: AppContext, etag: string): boolean => {
  const header = c.req.header('If-None-Match')
  return header?.trim() === '*' || (entityTags(header)?.includes(etag) ?? false)
}

/** The address with its snapshot pinned by `commit` and `schema`. */
export const pinned = (address: string, commit: number): string => {
  const url = new URL(address, 'http://pin.invalid')
  for (const name of ['commit', 'as_of', 'schema']) url.searchParams.delete(name)
  url.searchParams.set('commit', String(commit))
  url.searchParams.set('schema', String(schemaVersion))
  return url.pathname + url.search
}

/** The ETag of a list or file: of its pinned address and who sees it. Those who see all see the same by their role. */
export const listTag = async (address: string, actor: Actor): Promise<string> =>
  `"${(await digest(address, may(actor, 'seeAll') ? actor.role : actor.id)).slice(0, 32)}"`
