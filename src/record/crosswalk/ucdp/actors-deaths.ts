/** UCDP's two sides and the deaths on each. */
import { civiliansName, violenceCodes } from '../../../../schemas/crosswalk/ucdp.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import {
  type Draft,
  type Note,
  type Part,
  parseCode,
  parseCount,
  parseText,
  type ReportLoss,
} from '../layout.ts'

type Actor = NonNullable<Incident['actors']>[number]
type Casualties = NonNullable<Incident['casualties']>
type Group = NonNullable<Casualties['groups']>[number]

export const kind: Part = {
  columns: ['type_of_violence'],
  pointerColumns: [
    ['/conflict_type', 'type_of_violence'],
    ['/event_type', 'type_of_violence'],
  ],
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

/** State forces at home, external forces abroad, civilians; of any other side the kind is not told. */
const actorType = (name: string, country: string): Actor['type'] => {
  if (name === civiliansName) return 'civilians'
  if (!name.startsWith(government)) return undefined
  if (name === government + country) return 'state_forces'
  return name.includes(government + country) ? undefined : 'external_forces'
}

const parseSide = (cell: string, role: Actor['role'], country: string, note: Note): Actor | undefined => {
  const name = cell === '' ? '' : parseText(cell, 200, note)
  if (name === '') return undefined
  const type = actorType(name, country)
  return { name, ...(role === undefined ? {} : { role }), ...(type === undefined ? {} : { type }) }
}

const actorsInRole = ({ actors = [] }: Draft, role: Actor['role']): Actor[] =>
  actors.filter((each) => each.role === role)

const isState = ({ type }: Actor): boolean => type === 'state_forces' || type === 'external_forces'

/** The actors on either side: by their roles, and where there are no sides, who attacked and who was hit. */
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

/** The country tells whether a government is at home; only the sides are read of the cells. */
export const sides: Part = {
  columns: ['side_a', 'side_b'],
  extraColumns: ['country'],
  pointerColumns: [
    ['/actors/0', 'side_a'],
    ['/actors', 'side_b'],
  ],
  read: ([first = '', second = '', country = ''], draft, note) => {
    const isOneSided = draft.conflict_type === 'one_sided'
    const a = parseSide(first, isOneSided ? 'perpetrator' : 'side_a', country, note)
    const b = parseSide(second, isOneSided ? 'target' : 'side_b', country, note)
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

/** The first of these people whose part is not spoken for; what is found is taken. */
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

/** In one-sided violence nobody dies on either side, by definition: such a zero is not told of a record. */
const parseGroups = (cells: readonly string[], draft: Draft, note: Note): Group[] => {
  const [a = '', b = '', civilian = '', unknown = ''] = cells
  const { actors = [], conflict_type } = draft
  const groups: Group[] = []
  const add = (group: Group, cell: string, oneSide: boolean) => {
    const best = cell === '' ? undefined : parseCount(cell, note)
    if (best === undefined || (oneSide && best === 0 && conflict_type === 'one_sided')) return
    groups.push({ ...group, deaths: { best } })
  }
  const actorInRoles = (...roles: Actor['role'][]) => {
    const name = actors.find(({ role }) => roles.includes(role))?.name
    return name === undefined ? {} : { actor: name }
  }
  const [first, second] = [actorInRoles('side_a', 'perpetrator'), actorInRoles('side_b', 'target')]
  if (first.actor !== undefined) add(first, a, true)
  if (second.actor !== undefined) add(second, b, true)
  add({ group: 'civilians' }, civilian, false)
  add({ group: 'unknown' }, unknown, false)
  return groups
}

export const deaths: Part = {
  columns: ['deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown', 'best', 'high', 'low'],
  pointerColumns: [
    ['/casualties/groups', 'deaths_civilians'],
    ['/casualties/deaths/low', 'low'],
    ['/casualties/deaths/high', 'high'],
    ['/casualties', 'best'],
  ],
  read: (cells, draft, note) => {
    const [, , , , bestCell = '', highCell = '', lowCell = ''] = cells
    const [low, best, high] = [
      parseCount(lowCell, note),
      parseCount(bestCell, note),
      parseCount(highCell, note),
    ]
    const total = {
      ...(low === undefined ? {} : { low }),
      ...(best === undefined ? {} : { best }),
      ...(high === undefined ? {} : { high }),
    }
    const groups = parseGroups(cells, draft, note)
    const casualties: Casualties = {}
    if ((best ?? low ?? 0) > 0) casualties.reported = 'some'
    if (low !== undefined || best !== undefined || high !== undefined) casualties.deaths = total
    if (groups.length > 0) casualties.groups = groups
    if (Object.keys(casualties).length > 0) draft.casualties = casualties
  },
  write: (draft, reportLoss) => {
    const { low, best, high } = draft.casualties?.deaths ?? {}
    const parts = deathsByGroup(draft)
    if (low === undefined) reportLoss('crosswalk.unknown', 'low', 'The number is not known.')
    if (best === undefined) reportLoss('crosswalk.unknown', 'best', 'The number is not known.')
    if (high === undefined) reportLoss('crosswalk.unknown', 'high', 'The number is not known.')
    if (parts.some((part) => part === undefined))
      reportLoss('ucdp.parts', 'deaths_unknown', 'Whose deaths they are is not known for all.')
    return [...parts, best, high, low]
  },
}
