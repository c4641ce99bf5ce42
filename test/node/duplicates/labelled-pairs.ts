/**
 * The labelled set: real events, each told again as another paper would (a true duplicate), and beside it all events of the
 * same file of the days around it (hard negatives). A quarter of the events of Iraq are of the point
 * that 1,705 of them share.
 */
import { toDays } from '../../../schemas/edtf-date.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { type Features, toFeatures } from '../../../src/record/duplicates/features.ts'
import { scoreCandidates } from '../../../src/record/duplicates/score.ts'
import { type RealFile, realFiles, recordsOf } from './real-records.ts'
import { createRandom, pick, type Random, retellRecord } from './retell-record.ts'

/** A pair of a report and an event, with its score. */
export interface ScoredPair {
  readonly from: RealFile
  readonly score: number
  readonly isDuplicate: boolean
}

/** One report, and everything of the file that lies near it in time, the event itself first. */
export interface LabelledCase {
  readonly from: RealFile
  /** The report as it is filed, and its traits. */
  readonly filed: Incident
  readonly report: Features
  readonly event: Features
  readonly others: readonly Features[]
}

const sizes: Readonly<Record<RealFile, number>> = {
  'ucdp-iraq': 240,
  'ucdp-syria': 200,
  fpv: 100,
  insurgencies: 60,
}
const stacked = 0.25
/** Mosul. */
export const vagueCentre = { latitude: 36.335, longitude: 43.118889 }
const window = 2

const dayOf = (date: string): number => Date.parse(toDays(date).start) / 86_400_000

const isStacked = ({ location: { latitude, longitude } }: Incident): boolean =>
  latitude === vagueCentre.latitude && longitude === vagueCentre.longitude

const chosen = (records: readonly Incident[], howMany: number, random: Random): Incident[] => {
  const heap = records.filter(isStacked)
  const fromHeap = heap.length > 0 ? Math.round(howMany * stacked) : 0
  const found = new Set<Incident>()
  while (found.size < fromHeap) found.add(pick(random, heap))
  while (found.size < howMany) found.add(pick(random, records))
  return [...found]
}

const farness = (a: Incident, b: Incident): number => {
  const { latitude: x = 0, longitude: y = 0 } = a.location
  const { latitude: u = 0, longitude: v = 0 } = b.location
  return Math.hypot(x - u, y - v) + Math.abs(dayOf(a.date) - dayOf(b.date)) / 10
}

async function* casesOf(from: RealFile, seed: number): AsyncGenerator<LabelledCase> {
  const random = createRandom(seed + realFiles.indexOf(from))
  const records = await recordsOf(from)
  const byDay = new Map<number, Incident[]>()
  for (const record of records) {
    const day = dayOf(record.date)
    byDay.set(day, [...(byDay.get(day) ?? []), record])
  }
  for (const [i, event] of chosen(records, sizes[from], random).entries()) {
    const filed = retellRecord(event, random, i)
    const day = dayOf(event.date)
    const near = Array.from({ length: 2 * window + 1 }, (_, k) => byDay.get(day - window + k) ?? []).flat()
    const others = near.filter((each) => each !== event).sort((a, b) => farness(event, a) - farness(event, b))
    yield {
      from,
      filed,
      report: toFeatures(filed),
      event: toFeatures(event),
      others: others.map((each) => toFeatures(each)),
    }
  }
}

/** Files that have names of places; the other one has of each event its day, its point and its kind, and nothing else. */
export const namedFiles: readonly RealFile[] = realFiles.filter((file) => file !== 'insurgencies')

export const labelledCases = async (
  seed = 2022,
  of: readonly RealFile[] = realFiles,
): Promise<LabelledCase[]> => {
  const found: LabelledCase[] = []
  for (const file of of) for await (const each of casesOf(file, seed)) found.push(each)
  return found
}

/** Each report with every event near it, scored beside the others. */
export const scorePairs = (all: readonly LabelledCase[]): ScoredPair[] =>
  all.flatMap(({ from, report, event, others }) =>
    scoreCandidates(report, [event, ...others]).map((score, i) => ({ from, score, isDuplicate: i === 0 })),
  )

/** Those of files that have names. */
export const withNames = (scored: readonly ScoredPair[]): ScoredPair[] =>
  scored.filter(({ from }) => namedFiles.includes(from))

/** How good a threshold is on scored pairs. */
export const precisionAndRecall = (
  scored: readonly { readonly isDuplicate: boolean; readonly score: number }[],
  threshold: number,
) => {
  const offered = scored.filter(({ score }) => score >= threshold)
  const right = offered.filter(({ isDuplicate }) => isDuplicate).length
  const all = scored.filter(({ isDuplicate }) => isDuplicate).length
  return { precision: offered.length === 0 ? 1 : right / offered.length, recall: right / all }
}
