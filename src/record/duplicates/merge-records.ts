/**
 * Two records of one event as one. What the survivor states stays; what it does not state is taken from the merged
 * record; lists are united, and numbers of casualties widened where the two disagree.
 */

import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, withheld } from '../../../schemas/vocabularies.ts'
import { unitedCasualties } from './merge-casualties.ts'
import { follow, likeness, type Renamed, unitedMentions, unitedSources } from './merge-sources.ts'

/** What the survivor keeps to itself: the merged record keeps its own. */
const ownOnly = ['dataset', 'reference', 'external'] as const

type Place = Partial<Incident['location']>
type Mentioning = { readonly source?: string | undefined }

/** Plain entries of both, each once. */
const unitedEntries = <Entry extends object | string>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
): Entry[] => {
  const keyOf = (entry: Entry) => (typeof entry === 'string' ? entry : likeness(entry))
  const there = new Set(first.map(keyOf))
  return [...first, ...second.filter((entry) => !there.has(keyOf(entry)) && there.add(keyOf(entry)))]
}

/** Entries that name their sources: two that say the same are one entry that names the sources of both. */
const unitedStatements = <Entry extends Mentioning>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
  sources: Incident['sources'],
  renamed: Renamed,
): Entry[] => {
  const entries = [...first]
  for (const each of second) {
    const source = follow(each.source, renamed)
    const theirs = source === undefined ? each : { ...each, source }
    if (entries.some((there) => likeness(there) === likeness(theirs))) continue
    const at = entries.findIndex((there) => likeness(there, 'source') === likeness(theirs, 'source'))
    const there = entries[at]
    const both = there && unitedMentions(there.source, source, sources)
    if (there) entries[at] = both === undefined ? there : { ...there, source: both }
    else entries.push(theirs)
  }
  return entries
}

const pointFields = ['latitude', 'longitude', 'coordinates_from', 'precision'] as const

const levels = Object.keys(withheld)
const levelOf = ({ withheld }: Place): number => (withheld === undefined ? -1 : levels.indexOf(withheld))

/**
 * A place with what it lacks. A point comes whole, and nothing comes from another country. What either withholds is
 * withheld.
 */
const unitedPlaces = <P extends Place>(first: P | undefined, second: P | undefined): P | undefined => {
  if (!first || !second) return first ?? second
  if (first.country !== undefined && second.country !== undefined && first.country !== second.country)
    return first
  const taken = { ...second }
  if (first.latitude !== undefined || first.longitude !== undefined)
    for (const name of pointFields) delete taken[name]
  const stricter = levelOf(second) > levelOf(first) ? second.withheld : first.withheld
  return { ...taken, ...first, ...(stricter === undefined ? {} : { withheld: stricter }) }
}

const agree = (first: string | undefined, second: string | undefined): boolean =>
  first === undefined || second === undefined || first === second

/** The damage of both; where their levels differ, that of the first alone. */
const unitedDamage = (
  first: Incident['damage'],
  second: Incident['damage'],
  source: string | undefined,
): Incident['damage'] => {
  if (!first || !second) return first ?? second
  if (!agree(first.level, second.level)) return first
  return { ...second, ...first, ...(source === undefined ? {} : { source }) }
}

/** A subtype is taken where it is one of the survivor's type. */
const subtypeFor = (survivor: Incident, { event_subtype }: Incident): Incident['event_subtype'] =>
  survivor.event_subtype ??
  (event_subtype && eventSubtype[event_subtype].of === survivor.event_type ? event_subtype : undefined)

const mentioned = <Part extends Mentioning>(part: Part | undefined, renamed: Renamed): Part | undefined => {
  const source = follow(part?.source, renamed)
  return part && source !== undefined ? { ...part, source } : part
}

const stated = (fields: object): Incident =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Incident

/**
 * The record that the survivor becomes. `selves` are the names by which links lead to one of the two: such a link
 * would lead to itself, and goes. The result can break rules where the two do not fit together.
 */
export const united = (
  survivor: Incident,
  merged: Incident,
  selves: ReadonlySet<string> = new Set(),
): Incident => {
  const taken: Partial<Incident> = { ...merged }
  for (const name of ownOnly) delete taken[name]
  const { sources, renamed } = unitedSources(survivor.sources, merged.sources)
  const [casualties, damage] = [mentioned(merged.casualties, renamed), mentioned(merged.damage, renamed)]
  const statements = <Name extends 'weapons' | 'claims' | 'attributions' | 'links'>(name: Name) =>
    unitedStatements<Mentioning>(survivor[name], merged[name], sources, renamed) as NonNullable<
      Incident[Name]
    >
  const both = (name: 'casualties' | 'damage', theirs: Mentioning | undefined) =>
    unitedMentions(survivor[name]?.source, theirs?.source, sources)
  return stated({
    ...taken,
    ...survivor,
    event_subtype: subtypeFor(survivor, merged),
    location: unitedPlaces(survivor.location, merged.location) ?? survivor.location,
    launched_from: unitedPlaces(survivor.launched_from, merged.launched_from),
    actors: unitedEntries(survivor.actors, merged.actors),
    targets: unitedEntries(survivor.targets, merged.targets),
    tags: unitedEntries(survivor.tags, merged.tags),
    weapons: statements('weapons'),
    claims: statements('claims'),
    attributions: statements('attributions'),
    links: statements('links').filter(({ incident }) => !selves.has(incident)),
    casualties: unitedCasualties(survivor.casualties, casualties, both('casualties', casualties)),
    damage: unitedDamage(survivor.damage, damage, both('damage', damage)),
    sources,
  })
}
