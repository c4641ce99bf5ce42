/** Records of a type that implies a weapon, but that state none: a filter on the weapon does not find them. */
import { weaponsOfSubtype } from '../../schemas/query.ts'
import type { Actor } from '../auth/permissions.ts'
import type { Query } from '../ingest/request/list-query.ts'
import { termOf } from '../record/segments/columns.ts'
import { countValues } from '../record/segments/count-values.ts'
import { decodeStoredText } from '../text/storage-encoding.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import type { ServiceContext } from './service-context.ts'

/** A specific type of event, and the number of its records that match a query but for its weapons, and state none. */
export interface WithoutWeapon {
  readonly subtype: string
  readonly records: number
}

/** Returns the type that implies the weapons of a query; undefined if it has none, or filters by type as well. */
const impliedSubtype = ({ equals, facets }: Query): string | undefined => {
  if (equals.event_subtype || !facets.weapon) return undefined
  const weapons = facets.weapon.map((token) => decodeStoredText(termOf(token).value))
  const [found] = Object.entries(weaponsOfSubtype).find(([, all]) =>
    weapons.some((weapon) => (all as readonly string[]).includes(weapon)),
  ) ?? [undefined]
  return found
}

/** Returns the records that a filter on weapons misses, because they state none; undefined if there are none. */
export const findWithoutWeapon = async (
  context: ServiceContext,
  actor: Actor,
  query: Query,
): Promise<WithoutWeapon | undefined> => {
  const subtype = impliedSubtype(query)
  if (subtype === undefined) return undefined
  const { weapon: _, ...facets } = query.facets
  const equals = { ...query.equals, event_subtype: [subtype] }
  const ofType = { ...query, equals, facets, limit: 0, cursor: undefined, sort: undefined }
  const { found = [], isCountable } = await resolveQuery(context, actor, ofType, {
    extraColumns: ['weapon'],
  })
  const records = isCountable ? (countValues(found, 'weapon').get('') ?? 0) : 0
  return records > 0 ? { subtype, records } : undefined
}
