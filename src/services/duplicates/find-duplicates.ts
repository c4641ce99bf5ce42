/** Possible duplicates: other records that may describe the same event. */

import { msPerDay, utcDay } from '../../../schemas/edtf-date.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, can } from '../../auth/permissions.ts'
import { type Features, toFeatures } from '../../record/duplicates/features.ts'
import { duplicateThreshold, explainDuplicate, scoreCandidates } from '../../record/duplicates/score.ts'
import * as candidates from '../../store/duplicate-candidates.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import { english, type Say, type Translator } from '../../text/sentence.ts'
import type { ServiceContext } from '../service-context.ts'
import { publicRecord } from '../version-row.ts'

/** Returns the values by which a reader tells a record from others. */
export const summaryOf = (id: string, status: string, { title, date, location, event_type }: Incident) => ({
  id,
  status: status as StoredIncident['status'],
  event_type,
  title: title ?? null,
  date,
  place: location.place ?? location.admin1 ?? null,
})

export type RecordSummary = Readonly<ReturnType<typeof summaryOf>>

/** A record that may describe the same event as another. */
export interface PossibleDuplicate extends RecordSummary {
  /** The likelihood from 0 to 1 that both describe the same event, given the other records nearby. */
  readonly score: number
  /** The reasons in words: those for it, and after "but" those against it. */
  readonly reasons: readonly Say[]
}

/** A possible duplicate with its reasons in one language, for JSON. */
export interface StatedDuplicate extends Omit<PossibleDuplicate, 'reasons'> {
  readonly reasons: readonly string[]
}

const stateReasons = (reasons: readonly Say[], words: Translator = english): string[] =>
  reasons.map((say) => say(words))

/** Returns a possible duplicate with its reasons in words, for JSON; in English by default. */
export const stateDuplicate = (
  { reasons, ...duplicate }: PossibleDuplicate,
  words?: Translator,
): StatedDuplicate => ({
  ...duplicate,
  reasons: stateReasons(reasons, words),
})

const maxDuplicates = 5

/** Maximum number of days between the dates that two sources give for one event, for certain and uncertain dates. */
const dayTolerance = 2
const vagueDayTolerance = 5
/** Maximum number of days by which a date of week precision or finer may begin earlier. */
const maxWeekSpan = 8
/** Maximum number of days searched one by one, which bounds the size of the query. */
const maxDays = 36
/**
 * Maximum distance in degrees of latitude: for a known place, for the centre of an area, and for an event of many
 * days, whose search would read too many rows otherwise.
 */
const closeBand = 0.5
const wideBand = 1.5
const minWideReach = 30
const minUnboundedReach = 500
const narrowBand = 0.15
const maxShortDuration = 7

const [minDay, maxDay] = [Date.parse('0000-01-01'), Date.parse('9999-12-31')]

/** Returns the day that is `by` days after a day. */
const addDays = (day: number, by: number): string =>
  utcDay(Math.min(maxDay, Math.max(minDay, day + by * msPerDay)))

/** Returns the days around a day, nearest first. */
const daysAround = (day: number, back: number, ahead: number): string[] => {
  const days = [addDays(day, 0)]
  for (let by = 1; by <= Math.max(back, ahead); by++) {
    if (by <= back) days.push(addDays(day, -by))
    if (by <= ahead) days.push(addDays(day, by))
  }
  return days.slice(0, maxDays)
}

/** A record, with its id if it is stored. */
export type ComparableRecord = Incident & { readonly id?: string }

/** Returns the search for possible duplicates of a record. */
export const toCandidateQuery = (
  { location, id }: ComparableRecord,
  { days, isVague, uncertaintyKm }: Features,
): candidates.CandidateQuery => {
  const { start, end } = days
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const tolerance = isVague ? vagueDayTolerance : dayTolerance
  const duration = Math.min(maxDays, (to - from) / msPerDay)
  const latitudeBand =
    uncertaintyKm >= minWideReach ? wideBand : duration > maxShortDuration ? narrowBand : closeBand
  return {
    country: location.country,
    firstDay: start,
    lastDay: end,
    minDay: addDays(from, -tolerance),
    maxDay: addDays(to, tolerance),
    minStartDay: addDays(from, -tolerance - maxWeekSpan),
    days:
      location.latitude === undefined ? [] : daysAround(from, tolerance + maxWeekSpan, duration + tolerance),
    months: [...new Set([`${start.slice(0, 7)}-01`, `${end.slice(0, 7)}-01`])],
    latitude: location.latitude ?? null,
    longitude: location.longitude ?? null,
    latitudeBand,
    maxDegrees: uncertaintyKm >= minUnboundedReach ? 360 : latitudeBand,
    maxAreaDegrees: wideBand,
    longitudeScale: Math.max(0.05, Math.cos(((location.latitude ?? 0) * Math.PI) / 180)),
    excludedKey: (id === undefined ? undefined : keyOf(id)) ?? null,
  }
}

const candidateVisibility = (actor: Actor): candidates.CandidateVisibility => ({
  all: can(actor, 'readAll'),
  filer: can(actor, 'readOwn') ? actor.id : null,
})

/** Returns the possible duplicates among candidates, most likely first. */
const rank = (features: Features, found: readonly candidates.Candidate[]): PossibleDuplicate[] => {
  const others = found.map((candidate) => {
    const record = publicRecord(candidate)
    return { candidate, record, features: toFeatures(record, candidate.id) }
  })
  const scores = scoreCandidates(
    features,
    others.map((other) => other.features),
  )
  return others
    .map((each, i) => ({ ...each, score: scores[i] ?? 0 }))
    .filter(({ score }) => score >= duplicateThreshold)
    .sort((a, b) => b.score - a.score)
    .slice(0, maxDuplicates)
    .map(({ candidate: { id, status }, record, features: otherFeatures, score }) => ({
      ...summaryOf(id, status, record),
      score: Math.round(score * 100) / 100,
      reasons: explainDuplicate(features, otherFeatures),
    }))
}

/**
 * Returns the statement that searches for possible duplicates of a record, and a function that reads its rows: at
 * most five duplicates that the actor may see, most likely first.
 */
export const duplicatesQuery = ({ db }: ServiceContext, actor: Actor, record: ComparableRecord) => {
  const features = toFeatures(record, record.id)
  return {
    statement: candidates.candidatesQuery(db, toCandidateQuery(record, features), candidateVisibility(actor)),
    read: (rows: readonly unknown[]) => rank(features, rows as readonly candidates.Candidate[]),
  }
}

/** Returns at most five possible duplicates that the actor may see, most likely first. */
export const findDuplicates = async (
  context: ServiceContext,
  actor: Actor,
  record: ComparableRecord,
): Promise<PossibleDuplicate[]> => {
  const { statement, read } = duplicatesQuery(context, actor, record)
  return read((await statement.all()).results)
}

/** Returns the possible duplicates of each of several records, reading fewer rows for each. */
export const findDuplicatesBatch = async (
  { db }: ServiceContext,
  actor: Actor,
  records: readonly ComparableRecord[],
): Promise<PossibleDuplicate[][]> => {
  if (records.length === 0) return []
  const compared = records.map((record) => ({ record, features: toFeatures(record, record.id) }))
  const queries = compared.map(({ record, features }) => toCandidateQuery(record, features))
  const statement = candidates.candidatesBatchQuery(db, queries, candidateVisibility(actor))
  const { results } = await statement.all<candidates.Candidate>()
  const found = Map.groupBy(results, ({ queryIndex }) => queryIndex)
  return compared.map(({ features }, i) => rank(features, found.get(i) ?? []))
}

interface PairIds {
  readonly id: string
  /** The other record, if there is one. */
  readonly record?: string | undefined
}

/**
 * Returns duplicates found earlier in their current state: those still published or submitted that the actor may see.
 */
export const refreshDuplicates = async <Ids extends PairIds>(
  { db }: ServiceContext,
  actor: Actor,
  pairs: readonly Ids[],
): Promise<(Ids & Omit<StatedDuplicate, 'score'>)[]> => {
  const ids = new Set(pairs.flatMap(({ id, record = id }) => [id, record]))
  const keys = [...ids].map(keyOf).filter((rowKey) => rowKey !== undefined)
  const found = new Map((await incidents.listByKeys(db, keys)).map((version) => [version.id, version]))
  const { all, filer } = candidateVisibility(actor)
  return pairs.flatMap((pair) => {
    const [duplicate, other] = [found.get(pair.id), found.get(pair.record ?? '')]
    const isVisible =
      duplicate?.status === 'published' ||
      (duplicate?.status === 'submitted' && (all || duplicate.filer === filer))
    if (!duplicate || !isVisible) return []
    const record = publicRecord(duplicate)
    const reasons = other
      ? explainDuplicate(toFeatures(publicRecord(other), other.id), toFeatures(record, duplicate.id))
      : []
    const summary = summaryOf(duplicate.id, duplicate.status, record)
    return [{ ...pair, ...summary, reasons: stateReasons(reasons) }]
  })
}
