/** Addresses of lists and files: what they ask for, and what their answers say of themselves. */
import { type ShapeName, shapeNames, type TableShape } from '../../../schemas/query.ts'
import { type Format, formatNames, formats } from '../../export/registry.ts'
import { type Query, readQuery } from '../../ingest/request/list-query.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { type Aim, aim, type Selection } from '../../services/exports/select.ts'
import type { AppContext } from '../context.ts'
import { listTag, pinned } from '../headers.ts'

/** What an answer can be shaped by. */
type Taker = Pick<Format, 'label' | 'takes' | 'profiles' | 'without'>

const isTaken = (name: ShapeName, { profile }: TableShape, { takes, profiles }: Taker): boolean =>
  takes.includes(name) &&
  (name !== 'profile' || profile === undefined || profiles === undefined || profiles.includes(profile))

/** The formats that take something, with their addresses. */
const takersOf = (name: ShapeName, shape: TableShape): string => {
  const found = formatNames.filter((each) => isTaken(name, shape, formats[each]))
  const named = found.map((each) => `${formats[each].label} (/incidents.${each})`)
  return [named.slice(0, -1).join(', '), ...named.slice(-1)].filter(Boolean).join(' or ')
}

const refusal = (name: ShapeName, { label, without }: Taker, shape: TableShape): RequestIssue => {
  const received = String(shape[name])
  const what = name === 'profile' ? `${name}=${received}` : 'it'
  return {
    parameter: name,
    rule: 'parameter.invalid',
    detail: `${name}: ${label} does not take ${what}. ${without?.[name] ?? `Ask for ${takersOf(name, shape)}.`}`,
    received,
  }
}

const expectTaken = (taker: Taker, shape: TableShape): void => {
  const refused = shapeNames.filter((name) => shape[name] !== undefined && !isTaken(name, shape, taker))
  if (refused.length > 0) throw problems.queryRefused(refused.map((name) => refusal(name, taker, shape)))
}

/** A pinned address does not change for an hour; the address of what is current is asked for anew. */
export const cacheFor = ({ commit }: Query): string =>
  commit === undefined ? 'public, no-cache' : 'public, max-age=3600'

/** What an address asks for, before the database is. */
interface Asking {
  readonly query: Query
  /** Path and query, as they were asked for. */
  readonly address: string
}

/** What an address asks for, and how its answer is known, before a record is read. */
export interface Asked extends Asking {
  readonly target: Aim
  readonly commit: number
  /** The address, pinned. */
  readonly location: string
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string }
}

export const read = (c: AppContext, path: string, taker: Taker): Asking => {
  const search = new URL(c.req.url).searchParams
  const query = readQuery(search)
  expectTaken(taker, query)
  return { query, address: `${path}?${search}` }
}

/** What an answer says of itself when its commit is known. */
export const known = async (c: AppContext, { query, address }: Asking, commit: number) => {
  const location = pinned(address, commit)
  const headers = {
    'Sitrep-Commit': String(commit),
    'Content-Location': location,
    'Cache-Control': cacheFor(query),
    ETag: await listTag(location, c.get('actor')),
  }
  return { commit, location, headers }
}

/** `whole` takes out of the query what does not say which records there are. */
export const aimed = async (
  c: AppContext,
  asking: Asking,
  whole = (query: Query) => query,
): Promise<Asked> => {
  const target = await aim(c.get('deps'), c.get('actor'), whole(asking.query))
  return { ...asking, target, ...(await known(c, asking, target.snapshot.seq)) }
}

/** Reads the address of a list. Throws a Problem where it asks for what cannot be had. */
export const asked = (
  c: AppContext,
  path: string,
  taker: Taker,
  whole?: (query: Query) => Query,
): Promise<Asked> => aimed(c, read(c, path, taker), whole)

/** The address of the next page, pinned; undefined where this is the last. */
export const nextAddress = (address: string, { next, snapshot }: Selection): string | undefined => {
  if (next === undefined) return undefined
  const url = new URL(pinned(address, snapshot.seq), 'http://next.invalid')
  url.searchParams.set('cursor', String(next))
  return url.pathname + url.search
}
