/** The layout of the Armed Conflict Location and Event Data, both ways. */
import { columns, needed, noInformation, theirs } from '../../../../schemas/crosswalk/acled.ts'
import { slugPattern } from '../../../../schemas/field-types.ts'
import { countIn, type Draft, type Layout, type LeftOut, type Part, placeText, textIn } from '../layout.ts'
import { actors, hasKind, kind } from './actors.ts'
import { byDay, dates, tooVague } from './dates.ts'
import { coordinates, country, name, precision } from './places.ts'

const mostSources = 100

const sources: Part = {
  columns: ['source'],
  at: [['/sources', 'source']],
  read: ([cell = ''], draft, note) => {
    const named = cell
      .split(';')
      .map((each) => textIn(each, 200, note))
      .filter((each) => each !== '')
    if (named.length === 0) note('crosswalk.source_dataset')
    draft.sources =
      named.length === 0
        ? [{ publisher: 'ACLED', kind: 'dataset' }]
        : named.slice(0, mostSources).map((publisher) => ({ publisher }))
  },
  write: ({ sources: all = [] }) => {
    const named = all
      .filter(({ kind: of, publisher }) => !(of === 'dataset' && publisher === 'ACLED'))
      .flatMap(({ publisher, title }) => publisher ?? title ?? [])
    return [[...new Set(named)].join('; ') || undefined]
  },
}

const claimsIn = ({ claims = [] }: Draft): string =>
  claims
    .flatMap(({ by, status }) => (by ? [status && status !== 'standing' ? `${by} (${status})` : by] : []))
    .join(', ')

const notes: Part = {
  columns: ['notes'],
  at: [['/summary', 'notes']],
  read: ([cell = ''], draft, note) => {
    const text = textIn(cell, 10_000, note)
    if (text !== '') draft.summary = text
  },
  write: (draft, lose) => {
    const by = claimsIn(draft)
    if (by) lose('acled.claim', 'notes', `It is claimed by ${by}.`)
    const said = [draft.summary ?? draft.title, by ? `Claimed by ${by}.` : undefined]
    return [said.filter((each) => each !== undefined).join('\n\n') || undefined]
  },
}

const fatalities: Part = {
  columns: ['fatalities'],
  at: [['/casualties', 'fatalities']],
  read: ([cell = ''], draft, note) => {
    const deaths = countIn(cell, note)
    if (deaths === undefined) return
    note(deaths === noInformation ? 'acled.zero' : 'acled.one_number')
    if (deaths !== noInformation)
      draft.casualties = { reported: 'some', deaths: { low: deaths, best: deaths } }
  },
  write: ({ casualties }, lose) => {
    const { low, best, high } = casualties?.deaths ?? {}
    const lowest = low ?? best ?? high
    if (lowest === undefined && casualties?.reported !== 'none')
      lose('acled.no_information', 'fatalities', 'How many died, if anybody, is not known.')
    if ([best, high].some((each) => each !== undefined && each !== lowest))
      lose('acled.lowest', 'fatalities', `Best is ${best ?? 'not known'}, high is ${high ?? 'not known'}.`)
    return [lowest ?? noInformation]
  },
}

const tags: Part = {
  columns: ['tags'],
  at: [['/tags', 'tags']],
  read: ([cell = ''], draft) => {
    const words = cell.split(';').map((each) => each.trim())
    if (words.length <= 50 && words.every((word) => slugPattern.test(word))) draft.tags = words
  },
  write: ({ tags: words = [] }) => [words.join('; ') || undefined],
}

const secondsOf = (time: string): number => Math.floor(Date.parse(time) / 1000)

/**
 * Seconds since 1970 UTC of the newest version. A record that was changed since it was made, without ACLED having
 * uploaded its event anew since, has the time of its own change: readers find by it what is new.
 */
const timestamp: Part = {
  columns: ['timestamp'],
  at: [],
  write: ({ updated_at }) => [updated_at ? secondsOf(updated_at) : undefined],
  contradicts: ({ revision = 1, created_at }, [cell = '']) =>
    revision > 1 && created_at !== undefined && !(Number(cell) > secondsOf(created_at)),
}

const isLocated = ({ location = {} }: Draft): boolean =>
  location.country !== 'XZ' &&
  location.precision !== 'country' &&
  location.precision !== 'international' &&
  [location.admin1, location.admin2, location.admin3, location.place, location.latitude].some(
    (each) => each !== undefined,
  )

const leavesOut = (record: Draft): LeftOut | undefined => {
  if (!hasKind(record))
    return { rule: 'acled.kind', detail: `The event is ${record.event_subtype ?? record.event_type}.` }
  if (!isLocated(record)) return { rule: 'acled.unlocated', detail: 'No more than the country is known.' }
  return tooVague(record)
}

export const acled: Layout = {
  scheme: 'acled',
  dataset: 'ACLED',
  closed: true,
  columns,
  id: 'event_id_cnty',
  needed,
  parts: [
    kind,
    dates,
    actors,
    country,
    placeText('admin1', 'admin1'),
    placeText('admin2', 'admin2'),
    placeText('admin3', 'admin3'),
    name,
    coordinates,
    precision,
    sources,
    notes,
    fatalities,
    tags,
    timestamp,
  ],
  hanging: [{ columns: ['region'], on: ['country'] }],
  theirs,
  leavesOut,
  split: byDay,
  takes: ['kind', 'admin3', 'with', 'claims', 'tags', 'summary'],
  implies: ['outcome'],
}
