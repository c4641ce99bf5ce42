/** The layout of the Global Terrorism Database, both ways. */
import { columns, projectOnlyColumns, requiredColumns } from '../../../../schemas/crosswalk/gtd.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import {
  type DependentColumns,
  type Draft,
  type Exclusion,
  type Layout,
  locationTextPart,
  type Part,
  parseText,
} from '../layout.ts'
import { attack, dates, success } from './events.ts'
import { hostages, people, property, weapons } from './harm.ts'
import { constants, groups, motive, related, targets } from './parties.ts'
import { coordinates, country, names, precision } from './places.ts'

const summary: Part = {
  columns: ['summary'],
  pointerColumns: [['/summary', 'summary']],
  read: ([cell = ''], draft, note) => {
    const text = parseText(cell, 10_000, note)
    if (text !== '') draft.summary = text
  },
  write: ({ summary: text, title }) => [text ?? title],
}

type Source = Incident['sources'][number]

const describeSource = ({ publisher, title, said_by, published, url }: Source): string =>
  [publisher, title && `"${title}"`, said_by && `according to ${said_by}`, published, url]
    .filter((each) => each !== undefined && each !== '')
    .join(', ')

const sources: Part = {
  columns: ['scite1', 'scite2', 'scite3'],
  pointerColumns: [['/sources', 'scite1']],
  read: (cells, draft, note) => {
    const cited = cells.map((cell) => parseText(cell, 500, note)).filter((text) => text !== '')
    if (cited.length === 0) note('crosswalk.source_dataset')
    draft.sources =
      cited.length === 0 ? [{ publisher: 'GTD', kind: 'dataset' }] : cited.map((title) => ({ title }))
  },
  write: ({ sources: all = [] }, reportLoss) => {
    const cited = all.filter(({ kind, publisher }) => !(kind === 'dataset' && publisher === 'GTD'))
    if (cited.length > 3) reportLoss('crosswalk.too_many', 'scite3', `There are ${cited.length} sources.`)
    return cited
      .slice(0, 3)
      .map((each) => (each.title && Object.keys(each).length === 1 ? each.title : describeSource(each)))
  },
}

/** The collection effort that a record is from. */
const collection: Part = {
  columns: ['dbsource'],
  pointerColumns: [],
  write: ({ dataset }) => [dataset],
}

const attackEventTypes: readonly (string | undefined)[] = ['remote_violence', 'violence_against_civilians']

const findExclusion = (record: Draft): Exclusion | undefined => {
  const { event_type, event_subtype, actors = [] } = record
  const detail = `The event is ${event_subtype ?? event_type}.`
  if (event_type === 'disrupted') return { rule: 'gtd.not_attempted', detail: detail }
  const attackers = actors.filter(({ role }) => role === 'perpetrator')
  const state = attackers.find(({ type }) => type === 'state_forces' || type === 'external_forces')
  if (state)
    return { rule: 'gtd.state', detail: `${state.name ?? 'The attacker'} is of the kind ${state.type}.` }
  const attacked = attackEventTypes.includes(event_type)
  const fought = event_type === 'battle' || event_type === 'unspecified'
  if (attacked || (fought && attackers.length > 0)) return undefined
  return { rule: 'gtd.not_attack', detail: detail }
}

/** Some of all who were hurt are not more than all. */
const isSubsetCount: DependentColumns['isStillValid'] = (cell, now) => !(Number(cell) > Number(now))

/** What has become an abduction has hostages. */
const isConsistentWithAttack: DependentColumns['isStillValid'] = (cell, attack) =>
  attack !== 6 || Number(cell) > 0

export const gtd: Layout = {
  scheme: 'gtd',
  dataset: 'GTD',
  isRestricted: true,
  columns,
  idColumn: 'eventid',
  requiredColumns,
  parts: [
    dates,
    country,
    locationTextPart('provstate', 'admin1'),
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
  dependents: [
    { columns: ['country', 'region', 'region_txt'], dependsOn: ['country_txt'] },
    ...[1, 2, 3].map((i) => ({
      columns: [`targsubtype${i}`, `targsubtype${i}_txt`],
      dependsOn: [`targtype${i}`],
    })),
    ...['', '2', '3'].map((i) => ({ columns: [`gsubname${i}`], dependsOn: [`gname${i}`] })),
    { columns: ['ishostkid', 'nhostkid'], dependsOn: ['attacktype1'], isStillValid: isConsistentWithAttack },
    { columns: ['nkillus', 'nkillter'], dependsOn: ['nkill'], isStillValid: isSubsetCount },
    { columns: ['nwoundus', 'nwoundte'], dependsOn: ['nwound'], isStillValid: isSubsetCount },
  ],
  projectOnlyColumns,
  findExclusion,
  mappedFields: [
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
  impliedFields: [],
}
