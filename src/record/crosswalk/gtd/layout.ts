/** The layout of the Global Terrorism Database, in both directions. */
import { columns, projectOnlyColumns, requiredColumns } from '../../../../schemas/crosswalk/gtd.ts'
import { parseText } from '../cells.ts'
import type { DependentColumns, Draft, Exclusion, Layout, Part } from '../layout.ts'
import type { LossName } from '../losses.ts'
import {
  coordinatesPart,
  isDataset,
  locationTextPart,
  orDataset,
  type Source,
  summaryPart,
} from '../parts.ts'
import { attack, dates, success } from './events.ts'
import { hostages, people, property, weapons } from './harm.ts'
import { constants, groups, motive, related, targets } from './parties.ts'
import { country, names, precision } from './places.ts'

const summary = summaryPart('summary', ({ summary: text, title }) => [text ?? title])

const dataset = 'GTD'

const describeSource = ({ publisher, title, said_by, published, url }: Source): string =>
  [publisher, title && `"${title}"`, said_by && `according to ${said_by}`, published, url]
    .filter((each) => each !== undefined && each !== '')
    .join(', ')

const sources: Part = {
  columns: ['scite1', 'scite2', 'scite3'],
  pointerColumns: [['/sources', 'scite1']],
  read: (cells, draft, note) => {
    const titles = cells.map((cell, i) => parseText(cell, 500, note, i)).filter((title) => title !== '')
    const cited = titles.map((title) => ({ title }))
    draft.sources = orDataset(cited, dataset, note)
  },
  write: ({ sources: all = [] }, reportLoss) => {
    const cited = all.filter((source) => !isDataset(source, dataset))
    if (cited.length > 3) reportLoss('crosswalk.too_many', 'scite3', `There are ${cited.length} sources.`)
    return cited
      .slice(0, 3)
      .map((each) => (each.title && Object.keys(each).length === 1 ? each.title : describeSource(each)))
  },
}

/** The collection effort of a record. */
const collection: Part = {
  columns: ['dbsource'],
  pointerColumns: [],
  write: (record) => [record.dataset],
}

const attackEventTypes: readonly (string | undefined)[] = ['remote_violence', 'violence_against_civilians']

const findExclusion = (record: Draft): Exclusion | undefined => {
  const { event_type, event_subtype, actors = [] } = record
  const detail = `The event is ${event_subtype ?? event_type}.`
  if (event_type === 'disrupted') return { rule: 'gtd.not_attempted', detail }
  const attackers = actors.filter(({ role }) => role === 'perpetrator')
  const state = attackers.find(({ type }) => type === 'state_forces' || type === 'external_forces')
  if (state)
    return { rule: 'gtd.state', detail: `${state.name ?? 'The attacker'} is of the kind ${state.type}.` }
  const attacked = attackEventTypes.includes(event_type)
  const fought = event_type === 'battle' || event_type === 'unspecified'
  if (attacked || (fought && attackers.length > 0)) return undefined
  return { rule: 'gtd.not_attack', detail }
}

/** Returns whether a count of a subgroup is at most the count of all. */
const isSubsetCount: DependentColumns['isStillValid'] = (cell, now) => !(Number(cell) > Number(now))

/** Returns whether a hostage cell fits the attack type: a kidnapping has hostages. */
const isConsistentWithAttack: DependentColumns['isStillValid'] = (cell, attack) =>
  attack !== 6 || Number(cell) > 0

export const gtd: Layout = {
  scheme: 'gtd',
  dataset,
  isRestricted: true,
  columns,
  idColumn: 'eventid',
  requiredColumns,
  parts: [
    dates,
    country,
    locationTextPart('provstate', 'admin1'),
    names,
    coordinatesPart(),
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
    'attributions',
    'links',
    'sources',
    'speakers',
    'summary',
  ] satisfies LossName[],
  impliedFields: [],
}
