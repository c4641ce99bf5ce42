/** Likely twins: other records that may tell of the same event. */

import { daysOf } from '../../schemas/date.ts'
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import { type Actor, may, permit } from '../auth/permissions.ts'
import { scoresOf, type Traits, threshold, traitsOf, whyTwins } from '../derive/twins.ts'
import { keyOf } from '../store/ids.ts'
import * as twins from '../store/twins.ts'
import type { Deps } from './deps.ts'
import { shownIn } from './version.ts'

/** A record that is likely of the same event as another. */
export interface Twin {
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

const mostOffered = 5

/** Of one record. */
const ofOne: twins.Bounds = { near: 80, after: 60, before: 40, month: 20, best: 30 }
/** Of each row of a file. */
const ofMany: twins.Bounds = { near: 20, after: 20, before: 15, month: 5, best: 8 }

/** Two papers may be so many days apart, and those that are not certain some more. */
const daysOff = 2
const daysOffVague = 5
/** A date to the week or closer may have begun so many days before. */
const longestSpan = 8
/** So many days are looked at one by one. */
const mostDays = 36
/** Degrees of latitude: for a place that is known, for the centre of an area, and where many days count. */
const closeBand = 0.5
const wideBand = 1.5
const wideFrom = 30
const anywhereFrom = 500
const narrowBand = 0.15
const manyDays = 7

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
  const band = reach >= wideFrom ? wideBand : lasts > manyDays ? narrowBand : closeBand
  const narrow = Math.max(0.05, Math.cos(((location.latitude ?? 0) * Math.PI) / 180))
  return {
    country: location.country,
    start,
    end,
    low: shifted(start, -off),
    high: shifted(end, off),
    before: shifted(start, -off - longestSpan),
    days: location.latitude === undefined ? [] : daysAround(start, off + longestSpan, lasts + off),
    months: [...new Set([`${start.slice(0, 7)}-01`, `${end.slice(0, 7)}-01`])],
    latitude: location.latitude ?? null,
    longitude: location.longitude ?? null,
    band,
    off: reach >= anywhereFrom ? 360 : band,
    wide: wideBand,
    narrow,
    except: (id === undefined ? undefined : keyOf(id)) ?? null,
  }
}

const sightOf = (actor: Actor): twins.Sight => ({
  all: may(actor, 'seeAll'),
  filer: may(actor, 'seeOwn') ? actor.id : null,
})

const shown = (id: string, status: string, { title, date, location, event_type }: Incident) => ({
  id,
  status: status as Twin['status'],
  event_type,
  title: title ?? null,
  date,
  place: location.place ?? location.admin1 ?? null,
})

/** The likely twins of a record among candidates, the likeliest first. */
const likely = (of: Traits, found: readonly twins.Candidate[]): Twin[] => {
  const others = found.map((candidate) => {
    const record = shownIn(candidate)
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
    .map(({ candidate: { id, status }, record, traits, score }) => ({
      ...shown(id, status, record),
      score: Math.round(score * 100) / 100,
      reasons: whyTwins(of, traits),
    }))
}

/** A record, with its id where it is stored. */
export type Asked = Incident & { readonly id?: string }

/** A look for the likely twins of some records: a statement, and how its rows are read, for each record in order. */
export interface Look {
  readonly statement: D1PreparedStatement
  readonly read: (rows: readonly unknown[]) => Twin[][]
}

const lookAmong = ({ db }: Deps, actor: Actor, asked: readonly Asked[], bounds: twins.Bounds): Look => {
  const traits = asked.map((record) => traitsOf(record, record.id))
  const wanted = asked.map((record, i) => wantedOf(record, traits[i] as Traits, record.id))
  const read = (rows: readonly unknown[]) => {
    const found = Map.groupBy(rows as readonly twins.Candidate[], (each) => each.asked)
    return traits.map((of, i) => likely(of, found.get(i) ?? []))
  }
  return { statement: twins.look(db, wanted, bounds, sightOf(actor)), read }
}

const found = async ({ statement, read }: Look): Promise<Twin[][]> => read((await statement.all()).results)

/** The look for the likely twins of one record that the actor may see, the likeliest first; at most five. */
export const lookFor = (deps: Deps, actor: Actor, record: Asked): Look =>
  lookAmong(deps, actor, [record], ofOne)

/** The likely twins of a record that the actor may see, the likeliest first; at most five. */
export const twinsOf = async (deps: Deps, actor: Actor, record: Asked): Promise<Twin[]> =>
  (await found(lookFor(deps, actor, record)))[0] ?? []

/** The likely twins of each of some records, with fewer rows read for each. */
export const twinsOfEach = async (deps: Deps, actor: Actor, records: readonly Asked[]): Promise<Twin[][]> =>
  records.length === 0 ? [] : found(lookAmong(deps, actor, records, ofMany))

/** Two records that are likely of one event. */
export interface PairOfTwins {
  readonly score: number
  readonly reasons: readonly string[]
  /** The newer one, whose twins were looked for, and the older one. */
  readonly record: Omit<Twin, 'score' | 'reasons'>
  readonly twin: Omit<Twin, 'score' | 'reasons'>
}

export interface PairsAsked {
  readonly dataset?: string | undefined
  /** The cursor of the page before. */
  readonly cursor?: number | undefined
  /** How many records' twins are looked for; 50 when nothing is said. */
  readonly limit?: number | undefined
}

const looked = 500

/**
 * Pairs of likely twins: a page has those of some records, the newest records first, and within a page the likeliest
 * pair first. A pair stands once, with its newer record. `next` is the cursor of the next page, undefined at the end.
 */
export const pairs = async (
  deps: Deps,
  actor: Actor,
  { dataset, cursor = Number.MAX_SAFE_INTEGER, limit = 50 }: PairsAsked = {},
): Promise<{ readonly pairs: PairOfTwins[]; readonly next: number | undefined }> => {
  permit(actor, 'review')
  const { records, last } = await twins.walk(deps.db, {
    before: cursor,
    dataset: dataset ?? null,
    looked,
    limit,
  })
  const asked = records.map((each) => ({ ...shownIn(each), id: each.id }))
  const found = await twinsOfEach(deps, actor, asked)
  const all = records.flatMap(({ id, status }, i) =>
    (found[i] ?? [])
      .filter((twin) => twin.id < id)
      .map(({ score, reasons, ...twin }) => ({
        score,
        reasons,
        record: shown(id, status, asked[i] as Incident),
        twin,
      })),
  )
  return { pairs: all.sort((a, b) => b.score - a.score), next: last ?? undefined }
}
