/** Likely twins: other records that may tell of the same event. */

import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, may, permit } from '../../auth/permissions.ts'
import { scoresOf, type Traits, threshold, traitsOf, whyTwins } from '../../record/duplicates/score.ts'
import * as twins from '../../store/duplicate-candidates.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import type { Deps } from '../service-context.ts'
import { shownIn } from '../version-row.ts'

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
const [firstDay, lastDay] = [Date.parse('0000-01-01'), Date.parse('9999-12-31')]

/** Days as they are written, by their time: the same ones are asked for again and again. */
const written = new Map<number, string>()
const mostWritten = 10_000

/** The day so many days behind the beginning of a day. */
const dayAt = (day: number, by: number): string => {
  const time = Math.min(lastDay, Math.max(firstDay, day + by * dayLength))
  const known = written.get(time)
  if (known !== undefined) return known
  if (written.size >= mostWritten) written.clear()
  const text = new Date(time).toISOString().slice(0, 10)
  written.set(time, text)
  return text
}

/** The days around a day, those nearest to it first. */
const daysAround = (day: number, back: number, ahead: number): string[] => {
  const days = [dayAt(day, 0)]
  for (let by = 1; by <= Math.max(back, ahead); by++) {
    if (by <= back) days.push(dayAt(day, -by))
    if (by <= ahead) days.push(dayAt(day, by))
  }
  return days.slice(0, mostDays)
}

/** A record, with its id where it is stored. */
export type Asked = Incident & { readonly id?: string }

const wantedOf = ({ location, id }: Asked, { days, vague, reach }: Traits): twins.Wanted => {
  const { start, end } = days
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const off = vague ? daysOffVague : daysOff
  const lasts = Math.min(mostDays, (to - from) / dayLength)
  const band = reach >= wideFrom ? wideBand : lasts > manyDays ? narrowBand : closeBand
  return {
    country: location.country,
    start,
    end,
    low: dayAt(from, -off),
    high: dayAt(to, off),
    before: dayAt(from, -off - longestSpan),
    days: location.latitude === undefined ? [] : daysAround(from, off + longestSpan, lasts + off),
    months: [...new Set([`${start.slice(0, 7)}-01`, `${end.slice(0, 7)}-01`])],
    latitude: location.latitude ?? null,
    longitude: location.longitude ?? null,
    band,
    off: reach >= anywhereFrom ? 360 : band,
    wide: wideBand,
    narrow: Math.max(0.05, Math.cos(((location.latitude ?? 0) * Math.PI) / 180)),
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

/** What of a record is compared, and what is asked of the store for it. */
const asking = (record: Asked) => {
  const traits = traitsOf(record, record.id)
  return { traits, wanted: wantedOf(record, traits) }
}

/** A look for the likely twins of a record: a statement, and how its rows are read. */
export interface Look {
  readonly statement: D1PreparedStatement
  /** The likely twins that the actor may see, the likeliest first; at most five. */
  readonly read: (rows: readonly unknown[]) => Twin[]
}

export const lookFor = ({ db }: Deps, actor: Actor, record: Asked): Look => {
  const { traits, wanted } = asking(record)
  return {
    statement: twins.look(db, wanted, sightOf(actor)),
    read: (rows) => likely(traits, rows as readonly twins.Candidate[]),
  }
}

/** The likely twins of a record that the actor may see, the likeliest first; at most five. */
export const twinsOf = async (deps: Deps, actor: Actor, record: Asked): Promise<Twin[]> => {
  const { statement, read } = lookFor(deps, actor, record)
  return read((await statement.all()).results)
}

/** The likely twins of each of some records, with fewer rows read for each. */
export const twinsOfEach = async (
  { db }: Deps,
  actor: Actor,
  records: readonly Asked[],
): Promise<Twin[][]> => {
  if (records.length === 0) return []
  const asked = records.map(asking)
  const wanted = asked.map((each) => each.wanted)
  const { results } = await twins.lookForSome(db, wanted, sightOf(actor)).all<twins.Candidate>()
  const found = Map.groupBy(results, (each) => each.asked)
  return asked.map(({ traits }, i) => likely(traits, found.get(i) ?? []))
}

interface TwinIds {
  readonly id: string
  /** The other record, if there is one. */
  readonly record?: string | undefined
}

/** Twins that were found before, as they are now: those that stand or wait, and that the actor may see. */
export const twinsByIds = async <Ids extends TwinIds>(
  { db }: Deps,
  actor: Actor,
  pairs: readonly Ids[],
): Promise<(Ids & Omit<Twin, 'score'>)[]> => {
  const ids = new Set(pairs.flatMap(({ id, record = id }) => [id, record]))
  const versions = await incidents.some(
    db,
    [...ids].map(keyOf).filter((n) => n !== undefined),
  )
  const found = new Map(versions.map((version) => [version.id, version]))
  const { all, filer } = sightOf(actor)
  return pairs.flatMap((pair) => {
    const [twin, of] = [found.get(pair.id), found.get(pair.record ?? '')]
    const isSeen =
      twin?.status === 'published' || (twin?.status === 'submitted' && (all || twin.filer === filer))
    if (!twin || !isSeen) return []
    const record = shownIn(twin)
    const reasons = of ? whyTwins(traitsOf(shownIn(of), of.id), traitsOf(record, twin.id)) : []
    return [{ ...pair, ...shown(twin.id, twin.status, record), reasons }]
  })
}

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
