/** UCDP's two sides and the deaths on each. */
import { civiliansName, violenceCodes } from '../../../../schemas/crosswalk/ucdp.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import type { Path } from '../../../../schemas/rules.ts'
import { omitUndefined } from '../../../text/json.ts'
import { parseCode, parseCount, parseText } from '../cells.ts'
import {
  type Draft,
  type Note,
  type Part,
  type ReportIssue,
  type ReportLoss,
  statedFields,
} from '../layout.ts'

type Actor = NonNullable<Incident['actors']>[number]
type Group = NonNullable<NonNullable<Incident['casualties']>['groups']>[number]

export const kind: Part = {
  columns: ['type_of_violence'],
  pointerColumns: [
    ['/conflict_type', 'type_of_violence'],
    ['/event_type', 'type_of_violence'],
  ],
  fields: ['conflict_type', 'event_type', 'event_subtype'],
  read: ([cell = ''], draft, note) => {
    const type = parseCode(cell, violenceCodes.toRecord, note)
    if (type !== undefined) draft.conflict_type = type
    draft.event_type = type === 'one_sided' ? 'violence_against_civilians' : 'unspecified'
    note('ucdp.kind')
  },
  write: ({ conflict_type }, reportLoss) => {
    if (conflict_type !== undefined) return [Number(violenceCodes.toLayout.get(conflict_type))]
    reportLoss('crosswalk.unknown', 'type_of_violence', 'The kind of conflict is not known.')
    return []
  },
}

const government = 'Government of '

/** Returns the type of an actor: state forces at home, external forces abroad, civilians; undefined for other names. */
const actorType = (name: string, country: string): Actor['type'] => {
  if (name === civiliansName) return 'civilians'
  if (!name.startsWith(government)) return undefined
  if (name === government + country) return 'state_forces'
  return name.includes(government + country) ? undefined : 'external_forces'
}

const parseSide = (
  cells: readonly string[],
  at: number,
  role: Actor['role'],
  note: Note,
): Actor | undefined => {
  const [cell = '', country = ''] = [cells[at], cells[2]]
  const name = cell === '' ? '' : parseText(cell, 200, note, at)
  if (name === '') return undefined
  return omitUndefined({ name, role, type: actorType(name, country) })
}

const actorsInRole = ({ actors = [] }: Draft, role: Actor['role']): Actor[] =>
  actors.filter((each) => each.role === role)

const isState = ({ type }: Actor): boolean => type === 'state_forces' || type === 'external_forces'

/** Returns the actors of both sides: by their roles, or the attackers and those who were hit if no actor has a side. */
const toSides = (draft: Draft): readonly [Actor[], Actor[]] => {
  const [a, b] = [actorsInRole(draft, 'side_a'), actorsInRole(draft, 'side_b')]
  if (a.length + b.length > 0) return [a, b]
  const [attackers, targets] = [actorsInRole(draft, 'perpetrator'), actorsInRole(draft, 'target')]
  const isReversed =
    draft.conflict_type === 'state_based' && targets.some(isState) && !attackers.some(isState)
  return isReversed ? [targets, attackers] : [attackers, targets]
}

const sideName = (side: readonly Actor[], column: string, reportLoss: ReportLoss): Cell => {
  const [first, ...others] = side
  if (first?.name !== undefined && others.length === 0) return first.name
  const names = side.flatMap(({ name }) => name ?? [])
  if (names.length > 1) reportLoss('crosswalk.many_actors', column, `They are ${names.join(', ')}.`)
  if (names.length === 0) reportLoss('crosswalk.unknown', column, 'Nobody is named on this side.')
  return names.length === 0 ? undefined : names.join(', ')
}

/** The country decides whether a government is at home; of the cells, only the sides are read. */
export const sides: Part = {
  columns: ['side_a', 'side_b'],
  extraColumns: ['country', 'type_of_violence'],
  pointerColumns: [
    ['/actors/0', 'side_a'],
    ['/actors', 'side_b'],
  ],
  read: (cells, draft, note) => {
    const isOneSided = draft.conflict_type === 'one_sided'
    const a = parseSide(cells, 0, isOneSided ? 'perpetrator' : 'side_a', note)
    const b = parseSide(cells, 1, isOneSided ? 'target' : 'side_b', note)
    if (a || b) draft.actors = [...(a ? [a] : []), ...(b ? [b] : [])]
  },
  write: (draft, reportLoss) => {
    const [a, b] = toSides(draft)
    const attacked = [...a, ...b].some(({ role }) => role === 'perpetrator' || role === 'target')
    const oneSided = draft.conflict_type === 'one_sided'
    if (attacked && !oneSided) reportLoss('ucdp.sides', 'side_a', 'The record has an attacker and a target.')
    return [
      sideName(a, 'side_a', reportLoss),
      oneSided && b.every(({ type }) => type === 'civilians')
        ? civiliansName
        : sideName(b, 'side_b', reportLoss),
    ]
  },
}

/** Removes the first matching group with a number of deaths, and returns that number; undefined if there is none. */
const takeDeaths = (groups: Group[], matches: (group: Group) => boolean): number | undefined => {
  const at = groups.findIndex((group) => matches(group) && group.deaths?.best !== undefined)
  return at < 0 ? undefined : groups.splice(at, 1)[0]?.deaths?.best
}

const deathsByGroup = (draft: Draft): (number | undefined)[] => {
  const groups = [...(draft.casualties?.groups ?? [])]
  const [a, b] = toSides(draft)
  const ofSide = (side: readonly Actor[]) =>
    takeDeaths(groups, ({ actor }) => actor !== undefined && side.some(({ name }) => name === actor))
  const oneSided = draft.conflict_type === 'one_sided' && groups.length > 0
  const none = oneSided ? 0 : undefined
  return [
    ofSide(a) ?? none,
    ofSide(b) ?? none,
    takeDeaths(groups, ({ group }) => group === 'civilians'),
    takeDeaths(groups, ({ group }) => group === 'unknown'),
  ]
}

const estimates = ['best', 'high', 'low'] as const
const deathColumns = ['deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown', ...estimates]

/** By column: where an unreadable number is reported; the position of a group is not known then. */
const deathPaths: readonly Path[] = deathColumns.map((name, i) =>
  i < 4 ? ['external', 'fields', name] : ['casualties', 'deaths', name],
)

const parseDeaths = (cells: readonly string[], at: number, note: Note, reportIssue: ReportIssue) =>
  parseCount(cells[at] ?? '', at, deathPaths[at] ?? [], note, reportIssue)

/** In one-sided violence, deaths on either side are 0 by definition, so such a 0 is not read. */
const parseGroups = (
  cells: readonly string[],
  draft: Draft,
  note: Note,
  reportIssue: ReportIssue,
): Group[] => {
  const { actors = [], conflict_type } = draft
  const groupWith = (group: Group, at: number, minDeaths = 0): Group[] => {
    const best = parseDeaths(cells, at, note, reportIssue)
    return best === undefined || best < minDeaths ? [] : [{ ...group, deaths: { best } }]
  }
  const sideWith = (at: number, ...roles: Actor['role'][]): Group[] => {
    const actor = actors.find(({ role }) => roles.includes(role))?.name
    return actor === undefined ? [] : groupWith({ actor }, at, conflict_type === 'one_sided' ? 1 : 0)
  }
  return [
    ...sideWith(0, 'side_a', 'perpetrator'),
    ...sideWith(1, 'side_b', 'target'),
    ...groupWith({ group: 'civilians' }, 2),
    ...groupWith({ group: 'unknown' }, 3),
  ]
}

export const deaths: Part = {
  columns: deathColumns,
  extraColumns: ['side_a', 'side_b', 'type_of_violence'],
  pointerColumns: [
    ['/casualties/groups', 'deaths_civilians'],
    ['/casualties/deaths/low', 'low'],
    ['/casualties/deaths/high', 'high'],
    ['/casualties', 'best'],
  ],
  read: (cells, draft, note, reportIssue) => {
    const best = parseDeaths(cells, 4, note, reportIssue)
    const high = parseDeaths(cells, 5, note, reportIssue)
    const low = parseDeaths(cells, 6, note, reportIssue)
    const casualties = statedFields({
      reported: (best ?? low ?? 0) > 0 ? ('some' as const) : undefined,
      deaths: statedFields({ low, best, high }),
      groups: parseGroups(cells, draft, note, reportIssue),
    })
    if (casualties) draft.casualties = casualties
  },
  write: (draft, reportLoss) => {
    const { low, best, high } = draft.casualties?.deaths ?? {}
    const parts = deathsByGroup(draft)
    for (const [column, number] of Object.entries({ low, best, high }))
      if (number === undefined) reportLoss('crosswalk.unknown', column, 'The number is not known.')
    if (parts.some((part) => part === undefined))
      reportLoss('ucdp.parts', 'deaths_unknown', 'Whose deaths they are is not known for all.')
    return [...parts, best, high, low]
  },
}
