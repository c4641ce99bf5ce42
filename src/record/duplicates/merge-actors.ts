/**
 * Merging the actors and targets that two records of one event state. An entry of the same name that contradicts
 * nothing is one with the other's, and names of actors are spelled as the survivor spells them.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { fold } from '../../text/fold.ts'
import { canonicalJson, omitUndefined } from '../../text/json.ts'

type Names = Pick<Incident, 'actors' | 'targets' | 'claims' | 'attributions' | 'casualties'>
type Change = (name: string) => string

/** Returns the entries with the texts of some fields changed. */
const mapFields = <Entry extends object>(
  entries: readonly Entry[] | undefined,
  fields: readonly (keyof Entry)[],
  change: Change,
): Entry[] | undefined =>
  entries?.map((entry) => {
    const stated = fields.filter((field) => entry[field] !== undefined)
    const changed = stated.map((field) => [field, change(entry[field] as string)])
    return { ...entry, ...Object.fromEntries(changed) }
  })

/** Returns a record with each name of an actor changed. */
const mapNames = <Part extends Names>(record: Part, change: Change): Part => {
  const { casualties } = record
  const actors = mapFields(record.actors, ['name'], change)?.map((actor) =>
    omitUndefined({ ...actor, with: actor.with && [...new Set(actor.with.map(change))] }),
  )
  const groups = mapFields(casualties?.groups, ['actor'], change)
  return omitUndefined({
    ...record,
    actors,
    casualties: casualties && omitUndefined({ ...casualties, groups }),
    claims: mapFields(record.claims, ['by'], change),
    attributions: mapFields(record.attributions, ['by', 'to'], change),
    targets: mapFields(record.targets, ['operator'], change),
  }) as Part
}

/** Returns a name for comparison. */
export const nameKey = (name: string): string => fold(name) || name

/** Returns a record whose names of actors are spelled as in the survivor. */
export const respellNames = <Part extends Names>(survivor: Incident, record: Part): Part => {
  const names: string[] = []
  mapNames(survivor, (name) => {
    names.push(name)
    return name
  })
  const spellings = new Map(names.toReversed().map((name) => [nameKey(name), name]))
  const known = new Set(names)
  return mapNames(record, (name) => (known.has(name) ? name : (spellings.get(nameKey(name)) ?? name)))
}

/** An actor or a target. */
interface Party {
  readonly name?: string | undefined
  readonly with?: readonly string[] | undefined
}

const isSameText = (a: unknown, b: unknown): boolean => nameKey(String(a)) === nameKey(String(b))

const fieldsOf = ({ with: _, ...fields }: Party): [string, unknown][] => Object.entries(fields)

/** Returns whether two entries have one name and contradict each other in nothing. */
const isSameParty = (first: Party, second: Party): boolean => {
  if (first.name === undefined || second.name === undefined) return false
  const fields = new Map(fieldsOf(first))
  return fieldsOf(second).every(
    ([field, value]) => !fields.has(field) || isSameText(fields.get(field), value),
  )
}

/** Returns both lists of associated groups, each group once. */
const mergeWith = (first: Party['with'] = [], second: Party['with'] = []): Party['with'] => {
  const keys = new Set(first.map(nameKey))
  const names = [...first, ...second.filter((name) => !keys.has(nameKey(name)))]
  return names.length > 0 ? names : undefined
}

const mergeParty = <Entry extends Party>(first: Entry, second: Entry): Entry =>
  omitUndefined({ ...second, ...first, with: mergeWith(first.with, second.with) }) as Entry

/**
 * Returns the entries of the first list, each with what the second one states of the same party, then those that only
 * the second one has. An entry that several of the first list can mean and that says more than each stays by itself.
 */
export const mergeParties = <Entry extends Party>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
): Entry[] => {
  const entries = [...first]
  const additions = new Map<string, Entry>()
  const stated = new Set(first.map((entry) => canonicalJson(entry)))
  for (const entry of second) {
    const indexes = [...entries.keys()].filter((i) => isSameParty(entries[i] as Entry, entry))
    const merged = indexes.map((i) => mergeParty(entries[i] as Entry, entry))
    const isStated = merged.some(
      (each, i) => canonicalJson(each) === canonicalJson(entries[indexes[i] ?? -1]),
    )
    if (isStated || stated.has(canonicalJson(entry))) continue
    const [index = -1] = indexes
    if (merged.length === 1) entries[index] = merged[0] as Entry
    else additions.set(canonicalJson(entry), entry)
  }
  return [...entries, ...additions.values()]
}
