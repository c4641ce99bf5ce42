/**
 * Two records of one event as one. What the survivor states stays; what it does not state is taken from the merged
 * record; lists are united, and numbers of casualties widened where the two disagree.
 */

import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, withheldLevel } from '../../../schemas/vocabularies.ts'
import { mergeCasualties } from './merge-casualties.ts'
import { canonicalJson, type KeyMap, mergeSourceCells, mergeSources, renameKeys } from './merge-sources.ts'

/** What the survivor keeps to itself: the merged record keeps its own. */
const ownFields = ['dataset', 'reference', 'external'] as const

type PartialLocation = Partial<Incident['location']>
type WithSource = { readonly source?: string | undefined }

/** Plain entries of both, each once. */
const mergeEntries = <Entry extends object | string>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
): Entry[] => {
  const keyOf = (entry: Entry) => (typeof entry === 'string' ? entry : canonicalJson(entry))
  const there = new Set(first.map(keyOf))
  return [...first, ...second.filter((entry) => !there.has(keyOf(entry)) && there.add(keyOf(entry)))]
}

/** Entries that name their sources: two that say the same are one entry that names the sources of both. */
const mergeStatements = <Entry extends WithSource>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
  sources: Incident['sources'],
  keyMap: KeyMap,
): Entry[] => {
  const entries = [...first]
  for (const each of second) {
    const source = renameKeys(each.source, keyMap)
    const entry = source === undefined ? each : { ...each, source }
    if (entries.some((there) => canonicalJson(there) === canonicalJson(entry))) continue
    const index = entries.findIndex(
      (there) => canonicalJson(there, 'source') === canonicalJson(entry, 'source'),
    )
    const there = entries[index]
    const both = there && mergeSourceCells(there.source, source, sources)
    if (there) entries[index] = both === undefined ? there : { ...there, source: both }
    else entries.push(entry)
  }
  return entries
}

const pointFields = ['latitude', 'longitude', 'coordinates_from', 'precision'] as const

const withheldLevels = Object.keys(withheldLevel)
const levelOf = ({ withheld }: PartialLocation): number =>
  withheld === undefined ? -1 : withheldLevels.indexOf(withheld)

/**
 * A place with what it lacks. A point comes whole, and nothing comes from another country. What either withholds is
 * withheld.
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
  return { ...additions, ...first, ...(stricter === undefined ? {} : { withheld: stricter }) }
}

const isCompatible = (first: string | undefined, second: string | undefined): boolean =>
  first === undefined || second === undefined || first === second

/** The damage of both; where their levels differ, that of the first alone. */
const mergeDamage = (
  first: Incident['damage'],
  second: Incident['damage'],
  source: string | undefined,
): Incident['damage'] => {
  if (!first || !second) return first ?? second
  if (!isCompatible(first.level, second.level)) return first
  return { ...second, ...first, ...(source === undefined ? {} : { source }) }
}

/** A subtype is taken where it is one of the survivor's type. */
const mergeSubtype = (survivor: Incident, { event_subtype }: Incident): Incident['event_subtype'] =>
  survivor.event_subtype ??
  (event_subtype && eventSubtype[event_subtype].parent === survivor.event_type ? event_subtype : undefined)

const renameSource = <Part extends WithSource>(part: Part | undefined, keyMap: KeyMap): Part | undefined => {
  const source = renameKeys(part?.source, keyMap)
  return part && source !== undefined ? { ...part, source } : part
}

const omitEmpty = (fields: object): Incident =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Incident

/**
 * The record that the survivor becomes. `selves` are the names by which links lead to one of the two: such a link
 * would lead to itself, and goes. The result can break rules where the two do not fit together.
 */
export const mergeRecords = (
  survivor: Incident,
  merged: Incident,
  pairNames: ReadonlySet<string> = new Set(),
): Incident => {
  const additions: Partial<Incident> = { ...merged }
  for (const name of ownFields) delete additions[name]
  const { sources, renamed } = mergeSources(survivor.sources, merged.sources)
  const [casualties, damage] = [
    renameSource(merged.casualties, renamed),
    renameSource(merged.damage, renamed),
  ]
  const statements = <Name extends 'weapons' | 'claims' | 'attributions' | 'links'>(name: Name) =>
    mergeStatements<WithSource>(survivor[name], merged[name], sources, renamed) as NonNullable<Incident[Name]>
  const mergeCells = (name: 'casualties' | 'damage', theirs: WithSource | undefined) =>
    mergeSourceCells(survivor[name]?.source, theirs?.source, sources)
  return omitEmpty({
    ...additions,
    ...survivor,
    event_subtype: mergeSubtype(survivor, merged),
    location: mergePlaces(survivor.location, merged.location) ?? survivor.location,
    launched_from: mergePlaces(survivor.launched_from, merged.launched_from),
    actors: mergeEntries(survivor.actors, merged.actors),
    targets: mergeEntries(survivor.targets, merged.targets),
    tags: mergeEntries(survivor.tags, merged.tags),
    weapons: statements('weapons'),
    claims: statements('claims'),
    attributions: statements('attributions'),
    links: statements('links').filter(({ incident }) => !pairNames.has(incident)),
    casualties: mergeCasualties(survivor.casualties, casualties, mergeCells('casualties', casualties)),
    damage: mergeDamage(survivor.damage, damage, mergeCells('damage', damage)),
    sources,
  })
}
