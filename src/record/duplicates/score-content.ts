/** What kind, parties, counts, texts and sources say on whether two records tell of one event. */
import { eventSubtype, eventType, weaponType } from '../../../schemas/vocabularies.ts'
import { inLatin, likest, skeletonsOf } from '../../text/name-similarity.ts'
import type { Range, Traits } from './features.ts'
import type { Weigh, Weight } from './score-place-time.ts'

const vagueTypes = ['unspecified', 'other']

/** Closer kinds that two papers may give to one event. */
const oneFamily: readonly (readonly string[])[] = [
  ['air_strike', 'drone_strike', 'strike_unspecified', 'shelling'],
  ['explosive_device', 'suicide_bombing', 'grenade'],
  ['attack', 'abduction'],
]

const labelOf = (vocabulary: Readonly<Record<string, { readonly label: string }>>, code: string): string =>
  (vocabulary[code]?.label ?? code).toLowerCase()

const kindWords = (a: string, b: string, vocabulary: typeof eventType | typeof eventSubtype): string =>
  `one is ${labelOf(vocabulary, a)}, the other ${labelOf(vocabulary, b)}`

export const kind: Weigh = (a, b) => {
  if (a.subtype !== undefined && b.subtype !== undefined) {
    const both = [a.subtype, b.subtype] as string[]
    if (a.subtype === b.subtype)
      return { points: 0.9, reason: `both are ${labelOf(eventSubtype, a.subtype)}` }
    const near = oneFamily.some((family) => both.every((each) => family.includes(each)))
    return { points: near ? 0 : -1.6, reason: kindWords(a.subtype, b.subtype, eventSubtype) }
  }
  if (a.type === b.type)
    return vagueTypes.includes(a.type) ? undefined : { points: 0.4, reason: 'of one kind' }
  if (vagueTypes.includes(a.type) || vagueTypes.includes(b.type)) return undefined
  return { points: -0.8, reason: kindWords(a.type, b.type, eventType) }
}

export const parties: Weigh = (a, b) => {
  const best = likest(a.actors, b.actors)
  if (!best) return undefined
  const { written } = best.a
  if (best.likeness >= 0.8)
    return {
      points: 1,
      reason:
        written === best.b.written
          ? `both name “${written}”`
          : `“${written}” and “${best.b.written}” are one`,
    }
  return best.likeness < 0.5 ? { points: -0.3, reason: 'they name different actors' } : undefined
}

export const weapons: Weigh = (a, b) => {
  const known = (of: Traits) => [...of.weapons].filter((each) => each !== 'unknown' && each !== 'other')
  const [these, those] = [known(a), known(b)]
  if (these.length === 0 || those.length === 0) return undefined
  const both = these.filter((each) => those.includes(each))
  return both.length > 0
    ? { points: 0.4, reason: `both with: ${both.map((each) => labelOf(weaponType, each)).join(', ')}` }
    : { points: -0.5, reason: 'with different weapons' }
}

export const munitions: Weigh = (a, b) => {
  const both = [...a.munitions].filter(([fate]) => b.munitions.has(fate))
  const [first] = both
  if (!first) return undefined
  const differ = both.find(([fate, count]) => b.munitions.get(fate) !== count)
  if (differ)
    return { points: -0.4, reason: `${differ[1]} or ${b.munitions.get(differ[0])} munitions ${differ[0]}` }
  return { points: first[1] > 2 ? 1.2 : 0.5, reason: `${first[1]} munitions ${first[0]} in both` }
}

const inWords = ({ low, high }: Range): string =>
  low === high ? `${low}` : high === Number.POSITIVE_INFINITY ? `${low} or more` : `${low}–${high}`

/** The larger a number that both state, the rarer it is; the farther apart two are, the less they are of one event. */
const people = (
  a: Range | undefined,
  b: Range | undefined,
  who: string,
  share: number,
): Weight | undefined => {
  if (!a || !b) return undefined
  if (a.low === b.low && a.high === b.high)
    return { points: share * Math.min(2.2, 0.7 * Math.log1p(a.low)), reason: `${inWords(a)} ${who} in both` }
  const reason = `${inWords(a)} or ${inWords(b)} ${who}`
  if (a.low <= b.high && b.low <= a.high) {
    const least = Math.max(a.low, b.low)
    return { points: share * Math.min(1, 0.35 * Math.log1p(least)), reason }
  }
  const [fewer, more] = a.high < b.low ? [a.high, b.low] : [b.high, a.low]
  return { points: share * Math.max(-3, 0.5 - 1.5 * Math.log((more + 1) / (fewer + 1))), reason }
}

export const deaths: Weigh = (a, b) => people(a.deaths, b.deaths, 'killed', 1)
export const injuries: Weigh = (a, b) => people(a.injuries, b.injuries, 'injured', 0.6)

const quoted = (words: readonly string[]): string =>
  words
    .slice(0, 4)
    .map((word) => `“${word}”`)
    .join(', ')
const latin = new WeakMap<ReadonlySet<string>, boolean>()

/** Whether half of some words or more are in Latin letters. */
const isLatin = (words: ReadonlySet<string>): boolean => {
  let known = latin.get(words)
  if (known === undefined) {
    known = [...words].filter(inLatin).length * 2 >= words.size
    latin.set(words, known)
  }
  return known
}

/** Fewer words than these tell nothing. */
const fewWords = 4
const chance = 0.08

export const texts: Weigh = (a, b) => {
  const oneScript = isLatin(a.words) === isLatin(b.words)
  const [these, those] = oneScript ? [a.words, b.words] : [skeletonsOf(a.words), skeletonsOf(b.words)]
  const least = Math.min(these.size, those.size)
  if (least < fewWords) return undefined
  const both = [...these].filter((word) => those.has(word))
  const points = Math.min(3.5, Math.max(oneScript ? -0.4 : 0, 6 * (both.length / least - chance)))
  if (both.length === 0) return { points, reason: 'they share no telling word' }
  return { points, reason: oneScript ? `both tell of ${quoted(both)}` : 'their texts share names' }
}

/** Two records of one collection that tells events apart share sources as a matter of course. */
const toldApart = (a: Traits, b: Traits): boolean =>
  a.dataset === b.dataset && a.dataset !== 'reports' && a.reference !== b.reference

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase()

export const sources: Weigh = (a, b) => {
  if (toldApart(a, b)) return undefined
  const pairs = a.sources.flatMap((left) => b.sources.map((right) => [left, right] as const))
  const address = pairs.find(([left, right]) => same(left.url, right.url))?.[0].url
  if (address) return { points: 3.5, reason: `both from ${address}` }
  const title = pairs.find(([left, right]) => same(left.title, right.title))?.[0].title
  return title ? { points: 2, reason: `both from the report “${title}”` } : undefined
}

export const identity: Weigh = (a, b) => {
  const [left, right] = [a.external, b.external]
  const rows = toldApart(a, b) && a.reference !== undefined && b.reference !== undefined
  if (left && right && left.scheme === right.scheme) {
    const known = left.id !== undefined && right.id !== undefined
    if (known && left.id === right.id) return { points: 8, reason: `both are ${left.scheme} ${left.id}` }
    if (known || rows) return { points: -12, reason: `two events of ${left.scheme}` }
  }
  return rows ? { points: -4, reason: `two references of the dataset ${a.dataset}` } : undefined
}

export const linked: Weigh = (a, b) => {
  const leads = (from: Traits, to: Traits) => from.links.filter(({ incident }) => to.names.includes(incident))
  const [link] = [...leads(a, b), ...leads(b, a)].sort((x, y) => x.type.localeCompare(y.type))
  if (!link) return undefined
  if (link.type === 'same_event') return { points: 6, reason: 'one says that both are the same event' }
  return link.type === 'related'
    ? undefined
    : { points: -6, reason: 'one is linked to the other as another event' }
}
