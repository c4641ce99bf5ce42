/** Evidence from event types, parties, counts, texts and sources that two records describe one event. */
import { eventSubtype, eventType, weaponType } from '../../../schemas/vocabularies.ts'
import { bestPair, commonScriptOf, consonantKeysOf } from '../../text/name-similarity.ts'
import { listOf, type Say, type SentenceValue, sentence, wordOf } from '../../text/sentence.ts'
import type { Features, Range } from './features.ts'
import type { Comparator, Evidence } from './score-place-time.ts'

const vagueTypes = ['unspecified', 'other']

/** Subtypes that two newspapers may give to one event. */
const subtypeFamilies: readonly (readonly string[])[] = [
  ['air_strike', 'drone_strike', 'strike_unspecified', 'shelling'],
  ['explosive_device', 'suicide_bombing', 'grenade'],
  ['attack', 'abduction'],
]

const labelOf = (vocabulary: Readonly<Record<string, { readonly label: string }>>, code: string): Say =>
  wordOf(vocabulary[code]?.label ?? code)

const kindDifference = (a: string, b: string, vocabulary: typeof eventType | typeof eventSubtype): Say =>
  sentence`one is ${labelOf(vocabulary, a)}, the other ${labelOf(vocabulary, b)}`

export const kind: Comparator = (a, b) => {
  if (a.subtype !== undefined && b.subtype !== undefined) {
    const both = [a.subtype, b.subtype] as string[]
    if (a.subtype === b.subtype)
      return { points: 0.9, reason: sentence`both are ${labelOf(eventSubtype, a.subtype)}` }
    const near = subtypeFamilies.some((family) => both.every((each) => family.includes(each)))
    return { points: near ? 0 : -1.6, reason: kindDifference(a.subtype, b.subtype, eventSubtype) }
  }
  if (a.type === b.type)
    return vagueTypes.includes(a.type) ? undefined : { points: 0.4, reason: sentence`of one kind` }
  if (vagueTypes.includes(a.type) || vagueTypes.includes(b.type)) return undefined
  return { points: -0.8, reason: kindDifference(a.type, b.type, eventType) }
}

export const parties: Comparator = (a, b) => {
  const best = bestPair(a.actors, b.actors)
  if (!best) return undefined
  const { original } = best.a
  if (best.likeness >= 0.8)
    return {
      points: 1,
      reason:
        original === best.b.original
          ? sentence`both name “${original}”`
          : sentence`“${original}” and “${best.b.original}” are one`,
    }
  return best.likeness < 0.5 ? { points: -0.3, reason: sentence`they name different actors` } : undefined
}

export const weapons: Comparator = (a, b) => {
  const specificWeapons = (of: Features) =>
    [...of.weapons].filter((each) => each !== 'unknown' && each !== 'other')
  const [left, right] = [specificWeapons(a), specificWeapons(b)]
  if (left.length === 0 || right.length === 0) return undefined
  const both = left.filter((each) => right.includes(each))
  return both.length > 0
    ? { points: 0.4, reason: sentence`both with: ${listOf(both.map((each) => labelOf(weaponType, each)))}` }
    : { points: -0.5, reason: sentence`with different weapons` }
}

/** Returns the fate of munitions as a word, by the name of its field. */
const wordForFate = (field: string): Say => wordOf(field.charAt(0).toUpperCase() + field.slice(1))

export const munitions: Comparator = (a, b) => {
  const both = [...a.munitions].filter(([fate]) => b.munitions.has(fate))
  const [first] = both
  if (!first) return undefined
  const mismatch = both.find(([fate, count]) => b.munitions.get(fate) !== count)
  if (mismatch)
    return {
      points: -0.4,
      reason: sentence`${mismatch[1]} or ${b.munitions.get(mismatch[0]) ?? 0} munitions ${wordForFate(mismatch[0])}`,
    }
  return {
    points: first[1] > 2 ? 1.2 : 0.5,
    reason: sentence`${first[1]} munitions ${wordForFate(first[0])} in both`,
  }
}

const formatRange = ({ low, high }: Range): SentenceValue =>
  low === high ? low : high === Number.POSITIVE_INFINITY ? sentence`${low} or more` : `${low}–${high}`

/** The sentences about equal and about different numbers of people. */
interface PeopleSentences {
  readonly both: (count: SentenceValue) => Say
  readonly either: (a: SentenceValue, b: SentenceValue) => Say
}

/** Large equal numbers are rare, so they are strong evidence; different numbers are evidence against, in proportion. */
const comparePeople = (
  a: Range | undefined,
  b: Range | undefined,
  say: PeopleSentences,
  weight: number,
): Evidence | undefined => {
  if (!a || !b) return undefined
  if (a.low === b.low && a.high === b.high)
    return {
      points: weight * Math.min(2.2, 0.7 * Math.log1p(a.low)),
      reason: say.both(formatRange(a)),
    }
  const reason = say.either(formatRange(a), formatRange(b))
  if (a.low <= b.high && b.low <= a.high) {
    const minCount = Math.max(a.low, b.low)
    return { points: weight * Math.min(1, 0.35 * Math.log1p(minCount)), reason }
  }
  const [fewer, more] = a.high < b.low ? [a.high, b.low] : [b.high, a.low]
  return { points: weight * Math.max(-3, 0.5 - 1.5 * Math.log((more + 1) / (fewer + 1))), reason }
}

const killed: PeopleSentences = {
  both: (count) => sentence`${count} killed in both`,
  either: (a, b) => sentence`${a} or ${b} killed`,
}
const injured: PeopleSentences = {
  both: (count) => sentence`${count} injured in both`,
  either: (a, b) => sentence`${a} or ${b} injured`,
}

export const deaths: Comparator = (a, b) => comparePeople(a.deaths, b.deaths, killed, 1.4)
export const injuries: Comparator = (a, b) => comparePeople(a.injuries, b.injuries, injured, 0.6)

const quoteWords = (words: readonly string[]): SentenceValue =>
  listOf(words.slice(0, 4).map((word) => sentence`“${word}”`))

const scripts = new WeakMap<ReadonlySet<string>, string>()

/** Returns the script of most words, computed once for a set. */
const scriptOf = (words: ReadonlySet<string>): string => {
  const script = scripts.get(words) ?? commonScriptOf(words)
  scripts.set(words, script)
  return script
}

/** The fewest words that are compared. */
const minWords = 4
const expectedOverlap = 0.08

export const texts: Comparator = (a, b) => {
  const isSameScript = scriptOf(a.words) === scriptOf(b.words)
  const [left, right] = isSameScript
    ? [a.words, b.words]
    : [consonantKeysOf(a.words), consonantKeysOf(b.words)]
  const minSize = Math.min(left.size, right.size)
  if (minSize < minWords) return undefined
  const both = [...left].filter((word) => right.has(word))
  const points = Math.min(
    5,
    Math.max(isSameScript ? -0.6 : 0, 8.7 * (both.length / minSize - expectedOverlap)),
  )
  if (both.length === 0) return { points, reason: sentence`they share no telling word` }
  return {
    points,
    reason: isSameScript ? sentence`both mention ${quoteWords(both)}` : sentence`their texts share names`,
  }
}

/**
 * Returns whether two records belong to a dataset that distinguishes events; such records share sources as a matter
 * of course.
 */
const isDistinctByDataset = (a: Features, b: Features): boolean =>
  a.dataset === b.dataset && a.dataset !== 'reports' && a.reference !== b.reference

const isSameText = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase()

export const sources: Comparator = (a, b) => {
  if (isDistinctByDataset(a, b)) return undefined
  const pairs = a.sources.flatMap((left) => b.sources.map((right) => [left, right] as const))
  const url = pairs.find(([left, right]) => isSameText(left.url, right.url))?.[0].url
  if (url) return { points: 3.5, reason: sentence`both from ${url}` }
  const title = pairs.find(([left, right]) => isSameText(left.title, right.title))?.[0].title
  return title ? { points: 2, reason: sentence`both from the report “${title}”` } : undefined
}

export const identity: Comparator = (a, b) => {
  const [left, right] = [a.external, b.external]
  const hasReferences = isDistinctByDataset(a, b) && a.reference !== undefined && b.reference !== undefined
  if (left && right && left.scheme === right.scheme) {
    const hasIds = left.id !== undefined && right.id !== undefined
    if (hasIds && left.id === right.id)
      return { points: 8, reason: sentence`both are ${left.scheme} ${left.id ?? ''}` }
    if (hasIds || hasReferences) return { points: -20, reason: sentence`two events of ${left.scheme}` }
  }
  return hasReferences
    ? { points: -8, reason: sentence`two references of the dataset ${a.dataset}` }
    : undefined
}

export const links: Comparator = (a, b) => {
  const linksTo = (from: Features, to: Features) =>
    from.links.filter(({ incident }) => to.names.includes(incident))
  const [link] = [...linksTo(a, b), ...linksTo(b, a)].sort((x, y) => x.type.localeCompare(y.type))
  if (!link) return undefined
  if (link.type === 'same_event')
    return { points: 6, reason: sentence`one says that both are the same event` }
  return link.type === 'related'
    ? undefined
    : { points: -6, reason: sentence`one is linked to the other as another event` }
}
