/** Likely twins: other records that may tell of the same event. */

import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize, can } from '../../auth/permissions.ts'
import {
  duplicateThreshold,
  explainDuplicate,
  scoreCandidates,
  type Traits,
  traitsOf,
} from '../../record/duplicates/score.ts'
import * as twins from '../../store/duplicate-candidates.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import type { ServiceContext } from '../service-context.ts'
import { publicRecord } from '../version-row.ts'

/** A record that is likely of the same event as another. */
export interface PossibleDuplicate {
  readonly id: string
  /** From 0 to 1: how likely it is the same event, given the others that are near. */
  readonly score: number
  /** In words: what speaks for it, and behind "but" what speaks against it. */
  readonly reasons: readonly string[]
  readonly status: StoredIncident['status']
  readonly event_type: StoredIncident['event_type']
  readonly title: string | null
  readonly date: string
  readonly place: string | null
}

const maxDuplicates = 5

/** Two papers may be so many days apart, and those that are not certain some more. */
const dayTolerance = 2
const vagueDayTolerance = 5
/** A date to the week or closer may have begun so many days before. */
const maxWeekSpan = 8
/** So many days are looked at one by one. */
const maxDays = 36
/** Degrees of latitude: for a place that is known, for the centre of an area, and where many days count. */
const closeBand = 0.5
const wideBand = 1.5
const minWideReach = 30
const minUnboundedReach = 500
const narrowBand = 0.15
const maxShortDuration = 7

const msPerDay = 86_400_000
const [minDay, maxDay] = [Date.parse('0000-01-01'), Date.parse('9999-12-31')]

/** Days as they are written, by their time: the same ones are asked for again and again. */
const dayTexts = new Map<number, string>()
const maxDayTexts = 10_000

/** The day so many days behind the beginning of a day. */
const addDays = (day: number, by: number): string => {
  const time = Math.min(maxDay, Math.max(minDay, day + by * msPerDay))
  const memo = dayTexts.get(time)
  if (memo !== undefined) return memo
  if (dayTexts.size >= maxDayTexts) dayTexts.clear()
  const text = new Date(time).toISOString().slice(0, 10)
  dayTexts.set(time, text)
  return text
}

/** The days around a day, those nearest to it first. */
const daysAround = (day: number, back: number, ahead: number): string[] => {
  const days = [addDays(day, 0)]
  for (let by = 1; by <= Math.max(back, ahead); by++) {
    if (by <= back) days.push(addDays(day, -by))
    if (by <= ahead) days.push(addDays(day, by))
  }
  return days.slice(0, maxDays)
}

/** A record, with its id where it is stored. */
export type ComparableRecord = Incident & { readonly id?: string }

const toCandidateQuery = (
  { location, id }: ComparableRecord,
  { days, isVague, uncertaintyKm }: Traits,
): twins.CandidateQuery => {
  const { start, end } = days
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const off = isVague ? vagueDayTolerance : dayTolerance
  const lasts = Math.min(maxDays, (to - from) / msPerDay)
  const band = uncertaintyKm >= minWideReach ? wideBand : lasts > maxShortDuration ? narrowBand : closeBand
  return {
    country: location.country,
    start,
    end,
    low: addDays(from, -off),
    high: addDays(to, off),
    before: addDays(from, -off - maxWeekSpan),
    days: location.latitude === undefined ? [] : daysAround(from, off + maxWeekSpan, lasts + off),
    months: [...new Set([`${start.slice(0, 7)}-01`, `${end.slice(0, 7)}-01`])],
    latitude: location.latitude ?? null,
    longitude: location.longitude ?? null,
    band,
    off: uncertaintyKm >= minUnboundedReach ? 360 : band,
    wide: wideBand,
    narrow: Math.max(0.05, Math.cos(((location.latitude ?? 0) * Math.PI) / 180)),
    except: (id === undefined ? undefined : keyOf(id)) ?? null,
  }
}

const visibilityOf = (actor: Actor): twins.CandidateVisibility => ({
  all: can(actor, 'seeAll'),
  filer: can(actor, 'seeOwn') ? actor.id : null,
})

const summary = (id: string, status: string, { title, date, location, event_type }: Incident) => ({
  id,
  status: status as PossibleDuplicate['status'],
  event_type,
  title: title ?? null,
  date,
  place: location.place ?? location.admin1 ?? null,
})

/** The likely twins of a record among candidates, the likeliest first. */
const rank = (features: Traits, found: readonly twins.Candidate[]): PossibleDuplicate[] => {
  const others = found.map((candidate) => {
    const record = publicRecord(candidate)
    return { candidate, record, traits: traitsOf(record, candidate.id) }
  })
  const scores = scoreCandidates(
    features,
    others.map(({ traits }) => traits),
  )
  return others
    .map((each, i) => ({ ...each, score: scores[i] ?? 0 }))
    .filter(({ score }) => score >= duplicateThreshold)
    .sort((a, b) => b.score - a.score)
    .slice(0, maxDuplicates)
    .map(({ candidate: { id, status }, record, traits, score }) => ({
      ...summary(id, status, record),
      score: Math.round(score * 100) / 100,
      reasons: explainDuplicate(features, traits),
    }))
}

/** What of a record is compared, and what is asked of the store for it. */
const prepare = (record: ComparableRecord) => {
  const traits = traitsOf(record, record.id)
  return { traits, wanted: toCandidateQuery(record, traits) }
}

/** A look for the likely twins of a record: a statement, and how its rows are read. */
export interface DuplicatesQuery {
  readonly statement: D1PreparedStatement
  /** The likely twins that the actor may see, the likeliest first; at most five. */
  readonly read: (rows: readonly unknown[]) => PossibleDuplicate[]
}

export const duplicatesQuery = (
  { db }: ServiceContext,
  actor: Actor,
  record: ComparableRecord,
): DuplicatesQuery => {
  const { traits, wanted } = prepare(record)
  return {
    statement: twins.candidatesQuery(db, wanted, visibilityOf(actor)),
    read: (rows) => rank(traits, rows as readonly twins.Candidate[]),
  }
}

/** The likely twins of a record that the actor may see, the likeliest first; at most five. */
export const findDuplicates = async (
  context: ServiceContext,
  actor: Actor,
  record: ComparableRecord,
): Promise<PossibleDuplicate[]> => {
  const { statement, read } = duplicatesQuery(context, actor, record)
  return read((await statement.all()).results)
}

/** The likely twins of each of some records, with fewer rows read for each. */
export const findDuplicatesBatch = async (
  { db }: ServiceContext,
  actor: Actor,
  records: readonly ComparableRecord[],
): Promise<PossibleDuplicate[][]> => {
  if (records.length === 0) return []
  const asked = records.map(prepare)
  const wanted = asked.map((each) => each.wanted)
  const { results } = await twins.candidatesBatchQuery(db, wanted, visibilityOf(actor)).all<twins.Candidate>()
  const found = Map.groupBy(results, (each) => each.asked)
  return asked.map(({ traits }, i) => rank(traits, found.get(i) ?? []))
}

interface TwinIds {
  readonly id: string
  /** The other record, if there is one. */
  readonly record?: string | undefined
}

/** Twins that were found before, as they are now: those that stand or wait, and that the actor may see. */
export const twinsByIds = async <Ids extends TwinIds>(
  { db }: ServiceContext,
  actor: Actor,
  pairs: readonly Ids[],
): Promise<(Ids & Omit<PossibleDuplicate, 'score'>)[]> => {
  const ids = new Set(pairs.flatMap(({ id, record = id }) => [id, record]))
  const versions = await incidents.listByKeys(
    db,
    [...ids].map(keyOf).filter((n) => n !== undefined),
  )
  const found = new Map(versions.map((version) => [version.id, version]))
  const { all, filer } = visibilityOf(actor)
  return pairs.flatMap((pair) => {
    const [twin, of] = [found.get(pair.id), found.get(pair.record ?? '')]
    const isSeen =
      twin?.status === 'published' || (twin?.status === 'submitted' && (all || twin.filer === filer))
    if (!twin || !isSeen) return []
    const record = publicRecord(twin)
    const reasons = of ? explainDuplicate(traitsOf(publicRecord(of), of.id), traitsOf(record, twin.id)) : []
    return [{ ...pair, ...summary(twin.id, twin.status, record), reasons }]
  })
}

/** Two records that are likely of one event. */
export interface DuplicatePair {
  readonly score: number
  readonly reasons: readonly string[]
  /** The newer one, whose twins were looked for, and the older one. */
  readonly record: Omit<PossibleDuplicate, 'score' | 'reasons'>
  readonly duplicate: Omit<PossibleDuplicate, 'score' | 'reasons'>
}

export interface PairQuery {
  readonly dataset?: string | undefined
  /** The cursor of the page before. */
  readonly cursor?: number | undefined
  /** How many records' twins are looked for; 50 when nothing is said. */
  readonly limit?: number | undefined
}

const maxScanned = 500

/**
 * Pairs of likely twins: a page has those of some records, the newest records first, and within a page the likeliest
 * pair first. A pair stands once, with its newer record. `next` is the cursor of the next page, undefined at the end.
 */
export const listPairs = async (
  context: ServiceContext,
  actor: Actor,
  { dataset, cursor = Number.MAX_SAFE_INTEGER, limit = 50 }: PairQuery = {},
): Promise<{ readonly pairs: DuplicatePair[]; readonly next: number | undefined }> => {
  authorize(actor, 'review')
  const { records, last } = await twins.listRecords(context.db, {
    before: cursor,
    dataset: dataset ?? null,
    maxScanned,
    limit,
  })
  const asked = records.map((each) => ({ ...publicRecord(each), id: each.id }))
  const found = await findDuplicatesBatch(context, actor, asked)
  const all = records.flatMap(({ id, status }, i) =>
    (found[i] ?? [])
      .filter((twin) => twin.id < id)
      .map(({ score, reasons, ...twin }) => ({
        score,
        reasons,
        record: summary(id, status, asked[i] as Incident),
        duplicate: twin,
      })),
  )
  return { pairs: all.sort((a, b) => b.score - a.score), next: last ?? undefined }
}
