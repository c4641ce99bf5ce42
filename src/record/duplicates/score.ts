/** The likelihood that two records describe one event, and the reasons. The evidence is a table of independent rows. */
import { type Say, sentence } from '../../text/sentence.ts'
import type { Features } from './features.ts'
import * as what from './score-content.ts'
import type { Comparator } from './score-place-time.ts'
import * as whereWhen from './score-place-time.ts'

/** Evidence from numbers and codes. */
const quickComparators: readonly Comparator[] = [
  ...[whereWhen.time, whereWhen.hours, whereWhen.distance],
  ...[what.kind, what.weapons, what.munitions, what.deaths, what.injuries],
  ...[what.sources, what.identity, what.links],
]

/** Evidence from names and words, which takes longer to compare. */
const slowComparators: readonly Comparator[] = [
  whereWhen.placeNames,
  whereWhen.areas,
  what.parties,
  what.texts,
]

/** The most points of names and words together, and the log odds that count as none. */
const maxSlowPoints = 8.6
const minLogOdds = -3

/** The prior log odds of two records of one country and week: few describe one event. */
const prior = -4

/**
 * Less likely duplicates are not reported. On the labelled set (`npm run bench duplicates`), about five of six
 * reported pairs are duplicates, and nine of ten duplicates are reported for records with more than a point and an
 * event type.
 */
export const duplicateThreshold = 0.3

/** Raised if the odds of the same two records change: pairs that other rules compared are compared again. */
export const scoreVersion = 1

/** Weaker evidence is not among the reasons. */
const minReasonPoints = 0.25

/** Returns the sum of the points of some evidence. */
const pointsOf = (a: Features, b: Features, evidence: readonly Comparator[]): number => {
  let points = 0
  for (const weigh of evidence) points += weigh(a, b)?.points ?? 0
  return points
}

/**
 * Returns the odds that two records describe one event; 0 if names and words could not make up for the other
 * evidence.
 */
export const oddsOf = (a: Features, b: Features): number => {
  const sum = prior + pointsOf(a, b, quickComparators)
  return sum + maxSlowPoints < minLogOdds ? 0 : Math.exp(sum + pointsOf(a, b, slowComparators))
}

/** Returns the reasons for and against a pair, strongest first. */
export const explainDuplicate = (a: Features, b: Features): Say[] => {
  const weights = [...quickComparators, ...slowComparators]
    .map((weigh) => weigh(a, b))
    .filter((weight) => weight !== undefined)
    .sort((x, y) => Math.abs(y.points) - Math.abs(x.points))
  const pro = weights.filter(({ points }) => points >= minReasonPoints)
  const contra = weights.filter(({ points }) => points <= -minReasonPoints)
  return [...pro.map(({ reason }) => reason), ...contra.map(({ reason }) => sentence`but ${reason}`)]
}

/** Returns whether the dataset of a record distinguishes events, so that at most one record of it is a duplicate. */
export const isCollected = ({ external, dataset, reference }: Features): boolean =>
  external !== undefined || (dataset !== 'reports' && reference !== undefined)

/**
 * Returns the key of the dataset of a record: at most one record of a dataset that distinguishes events is a
 * duplicate.
 */
const collectionKey = (features: Features, i: number): string => {
  if (!isCollected(features)) return `alone ${i}`
  return features.external ? `scheme ${features.external.scheme}` : `dataset ${features.dataset}`
}

/**
 * Returns the likelihood of each candidate, in order. If several candidates of one dataset are similar, such as the
 * events of one day in one city, they share it.
 */
export const scoreCandidates = (a: Features, others: readonly Features[]): number[] => {
  const odds = others.map((other) => oddsOf(a, other))
  const collections = others.map(collectionKey)
  const sums = new Map<string, number>()
  for (const [i, name] of collections.entries()) sums.set(name, (sums.get(name) ?? 0) + (odds[i] ?? 0))
  return odds.map((each, i) => each / (1 + (sums.get(collections[i] ?? '') ?? each)))
}
