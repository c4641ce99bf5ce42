/** Likely twins: other records that may tell of the same event. */

import { daysOf } from '../../schemas/date.ts'
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import { type Actor, may } from '../auth/permissions.ts'
import { scoresOf, type Traits, traitsOf, whyTwins } from '../derive/twins.ts'
import { keyOf } from '../store/ids.ts'
import * as twins from '../store/twins.ts'
import type { Deps } from './deps.ts'
import { statedIn } from './version.ts'

/** A record that is likely of the same event as another. */
export interface Twin {
  readonly id: string
  /** From 0 to 1: how likely it is the same event, given the others that are near. */
  readonly score: number
  /** In words: what speaks for it, and behind "but" what speaks against it. */
  readonly reasons: readonly string[]
  readonly status: StoredIncident['status']
  readonly title: string | null
  readonly date: string
  readonly place: string | null
}

/**
 * What is less likely is not offered. On the labelled set (`npm run bench twins`) about four of five that are offered
 * are twins, and nine of ten twins are offered where a record has more than a point and a kind.
 */
export const threshold = 0.2

const mostOffered = 5

/** Of one record: at most 320 rows of the index, the same of records, and 40 bodies. */
const ofOne: twins.Bounds = { near: 100, after: 100, before: 80, month: 40, best: 40 }
/** Of each row of a file. */
const ofMany: twins.Bounds = { near: 20, after: 20, before: 15, month: 5, best: 12 }

/** Two papers may be so many days apart, and those that are not certain some more. */
const daysOff = 2
const daysOffVague = 5
/** A date to the week or closer may have begun so many days before. */
const longestSpan = 8
/** So many days are looked at one by one. */
const mostDays = 36
/** Degrees of latitude: for a place that is known, and for the centre of an area. */
const closeBand = 0.5
const wideBand = 1.5
const wideFrom = 30

const dayLength = 86_400_000
const shifted = (day: string, by: number): string => {
  const [at, least, most] = [Date.parse(day) + by * dayLength, -62_167_219_200_000, 253_402_214_400_000]
  return new Date(Math.min(most, Math.max(least, at))).toISOString().slice(0, 10)
}

/** The days from one to another, those nearest to the first one first. */
const daysAround = (start: string, back: number, ahead: number): string[] => {
  const offsets = Array.from({ length: back + ahead + 1 }, (_, i) => i - back)
  return offsets
    .sort((a, b) => Math.abs(a) - Math.abs(b))
    .slice(0, mostDays)
    .map((by) => shifted(start, by))
}

const wantedOf = ({ date, location }: Incident, { vague, reach }: Traits, id?: string): twins.Wanted => {
  const { start, end } = daysOf(date)
  const off = vague ? daysOffVague : daysOff
  const lasts = Math.min(mostDays, (Date.parse(end) - Date.parse(start)) / dayLength)
  return {
    country: location.country,
    start,
    end,
    low: shifted(start, -off),
    high: shifted(end, off),
    before: shifted(start, -off - longestSpan),
    days: location.latitude === undefined ? [] : daysAround(start, off, lasts + off),
    months: [...new Set([`${start.slice(0, 7)}-01`, `${end.slice(0, 7)}-01`])],
    latitude: location.latitude ?? null,
    longitude: location.longitude ?? null,
    band: reach >= wideFrom ? wideBand : closeBand,
    except: (id === undefined ? undefined : keyOf(id)) ?? null,
  }
}

const sightOf = (actor: Actor): twins.Sight => ({
  all: may(actor, 'seeAll'),
  filer: may(actor, 'seeOwn') ? actor.id : null,
})

const twinOf = (
  { id, status }: twins.Candidate,
  record: Incident,
  score: number,
  reasons: string[],
): Twin => ({
  id,
  score: Math.round(score * 100) / 100,
  reasons,
  status: status as Twin['status'],
  title: record.title ?? null,
  date: record.date,
  place: record.location.place ?? record.location.admin1 ?? null,
})

/** The likely twins of a record among candidates, the likeliest first. */
const likely = (of: Traits, found: readonly twins.Candidate[]): Twin[] => {
  const others = found.map((candidate) => {
    const record = statedIn({ doc: candidate.doc, notes: null })
    return { candidate, record, traits: traitsOf(record, candidate.id) }
  })
  const scores = scoresOf(
    of,
    others.map(({ traits }) => traits),
  )
  return others
    .map((each, i) => ({ ...each, score: scores[i] ?? 0 }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostOffered)
    .map(({ candidate, record, traits, score }) => twinOf(candidate, record, score, whyTwins(of, traits)))
}

/** A record, with its id where it is stored. */
export type Asked = Incident & { readonly id?: string }

const twinsAmong = async (
  { db }: Deps,
  actor: Actor,
  asked: readonly Asked[],
  bounds: twins.Bounds,
): Promise<Twin[][]> => {
  if (asked.length === 0) return []
  const traits = asked.map((record) => traitsOf(record, record.id))
  const wanted = asked.map((record, i) => wantedOf(record, traits[i] as Traits, record.id))
  const found = Map.groupBy(await twins.candidates(db, wanted, bounds, sightOf(actor)), (each) => each.asked)
  return traits.map((of, i) => likely(of, found.get(i) ?? []))
}

/** The likely twins of a record that the actor may see, the likeliest first; at most five. */
export const twinsOf = async (deps: Deps, actor: Actor, record: Asked): Promise<Twin[]> =>
  (await twinsAmong(deps, actor, [record], ofOne))[0] ?? []

/** The likely twins of each of some records, with fewer rows read for each. */
export const twinsOfEach = (deps: Deps, actor: Actor, records: readonly Asked[]): Promise<Twin[][]> =>
  twinsAmong(deps, actor, records, ofMany)
