/**
 * Merging two records of one event. What the survivor states stays; what it lacks comes from the merged record; lists
 * are combined, and disagreeing numbers of casualties become ranges.
 */

import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, findTerm, withheldLevel } from '../../../schemas/vocabularies.ts'
import { canonicalJson, omitUndefined } from '../../text/json.ts'
import { mergeCasualties } from './merge-casualties.ts'
import { type KeyMap, mergeLists, mergeSourceCells, mergeSources, renameKeys } from './merge-sources.ts'
import { mergeWeapons } from './merge-weapons.ts'

/** Fields that are never taken from the merged record, which keeps its own. */
const ownFields = ['dataset', 'reference', 'external'] as const

type PartialLocation = Partial<Incident['location']>
type WithSource = { readonly source?: string | undefined }

const renameSource = <Part extends WithSource>(part: Part, keyMap: KeyMap): Part => {
  const source = renameKeys(part.source, keyMap)
  return source === undefined ? part : { ...part, source }
}

/** Returns the entries of both lists; equal entries become one that names the sources of both. */
const mergeStatements = <Entry extends WithSource>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
  sources: Incident['sources'],
  keyMap: KeyMap,
): Entry[] =>
  mergeLists(
    first,
    second.map((entry) => renameSource(entry, keyMap)),
    (entry) => canonicalJson(entry, 'source'),
    (existing, entry) =>
      omitUndefined({
        ...existing,
        source: mergeSourceCells(existing.source, entry.source, sources),
      }) as Entry,
  )

/** Returns the entries of both lists, deduplicated. */
const mergeDistinct = <Entry>(first: readonly Entry[] = [], second: readonly Entry[] = []): Entry[] =>
  mergeLists(first, second, canonicalJson, (existing) => existing)

const pointFields = ['latitude', 'longitude', 'coordinates_from', 'precision'] as const

const withheldLevels = Object.keys(withheldLevel)
const levelOf = ({ withheld }: PartialLocation): number =>
  withheld === undefined ? -1 : withheldLevels.indexOf(withheld)

/**
 * Returns a place with the missing fields of the other. A point is taken as a whole, nothing is taken from a place in
 * another country, and the stricter withholding applies.
 */
const mergePlaces = <P extends PartialLocation>(
  first: P | undefined,
  second: P | undefined,
): P | undefined => {
  if (!first || !second) return first ?? second
  if (first.country !== undefined && second.country !== undefined && first.country !== second.country)
    return first
  const additions = { ...second }
  if (first.latitude !== undefined || first.longitude !== undefined)
    for (const name of pointFields) delete additions[name]
  const stricter = levelOf(second) > levelOf(first) ? second.withheld : first.withheld
  return omitUndefined({ ...additions, ...first, withheld: stricter }) as P
}

const isCompatible = (first: string | undefined, second: string | undefined): boolean =>
  first === undefined || second === undefined || first === second

/** Returns the damage of both; if the levels differ, only that of the first. */
const mergeDamage = (
  first: Incident['damage'],
  second: Incident['damage'],
  source: string | undefined,
): Incident['damage'] => {
  if (!first || !second) return first ?? second
  if (!isCompatible(first.level, second.level)) return first
  return omitUndefined({ ...second, ...first, source })
}

/** Returns the subtype of the survivor, or that of the merged record if it belongs to the survivor's type. */
const mergeSubtype = (survivor: Incident, { event_subtype }: Incident): Incident['event_subtype'] =>
  survivor.event_subtype ??
  (event_subtype && findTerm(eventSubtype, event_subtype)?.parent === survivor.event_type
    ? event_subtype
    : undefined)

const omitEmpty = (fields: object): Incident =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Incident

/**
 * Returns the merged content of the survivor. `selves` are the names by which links lead to either record: such links
 * would lead to the survivor itself, and are removed. The result may break rules if the records do not fit together.
 */
export const mergeRecords = (
  survivor: Incident,
  merged: Incident,
  pairNames: ReadonlySet<string> = new Set(),
): Incident => {
  const additions: Partial<Incident> = { ...merged }
  for (const name of ownFields) delete additions[name]
  const { sources, keyMap } = mergeSources(survivor.sources, merged.sources)
  const casualties = merged.casualties && renameSource(merged.casualties, keyMap)
  const damage = merged.damage && renameSource(merged.damage, keyMap)
  const weapons = mergeWeapons(
    survivor.weapons,
    merged.weapons?.map((weapon) => renameSource(weapon, keyMap)),
    (ours, theirs) => mergeSourceCells(ours, theirs, sources),
  )
  const statements = <Name extends 'claims' | 'attributions' | 'links'>(name: Name) =>
    mergeStatements<WithSource>(survivor[name], merged[name], sources, keyMap) as NonNullable<Incident[Name]>
  const mergeCells = (name: 'casualties' | 'damage', theirs: WithSource | undefined) =>
    mergeSourceCells(survivor[name]?.source, theirs?.source, sources)
  return omitEmpty({
    ...additions,
    ...survivor,
    event_subtype: mergeSubtype(survivor, merged),
    location: mergePlaces(survivor.location, merged.location) ?? survivor.location,
    launched_from: mergePlaces(survivor.launched_from, merged.launched_from),
    actors: mergeDistinct(survivor.actors, merged.actors),
    targets: mergeDistinct(survivor.targets, merged.targets),
    tags: mergeDistinct(survivor.tags, merged.tags),
    weapons: weapons.entries.filter((each) => each !== undefined),
    claims: statements('claims'),
    attributions: statements('attributions'),
    links: statements('links').filter(({ incident }) => !pairNames.has(incident)),
    casualties: mergeCasualties(survivor.casualties, casualties, mergeCells('casualties', casualties)),
    damage: mergeDamage(survivor.damage, damage, mergeCells('damage', damage)),
    sources,
  })
}
