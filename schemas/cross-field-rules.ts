/**
 * Rules across fields. Each gets only the valid parts of a record: a part that broke a rule of its own is absent, so all
 * errors are reported at once and none follows from another.
 */
import { decodeList } from '../src/text/list-cell.ts'
import {
  joinSentences,
  listOf,
  type Say,
  type SentenceValue,
  sentence,
  wordOf,
} from '../src/text/sentence.ts'
import { isExcused } from './borders.ts'
import { findDays, msPerDay } from './edtf-date.ts'
import type { Incident } from './incident.ts'
import { type Issue, issue, type Path } from './rules.ts'
import { eventSubtype, type withheldLevel } from './vocabularies.ts'

type DeepPartial<T> = T extends readonly (infer I)[]
  ? DeepPartial<I>[]
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T

/** A record of which any part may be absent. */
export type PartialIncident = DeepPartial<Incident>

/** Facts beside the record that rules need. */
export interface RuleContext {
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** Returns whether a point is in a country (ISO 3166-1 alpha-2, XK, XZ); undefined if that is unknown. */
  readonly isInCountry: (country: string, longitude: number, latitude: number) => boolean | undefined
}

/** Reports each breach of a rule. */
type CrossFieldRule = (record: PartialIncident, context: RuleContext, report: (breach: Issue) => void) => void

const futureDate: CrossFieldRule = ({ date }, { now }, report) => {
  const when = findDays(date)
  if (!when) return
  const ahead = Math.max(when.earliest, when.earliestEnd) - now
  if (ahead > msPerDay)
    report(
      issue(
        ['date'],
        'date.future',
        sentence`The date is in the future. Check the year and the month.`,
        date,
      ),
    )
  else if (ahead > 0)
    report(issue(['date'], 'date.ahead', sentence`The date is in the future, by less than a day.`, date))
}

const earlyDate: CrossFieldRule = ({ date }, _, report) => {
  if ((findDays(date)?.start ?? '1900') < '1900')
    report(issue(['date'], 'date.early', sentence`The date is before 1900. Check the year.`, date))
}

const subtypeParent: CrossFieldRule = ({ event_type, event_subtype }, _, report) => {
  if (event_type === undefined || event_subtype === undefined) return
  const { parent } = eventSubtype[event_subtype]
  if (parent === event_type) return
  const say = sentence`${event_subtype} belongs to ${parent}, not to ${event_type}.`
  report(issue(['event_subtype'], 'event_subtype.parent', say, event_subtype))
}

/** Returns a rule that checks both places of a record. */
const placeRule =
  (
    rule: (
      name: string,
      place: NonNullable<PartialIncident['launched_from']>,
      context: RuleContext,
      date: string | undefined,
    ) => Issue | undefined,
  ): CrossFieldRule =>
  (record, context, report) => {
    for (const name of ['location', 'launched_from'] as const) {
      const place = record[name]
      const breach = place && rule(name, place, context, record.date)
      if (breach) report(breach)
    }
  }

const coordinatePairs = placeRule((name, { latitude, longitude }) => {
  if ((latitude === undefined) === (longitude === undefined)) return undefined
  return latitude === undefined
    ? issue(
        [name, 'latitude'],
        'location.pair',
        sentence`There is a longitude without a latitude. Give both or neither.`,
      )
    : issue(
        [name, 'longitude'],
        'location.pair',
        sentence`There is a latitude without a longitude. Give both or neither.`,
      )
})

const coordinatesInCountry = placeRule(
  (name, { country, latitude, longitude, withheld }, { isInCountry }, date) => {
    if (country === undefined || latitude === undefined || longitude === undefined) return undefined
    if (isInCountry(country, longitude, latitude) !== false) return undefined
    if (isExcused(country, [longitude, latitude], findDays(date), isInCountry)) return undefined
    const [point, swappedPoint] = [`${latitude}, ${longitude}`, `${longitude}, ${latitude}`]
    const outside =
      withheld === undefined
        ? sentence`${point} is outside ${country}.`
        : sentence`The withheld point is outside ${country}.`
    const isSwapped =
      withheld === undefined &&
      Math.abs(longitude) <= 90 &&
      isInCountry(country, latitude, longitude) === true
    const hint = isSwapped
      ? sentence`Latitude and longitude seem to be swapped: ${swappedPoint} is inside.`
      : undefined
    return issue([name, 'country'], 'location.outside', joinSentences(outside, hint), country)
  },
)

const withheldDetails: Readonly<Record<keyof typeof withheldLevel, Say>> = {
  point: sentence`The public sees a less precise place: the point is withheld.`,
  place: sentence`The public sees a less precise place: the place is withheld.`,
}

const withheldPlaces = placeRule((name, { withheld }) => {
  if (withheld === undefined) return undefined
  return issue([name, 'withheld'], 'location.withheld', withheldDetails[withheld], withheld)
})

const munitionCounts: CrossFieldRule = ({ weapons }, _, report) => {
  if (!weapons) return
  weapons.forEach(({ fired, fired_high, hit = 0, missed = 0, intercepted = 0 }, i) => {
    const total = hit + missed + intercepted
    const [key, most] = fired_high === undefined ? ['fired', fired] : ['fired_high', fired_high]
    if (most === undefined || total <= most) return
    const say = sentence`Hits, misses and interceptions add up to ${total}, but only ${most} were fired.`
    report(issue(['weapons', i, key as string], 'weapons.fates', say, most))
  })
}

/** Reports each number that is smaller than one before it. */
const reportDisorder = <Key extends string>(
  numbers: Readonly<Partial<Record<NoInfer<Key>, number | undefined>>>,
  titles: Readonly<Record<Key, string>>,
  report: (key: Key, say: Say, number: number) => void,
): void => {
  const nameOf = (key: Key): Say => wordOf(titles[key], key)
  let previousKey: Key | undefined
  for (const key of Object.keys(titles) as Key[]) {
    const number: number | undefined = numbers[key]
    if (number === undefined) continue
    const previous = previousKey && numbers[previousKey]
    if (previousKey !== undefined && previous !== undefined && previous > number)
      report(
        key,
        sentence`${nameOf(key)} (${number}) is smaller than ${nameOf(previousKey)} (${previous}).`,
        number,
      )
    previousKey = key
  }
}

const firedOrder: CrossFieldRule = ({ weapons = [] }, _, report) => {
  for (const [i, weapon] of weapons.entries())
    reportDisorder(
      weapon,
      { fired_low: 'Fired, low', fired: 'Fired', fired_high: 'Fired, high' },
      (key, say, number) => report(issue(['weapons', i, key], 'weapons.order', say, number)),
    )
}

type Estimate = NonNullable<NonNullable<PartialIncident['casualties']>['deaths']>

const deathsPath: Path = ['casualties', 'deaths']
const injuriesPath: Path = ['casualties', 'injuries']

/** Returns a rule that checks every estimate of a record, with its path. */
const estimateRule =
  (
    rule: (estimate: Estimate, path: Path, record: PartialIncident, report: (breach: Issue) => void) => void,
  ): CrossFieldRule =>
  (record, _, report) => {
    const { casualties } = record
    if (!casualties) return
    const { deaths, injuries, groups } = casualties
    if (deaths) rule(deaths, deathsPath, record, report)
    if (injuries) rule(injuries, injuriesPath, record, report)
    if (!groups) return
    for (const [i, group] of groups.entries()) {
      if (group.deaths) rule(group.deaths, ['casualties', 'groups', i, 'deaths'], record, report)
      if (group.injuries) rule(group.injuries, ['casualties', 'groups', i, 'injuries'], record, report)
    }
  }

const estimateKeys = ['low', 'best', 'high'] as const

const estimateOrder = estimateRule((estimate, path, _, report) =>
  reportDisorder(estimate, { low: 'Low', best: 'Best', high: 'High' }, (key, say, number) =>
    report(issue([...path, key], 'casualties.order', say, number)),
  ),
)

const reportedNumbers = estimateRule((estimate, path, { casualties }, report) => {
  const reported = casualties?.reported
  if (reported !== 'none' && reported !== 'unknown') return
  for (const key of estimateKeys) {
    const number = estimate[key]
    if (number === undefined || (reported === 'none' && number === 0)) continue
    const [rule, say] =
      reported === 'none'
        ? (['casualties.none', sentence`Casualties are "none", so this must be 0 or blank.`] as const)
        : (['casualties.unknown', sentence`Casualties are "unknown", so this must be blank.`] as const)
    report(issue([...path, key], rule, say, number))
  }
})

const casualtyGroups: CrossFieldRule = ({ casualties }, _, report) => {
  if (!casualties?.groups) return
  for (const [i, { group, actor }] of casualties.groups.entries())
    if ((group === undefined) === (actor === undefined)) {
      const path = ['casualties', 'groups', i]
      report(issue(path, 'casualties.group', sentence`Give either a group or the name of an actor.`))
    }
}

const sourceNames: CrossFieldRule = ({ sources = [] }, _, report) => {
  sources.forEach(({ publisher, url, title }, i) => {
    if (publisher === undefined && url === undefined && title === undefined)
      report(
        issue(
          ['sources', i],
          'source.nameless',
          sentence`Give the publisher, the address or the title of the source.`,
        ),
      )
  })
}

const uniqueSourceKeys: CrossFieldRule = ({ sources }, _, report) => {
  if (!sources?.some(({ key }) => key !== undefined)) return
  const seen = new Set<string>()
  for (const [i, { key }] of sources.entries()) {
    if (key === undefined) continue
    if (seen.has(key))
      report(
        issue(
          ['sources', i, 'key'],
          'source.key_twice',
          sentence`Another source has this key. Use a different one.`,
          key,
        ),
      )
    seen.add(key)
  }
}

const listsWithSources = ['weapons', 'claims', 'attributions', 'links'] as const

const maxListedKeys = 10

const listKeys = (keys: readonly string[]): Say => {
  if (keys.length === 0) return sentence`No source of this record has a key. Give the source a key first.`
  const list = listOf(keys.slice(0, maxListedKeys))
  return keys.length > maxListedKeys
    ? sentence`The keys are ${list} and more.`
    : sentence`The keys are ${list}.`
}

const knownSourceKeys: CrossFieldRule = (record, _, report) => {
  const checkSourceCell = (path: Path, cell: string | undefined): void => {
    if (cell === undefined) return
    const keys = new Set(record.sources?.map((each) => each.key))
    if (keys.has(cell)) return
    const unknownKeys = decodeList(cell).filter((key) => !keys.has(key))
    if (unknownKeys.length === 0) return
    const definedKeys = [...keys].filter((each) => each !== undefined)
    const [first = '', ...others] = unknownKeys
    const quoted = others.reduce<SentenceValue>((before, key) => sentence`${before}", "${key}`, first)
    const unknown = sentence`No source has the key "${quoted}".`
    report(issue(path, 'source.unknown', joinSentences(unknown, listKeys(definedKeys)), cell))
  }
  checkSourceCell(['casualties', 'source'], record.casualties?.source)
  checkSourceCell(['damage', 'source'], record.damage?.source)
  for (const list of listsWithSources)
    record[list]?.forEach(({ source }, i) => {
      if (source !== undefined) checkSourceCell([list, i, 'source'], source)
    })
}

const datesBeforeEvent: CrossFieldRule = ({ date, sources = [], claims = [] }, _, report) => {
  const event = findDays(date)
  if (!event) return
  sources.forEach(({ published }, i) => {
    if ((findDays(published)?.end ?? event.start) < event.start) {
      const path = ['sources', i, 'published']
      report(
        issue(
          path,
          'source.before',
          sentence`The source was published before the event. Check both dates.`,
          published,
        ),
      )
    }
  })
  claims.forEach((claim, i) => {
    if ((findDays(claim.date)?.end ?? event.start) < event.start)
      report(
        issue(
          ['claims', i, 'date'],
          'claim.before',
          sentence`The claim was made before the event. Check both dates.`,
          claim.date,
        ),
      )
  })
}

const missingSummary: CrossFieldRule = ({ summary }, _, report) => {
  if (summary === undefined)
    report(
      issue(
        ['summary'],
        'summary.empty',
        sentence`There is no summary. Say what happened in a sentence or two.`,
      ),
    )
}

export const crossFieldRules: readonly CrossFieldRule[] = [
  futureDate,
  earlyDate,
  subtypeParent,
  coordinatePairs,
  coordinatesInCountry,
  withheldPlaces,
  munitionCounts,
  firedOrder,
  estimateOrder,
  reportedNumbers,
  casualtyGroups,
  sourceNames,
  uniqueSourceKeys,
  knownSourceKeys,
  datesBeforeEvent,
  missingSummary,
]
