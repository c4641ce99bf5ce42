/** GTD's groups, their claims, and its targets: up to three of each. */
import {
  claimLabels,
  claimModes,
  neverKnown,
  targets as targetCodes,
  targetLabels,
  unknown,
} from '../../../../schemas/crosswalk/gtd.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { codeIn, type Draft, type Lose, type Note, type Part, textIn } from '../layout.ts'

type Claim = NonNullable<Incident['claims']>[number]

const three = [0, 1, 2] as const

interface Group {
  readonly name: string
  readonly uncertain: boolean
  readonly claim?: Claim | undefined
}

const named = (list: readonly (string | undefined)[]): string[] => [
  ...new Set(list.flatMap((each) => each ?? [])),
]

/** Who did it, who claims it and who is blamed, each once. */
const groupsOf = ({ actors = [], claims = [], attributions = [] }: Draft): Group[] => {
  const done = named(actors.filter(({ role }) => role === 'perpetrator').map(({ name }) => name))
  const said = named([...claims.map(({ by }) => by), ...attributions.map(({ to }) => to)])
  const uncertain = said.filter((name) => !done.includes(name))
  return [
    ...done.map((name) => ({ name, uncertain: false })),
    ...uncertain.map((name) => ({ name, uncertain: true })),
  ].map((group) => ({ ...group, claim: claims.find(({ by }) => by === group.name) }))
}

const modeOf = ({ medium = 'unknown' }: Claim): string => claimModes.theirs.get(medium) ?? '10'

const claimCells = (claim: Claim | undefined, isGroup: boolean): Cell[] => {
  if (!claim) return [isGroup ? unknown.yesNo : undefined, undefined, undefined]
  const mode = modeOf(claim)
  return [1, Number(mode), claimLabels[mode]]
}

const tellGroups = (groups: readonly Group[], lose: Lose) => {
  if (groups.length > 3) lose('crosswalk.too_many', 'gname3', `There are ${groups.length} groups.`)
  for (const [i, { name, uncertain }] of groups.slice(0, 3).entries())
    if (uncertain) lose('gtd.group', i === 0 ? 'gname' : `gname${i + 1}`, `${name} claims it or is blamed.`)
  if (groups.length === 0) lose('crosswalk.unknown', 'gname', 'Who did it is not known.')
}

const claimIn = (by: string, yes: string, mode: string, note: Note): Claim[] => {
  if (yes.trim() !== '1') return []
  const medium = codeIn(mode, claimModes.ours, note)
  return [{ ...(by === '' ? {} : { by }), ...(medium === undefined ? {} : { medium }) }]
}

/** A group that is certain is a perpetrator; one that is not is blamed, by GTD. */
export const groups: Part = {
  columns: [
    ...['gname', 'gname2', 'gname3', 'guncertain1', 'guncertain2', 'guncertain3'],
    ...['claimed', 'claimmode', 'claimmode_txt', 'claim2', 'claimmode2', 'claimmode2_txt'],
    ...['claim3', 'claimmode3', 'claimmode3_txt'],
  ],
  at: [
    ['/actors', 'gname'],
    ['/attributions', 'gname'],
    ['/claims', 'claimed'],
  ],
  read: (cells, draft, note) => {
    const names = three
      .map((i) => textIn(cells[i] ?? '', 200, note))
      .map((each) => (each === 'Unknown' ? '' : each))
    const isSure = (i: number): boolean => (cells[3 + i] ?? '').trim() !== '1'
    const sure = names.filter((name, i) => name !== '' && isSure(i))
    const blamed = names.filter((name, i) => name !== '' && !isSure(i))
    const claims = three.flatMap((i) =>
      claimIn(names[i] ?? '', cells[6 + 3 * i] ?? '', cells[7 + 3 * i] ?? '', note),
    )
    if (sure.length > 0) draft.actors = sure.map((name) => ({ name, role: 'perpetrator' as const }))
    if (blamed.length > 0)
      draft.attributions = blamed.map((to) => ({ by: 'GTD', to, confidence: 'suspected' as const }))
    const said = claims.filter((claim) => Object.keys(claim).length > 0)
    if (said.length > 0) draft.claims = said
  },
  write: (draft, lose) => {
    const all = groupsOf(draft)
    tellGroups(all, lose)
    const nameless = (draft.claims ?? []).find(({ by }) => by === undefined)
    return [
      ...three.map((i) => all[i]?.name),
      ...three.map((i) => (all[i] ? Number(all[i].uncertain) : undefined)),
      ...claimCells(all[0] ? all[0].claim : nameless, true),
      ...claimCells(all[1]?.claim, all[1] !== undefined),
      ...claimCells(all[2]?.claim, all[2] !== undefined),
    ]
  },
}

const targetColumns = (i: number) => [`targtype${i}`, `targtype${i}_txt`, `corp${i}`, `target${i}`]

const targetIn = (cells: readonly string[], note: Note) => {
  const [code = '', , corporation = '', aim = ''] = cells
  const type = codeIn(code, targetCodes.ours, note)
  const [operator, name] = [textIn(corporation, 200, note), textIn(aim, 200, note)]
  return {
    ...(name === '' ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(operator === '' ? {} : { operator }),
  }
}

const targetCells = (target: NonNullable<Incident['targets']>[number] | undefined): Cell[] => {
  if (!target) return [undefined, undefined, undefined, undefined]
  const code = targetCodes.theirs.get(target.type ?? 'unknown') ?? '20'
  return [Number(code), targetLabels[code], target.operator, target.name]
}

/** Without a target, the people who were hit are the first one, of a kind that is not known. */
const targetsOf = ({ targets = [], actors = [] }: Draft): NonNullable<Incident['targets']> => {
  const people = actors.filter(({ role }) => role === 'target')
  if (targets.length > 0 || people.length === 0) return targets.length > 0 ? targets : [{}]
  return people.map(({ name, type }) => ({
    ...(name === undefined ? {} : { name }),
    type: type === 'civilians' ? ('private' as const) : ('unknown' as const),
  }))
}

export const targets: Part = {
  columns: [...targetColumns(1), ...targetColumns(2), ...targetColumns(3)],
  at: [['/targets', 'targtype1']],
  read: (cells, draft, note) => {
    const all = three.map((i) => targetIn(cells.slice(4 * i, 4 * i + 4), note))
    const said = all.filter((target) => Object.keys(target).length > 0)
    if (said.length > 0) draft.targets = said
  },
  write: (draft, lose) => {
    const all = targetsOf(draft)
    if (all.length > 3) lose('crosswalk.too_many', 'target3', `There are ${all.length} targets.`)
    if (all[0]?.type === undefined) lose('crosswalk.unknown', 'targtype1', 'The kind of target is not known.')
    return three.flatMap((i) => targetCells(all[i]))
  },
}

/** What links say does not contradict what came: it is told where nothing did. */
const isEmpty = (_: Draft, [cell = '']: readonly string[]): boolean => cell === ''

export const motive: Part = {
  columns: ['motive'],
  at: [],
  write: ({ links = [] }) => [
    links
      .filter(({ type }) => type === 'possible_motive')
      .map(({ by, note, incident }) => [by, note ?? incident].filter((each) => each !== undefined).join(': '))
      .join('; ') || undefined,
  ],
  contradicts: isEmpty,
}

export const related: Part = {
  columns: ['related'],
  at: [],
  write: ({ links = [] }) => [named(links.map(({ incident }) => incident)).join(', ') || undefined],
  contradicts: isEmpty,
}

/** What a record never knows. */
export const constants: Part = {
  columns: Object.keys(neverKnown),
  at: [],
  write: () => Object.values(neverKnown),
}
