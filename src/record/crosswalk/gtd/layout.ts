/** The layout of the Global Terrorism Database, both ways. */
import { columns, needed, theirs } from '../../../../schemas/crosswalk/gtd.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import {
  type Draft,
  type Hanging,
  type Layout,
  type LeftOut,
  type Part,
  placeText,
  textIn,
} from '../layout.ts'
import { attack, dates, success } from './events.ts'
import { hostages, people, property, weapons } from './harm.ts'
import { constants, groups, motive, related, targets } from './parties.ts'
import { coordinates, country, names, precision } from './places.ts'

const summary: Part = {
  columns: ['summary'],
  at: [['/summary', 'summary']],
  read: ([cell = ''], draft, note) => {
    const text = textIn(cell, 10_000, note)
    if (text !== '') draft.summary = text
  },
  write: ({ summary: text, title }) => [text ?? title],
}

type Source = Incident['sources'][number]

const inWords = ({ publisher, title, said_by, published, url }: Source): string =>
  [publisher, title && `"${title}"`, said_by && `according to ${said_by}`, published, url]
    .filter((each) => each !== undefined && each !== '')
    .join(', ')

const sources: Part = {
  columns: ['scite1', 'scite2', 'scite3'],
  at: [['/sources', 'scite1']],
  read: (cells, draft, note) => {
    const cited = cells.map((cell) => textIn(cell, 500, note)).filter((text) => text !== '')
    if (cited.length === 0) note('crosswalk.source_dataset')
    draft.sources =
      cited.length === 0 ? [{ publisher: 'GTD', kind: 'dataset' }] : cited.map((title) => ({ title }))
  },
  write: ({ sources: all = [] }, lose) => {
    const cited = all.filter(({ kind, publisher }) => !(kind === 'dataset' && publisher === 'GTD'))
    if (cited.length > 3) lose('crosswalk.too_many', 'scite3', `There are ${cited.length} sources.`)
    return cited
      .slice(0, 3)
      .map((each) => (each.title && Object.keys(each).length === 1 ? each.title : inWords(each)))
  },
}

/** The collection effort that a record is from. */
const collection: Part = {
  columns: ['dbsource'],
  at: [],
  write: ({ dataset }) => [dataset],
}

const launched: readonly (string | undefined)[] = ['remote_violence', 'violence_against_civilians']

const leavesOut = (record: Draft): LeftOut | undefined => {
  const { event_type, event_subtype, actors = [] } = record
  const what = `The event is ${event_subtype ?? event_type}.`
  if (event_type === 'disrupted') return { rule: 'gtd.not_attempted', detail: what }
  const attackers = actors.filter(({ role }) => role === 'perpetrator')
  const state = attackers.find(({ type }) => type === 'state_forces' || type === 'external_forces')
  if (state)
    return { rule: 'gtd.state', detail: `${state.name ?? 'The attacker'} is of the kind ${state.type}.` }
  const attacked = launched.includes(event_type)
  const fought = event_type === 'battle' || event_type === 'unspecified'
  if (attacked || (fought && attackers.length > 0)) return undefined
  return { rule: 'gtd.not_attack', detail: what }
}

/** Some of all who were hurt are not more than all. */
const isPartOf: Hanging['holds'] = (cell, now) => !(Number(cell) > Number(now))

/** What has become an abduction has hostages. */
const isHostageOrNot: Hanging['holds'] = (cell, attack) => attack !== 6 || Number(cell) > 0

export const gtd: Layout = {
  scheme: 'gtd',
  dataset: 'GTD',
  closed: true,
  columns,
  id: 'eventid',
  needed,
  parts: [
    dates,
    country,
    placeText('provstate', 'admin1'),
    names,
    coordinates,
    precision,
    summary,
    success,
    attack,
    targets,
    groups,
    motive,
    weapons,
    people,
    property,
    hostages,
    sources,
    collection,
    related,
    constants,
  ],
  hanging: [
    { columns: ['country', 'region', 'region_txt'], on: ['country_txt'] },
    ...[1, 2, 3].map((i) => ({
      columns: [`targsubtype${i}`, `targsubtype${i}_txt`],
      on: [`targtype${i}`],
    })),
    ...['', '2', '3'].map((i) => ({ columns: [`gsubname${i}`], on: [`gname${i}`] })),
    { columns: ['ishostkid', 'nhostkid'], on: ['attacktype1'], holds: isHostageOrNot },
    { columns: ['nkillus', 'nkillter'], on: ['nkill'], holds: isPartOf },
    { columns: ['nwoundus', 'nwoundte'], on: ['nwound'], holds: isPartOf },
  ],
  theirs,
  leavesOut,
  takes: [
    ...[
      'kind',
      'outcome',
      'date_note',
      'note',
      'targets',
      'weapons',
      'reported',
      'injuries',
      'damage',
      'claims',
    ],
    ...['attributions', 'links', 'sources', 'speakers', 'summary'],
  ],
  implies: [],
}
