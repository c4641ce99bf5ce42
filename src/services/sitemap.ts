/** The pages of published records, in parts of a bounded size. */
import { publicActor } from '../auth/authenticate.ts'
import { sortedKeys } from '../record/segments/select-keys.ts'
import * as commits from '../store/commits.ts'
import * as incidents from '../store/incidents.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import type { ServiceContext } from './service-context.ts'

/** The most records of a part: one statement reads their ids. */
export const maxPartSize = 10_000

const countParts = (records: number, size: number): number => Math.max(1, Math.ceil(records / size))

/** Returns the number of parts, and their commit. There is a part even without records. */
export const describeParts = async (
  { db }: Pick<ServiceContext, 'db'>,
  size = maxPartSize,
): Promise<{ commit: number; parts: number }> => {
  const { seq, published } = await commits.findPublicHead(db)
  return { commit: seq, parts: countParts(published, size) }
}

const everything = { equals: {}, facets: {} } as const

/**
 * Returns the commit of a part, and a function that reads the ids of its records; undefined if there is no such part.
 * Parts count from 1. Throws rerender-needed.
 */
export const findPart = async (context: ServiceContext, part: number, size = maxPartSize) => {
  const { snapshot, matches = [] } = await resolveQuery(context, publicActor, everything, {
    columns: ['key'],
  })
  const keys = sortedKeys(matches)
  if (part < 1 || part > countParts(keys.length, size)) return undefined
  const list = () => incidents.listIds(context.db, keys.subarray((part - 1) * size, part * size))
  return { commit: snapshot.seq, list }
}
