/** The warning of a link to what is not here, for whom it is not. */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { type Actor, canSeeWithheld } from '../auth/permissions.ts'
import * as links from '../store/links.ts'
import { linkNames } from './version-row.ts'

/** Its rule. */
export const unresolvedLinkRule = 'link.unresolved'

/** Whether an actor may know that a record is here. */
export const knows = (actor: Actor, found: links.Neighbour): boolean =>
  found.known === 1 || canSeeWithheld(actor, found)

/**
 * Who is told which links of a version lead nowhere: the public of a published one, which everybody reads; of any other
 * its sender. So no warning depends on a draft that its reader may not see.
 */
export const readerOf = (status: StoredIncident['status'], sender: Actor): Actor =>
  status === 'published' ? publicActor : sender

/** The warnings of those links whose names lead nowhere. */
export const createLinkWarnings = (
  { links = [] }: Incident,
  isResolvable: (name: string) => boolean,
): Issue[] =>
  links.flatMap(({ incident }, i) =>
    isResolvable(incident)
      ? []
      : [
          issue(
            ['links', i, 'incident'],
            unresolvedLinkRule,
            'No published record has this id or reference yet.',
            incident,
          ),
        ],
  )

/** The warnings of those links that lead to nothing that the reader may know of. */
export const unresolvedLinks = async (db: D1Database, reader: Actor, record: Incident): Promise<Issue[]> => {
  const found = (await links.resolve(db, [linkNames(record)])).filter((each) => knows(reader, each))
  const known = new Set(found.map(({ named }) => named))
  return createLinkWarnings(record, (name) => known.has(name))
}

/** The warnings of a record but for those of links. */
export const withoutLinks = <T extends { readonly rule: string }>(warnings: readonly T[]): T[] =>
  warnings.filter(({ rule }) => rule !== unresolvedLinkRule)

/** The warnings of a record without those of links whose names have come to lead somewhere. */
export const dropResolved = (
  { links = [] }: Incident,
  warnings: readonly Warning[],
  isResolvable: (name: string) => boolean,
): Warning[] =>
  warnings.filter(({ pointer, rule }) => {
    const link = links[Number(pointer.split('/')[2])]
    return rule !== unresolvedLinkRule || link === undefined || !isResolvable(link.incident)
  })
