/**
 * Merging two records of one event. What the survivor states stays; what it lacks comes from the merged record; lists
 * are combined, and disagreeing numbers of casualties become ranges.
 */

import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, findTerm, withheldLevel } from '../../../schemas/vocabularies.ts'
import { canonicalJson, isObject, omitUndefined } from '../../text/json.ts'
import { nameSimilarity, parseName } from '../../text/name-similarity.ts'
import { mergeParties, respellNames } from './merge-actors.ts'
import { alignGroups, mergeCasualties } from './merge-casualties.ts'
import {
  type KeyMap,
  type MergeCells,
  mergeLists,
  mergeSourceCells,
  mergeSources,
  renameKeys,
} from './merge-sources.ts'
import { mergeWeapons } from './merge-weapons.ts'

/** Fields that are never taken from the merged record: each of the two keeps its own. */
export const ownFields = ['dataset', 'reference', 'external'] as const

type PartialLocation = Partial<Incident['location']>
/** The lists whose entries name their sources. */
const listsWithSources: readonly string[] = ['weapons', 'claims', 'attributions', 'links']
type WithSource = { readonly source?: string | undefined }

const renameSource = <Part extends WithSource>(part: Part, keyMap: KeyMap): Part => {
  const source = renameKeys(part.source, keyMap)
  return source === undefined ? part : { ...part, source }
}

/** Returns the entries of both lists; equal entries become one that names the sources of both. */
const mergeStatements = <Entry extends WithSource>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
  mergeCells: MergeCells,
): Entry[] =>
  mergeLists(
    first,
    second,
    (entry) => canonicalJson(entry, 'source'),
    (existing, entry) =>
      omitUndefined({ ...existing, source: mergeCells(existing.source, entry.source) }) as Entry,
  )

/** Returns the entries of both lists, deduplicated. */
const mergeDistinct = <Entry>(first: readonly Entry[] = [], second: readonly Entry[] = []): Entry[] =>
  mergeLists(first, second, canonicalJson, (existing) => existing)

const pointFields = ['latitude', 'longitude', 'coordinates_from', 'precision'] as const

const withheldLevels = Object.keys(withheldLevel)
const levelOf = ({ withheld }: PartialLocation): number =>
  withheld === undefined ? -1 : withheldLevels.indexOf(withheld)

/** The names of a place, the area first. */
const nameFields = ['admin1', 'admin2', 'admin3', 'place'] as const
/** Less similar names are names of two places. */
const minNameSimilarity = 0.5

const canBeOneName = (first: string | undefined, second: string | undefined): boolean => {
  const [a, b] = [first, second].map((name) => (name === undefined ? undefined : parseName(name)))
  return !a || !b || nameSimilarity(a, b) >= minNameSimilarity
}

const isElsewhere = (first: PartialLocation, second: PartialLocation): boolean =>
  (first.country !== undefined && second.country !== undefined && first.country !== second.country) ||
  nameFields.some((name) => !canBeOneName(first[name], second[name]))

/**
 * Returns a place with the missing fields of the other. A point is taken as a whole, nothing is taken from a place in
 * another country or with another name, and the stricter withholding applies.
 */
const mergePlaces = <P extends PartialLocation>(
  first: P | undefined,
  second: P | undefined,
): P | undefined => {
  if (!first || !second) return first ?? second
  if (isElsewhere(first, second)) return first
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

const withoutGaps = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((each) => each !== undefined).map(withoutGaps)
  if (!isObject(value)) return value
  return omitEmpty(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutGaps(each)])))
}

/** Returns a record without the gaps in its lists. */
export const compactRecord = (record: object): Incident => withoutGaps(record) as Incident

export interface MergedRecords {
  readonly survivor: Incident
  /**
   * The merged record with the keys of the result's sources. Its weapons and its groups of casualties are at the indexes
   * of those of the result that they describe; lists have gaps.
   */
  readonly merged: object
  /** The merged content; a weapon that the merged record states and that adds nothing is a gap. */
  readonly result: object
}

/** Returns the merged record with the keys of the result's sources. */
const renameSources = (merged: Incident, keyMap: KeyMap): Incident => {
  const renamed = Object.entries(merged).map(([name, value]) => {
    if (name === 'damage' || name === 'casualties') return [name, renameSource(value as WithSource, keyMap)]
    return listsWithSources.includes(name)
      ? [name, (value as WithSource[]).map((entry) => renameSource(entry, keyMap))]
      : [name, value]
  })
  return Object.fromEntries(renamed)
}

/**
 * Returns two records of one event side by side with the merged content of the survivor. `selves` are the names by which
 * links lead to either record: such links would lead to the survivor itself, and are removed. The result may break rules
 * if the records do not fit together.
 */
export const compareRecords = (
  survivor: Incident,
  other: Incident,
  pairNames: ReadonlySet<string> = new Set(),
): MergedRecords => {
  const { sources, keyMap } = mergeSources(survivor.sources, other.sources)
  const merged = renameSources(other, keyMap)
  const theirs = respellNames(survivor, merged)
  const additions: Partial<Incident> = { ...theirs }
  for (const name of ownFields) delete additions[name]
  const mergeCells: MergeCells = (ours, theirs) => mergeSourceCells(ours, theirs, sources)
  const weapons = mergeWeapons(survivor.weapons, merged.weapons, mergeCells)
  const statements = <Name extends 'claims' | 'attributions' | 'links'>(name: Name) =>
    mergeStatements<WithSource>(survivor[name], theirs[name], mergeCells) as NonNullable<Incident[Name]>
  const sourceOf = (name: 'casualties' | 'damage') => mergeCells(survivor[name]?.source, merged[name]?.source)
  const casualties = mergeCasualties(survivor.casualties, theirs.casualties, sourceOf('casualties'))
  const result = omitEmpty({
    ...additions,
    ...survivor,
    event_subtype: mergeSubtype(survivor, merged),
    location: mergePlaces(survivor.location, merged.location) ?? survivor.location,
    launched_from: mergePlaces(survivor.launched_from, merged.launched_from),
    actors: mergeParties(survivor.actors, theirs.actors),
    targets: mergeParties(survivor.targets, theirs.targets),
    tags: mergeDistinct(survivor.tags, merged.tags),
    weapons: weapons.entries,
    claims: statements('claims'),
    attributions: statements('attributions'),
    links: statements('links').filter(({ incident }) => !pairNames.has(incident)),
    casualties,
    damage: mergeDamage(survivor.damage, merged.damage, sourceOf('damage')),
    sources,
  })
  const aligned = omitEmpty({
    ...merged,
    weapons: merged.weapons && weapons.theirs,
    casualties: merged.casualties && alignGroups(merged.casualties, casualties),
  })
  return { survivor, merged: aligned, result }
}

/** Returns the merged content of the survivor. */
export const mergeRecords = (...records: Parameters<typeof compareRecords>): Incident =>
  compactRecord(compareRecords(...records).result)
