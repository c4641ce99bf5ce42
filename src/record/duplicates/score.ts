/** How likely two records tell of one event, and why: the evidence is a table, and each row weighs by itself. */
import type { Features } from './features.ts'
import * as what from './score-content.ts'
import type { Comparator } from './score-place-time.ts'
import * as whereWhen from './score-place-time.ts'

export interface DuplicateScore {
  /** From 0 to 1. */
  readonly score: number
  /** What speaks for it, the weightiest first, and then what speaks against it behind "but". */
  readonly reasons: readonly string[]
}

/** Evidence of numbers and codes. */
const quickComparators: readonly Comparator[] = [
  ...[whereWhen.time, whereWhen.hours, whereWhen.distance],
  ...[what.kind, what.weapons, what.munitions, what.deaths, what.injuries],
  ...[what.sources, what.identity, what.links],
]

/** Evidence of names and words, which takes longer to compare. */
const slowComparators: readonly Comparator[] = [
  whereWhen.placeNames,
  whereWhen.areas,
  what.parties,
  what.texts,
]

/** The most points that names and words give together, and odds that are as good as none. */
const maxSlowPoints = 6.4
const minLogOdds = -3

/** Of two records of one country and week, few tell of one event. */
const prior = -4

/**
 * What is less likely is not offered. On the labelled set (`npm run bench twins`) about four of five that are offered
 * are twins, and nine of ten twins are offered where a record has more than a point and a kind.
 */
export const duplicateThreshold = 0.22

/** What weighs less is not told. */
const minReasonPoints = 0.25

/** The points of all weights of some evidence together. */
const pointsOf = (a: Features, b: Features, evidence: readonly Comparator[]): number => {
  let points = 0
  for (const weigh of evidence) points += weigh(a, b)?.points ?? 0
  return points
}

/** The odds that two records tell of one event; 0 where names and words could not make up for what speaks against it. */
const oddsOf = (a: Features, b: Features): number => {
  const sum = prior + pointsOf(a, b, quickComparators)
  return sum + maxSlowPoints < minLogOdds ? 0 : Math.exp(sum + pointsOf(a, b, slowComparators))
}

/** The reasons for and against a pair, the weightiest first. */
export const explainDuplicate = (a: Features, b: Features): string[] => {
  const weights = [...quickComparators, ...slowComparators]
    .map((weigh) => weigh(a, b))
    .filter((weight) => weight !== undefined)
    .sort((x, y) => Math.abs(y.points) - Math.abs(x.points))
  const pro = weights.filter(({ points }) => points >= minReasonPoints)
  const contra = weights.filter(({ points }) => points <= -minReasonPoints)
  return [...pro.map(({ reason }) => reason), ...contra.map(({ reason }) => `but ${reason}`)]
}

const scoreFrom = (odds: number, rivals: number): number => odds / (1 + rivals)

/** How likely two records tell of one event, whatever others there are. */
export const scorePair = (a: Features, b: Features): DuplicateScore => {
  const odds = oddsOf(a, b)
  return { score: scoreFrom(odds, odds), reasons: explainDuplicate(a, b) }
}

/** Records of one collection that tells events apart: at most one of them is a record's twin. */
const collectionKey = ({ external, dataset, reference }: Features, i: number): string => {
  if (external) return `scheme ${external.scheme}`
  return dataset === 'reports' || reference === undefined ? `alone ${i}` : `dataset ${dataset}`
}

/**
 * How likely each of some records is a record's twin, in their order. Where a collection has several that are alike,
 * such as the events of one day in one city, they share what speaks for them.
 */
export const scoreCandidates = (a: Features, others: readonly Features[]): number[] => {
  const odds = others.map((other) => oddsOf(a, other))
  const collections = others.map(collectionKey)
  const sums = new Map<string, number>()
  for (const [i, name] of collections.entries()) sums.set(name, (sums.get(name) ?? 0) + (odds[i] ?? 0))
  return odds.map((each, i) => scoreFrom(each, sums.get(collections[i] ?? '') ?? each))
}
