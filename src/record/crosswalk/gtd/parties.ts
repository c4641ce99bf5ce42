/** GTD's groups, their claims, and its targets: at most three of each. */
import { claimModes, targetCodes, unknownCodes, unknownColumns } from '../../../../schemas/crosswalk/gtd.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { omitUndefined } from '../../../text/json.ts'
import { parseCode, parseText } from '../cells.ts'
import { type Draft, type Note, type Part, type ReportLoss, statedFields } from '../layout.ts'

type Claim = NonNullable<Incident['claims']>[number]

const slots = [0, 1, 2] as const

interface Group {
  readonly name: string
  readonly uncertain: boolean
  readonly claim?: Claim | undefined
}

const uniqueNames = (list: readonly (string | undefined)[]): string[] => [
  ...new Set(list.flatMap((each) => each ?? [])),
]

/** Returns the perpetrators, claimants and accused groups, deduplicated. */
const toGroups = ({ actors = [], claims = [], attributions = [] }: Draft): Group[] => {
  const perpetrators = uniqueNames(
    actors.filter(({ role }) => role === 'perpetrator').map(({ name }) => name),
  )
  const claimedNames = uniqueNames([...claims.map(({ by }) => by), ...attributions.map(({ to }) => to)])
  const uncertain = claimedNames.filter((name) => !perpetrators.includes(name))
  return [
    ...perpetrators.map((name) => ({ name, uncertain: false })),
    ...uncertain.map((name) => ({ name, uncertain: true })),
  ].map((group) => ({ ...group, claim: claims.find(({ by }) => by === group.name) }))
}

const claimModeCode = ({ medium = 'unknown' }: Claim): string => claimModes.toLayout.get(medium) ?? '10'

const claimCells = (claim: Claim | undefined, { isGroup }: { readonly isGroup: boolean }): Cell[] => {
  if (!claim) return [isGroup ? unknownCodes.yesNo : undefined, undefined, undefined]
  const mode = claimModeCode(claim)
  return [1, Number(mode), claimModes.labels[mode]]
}

const reportGroupLoss = (groups: readonly Group[], reportLoss: ReportLoss) => {
  if (groups.length > 3) reportLoss('crosswalk.too_many', 'gname3', `There are ${groups.length} groups.`)
  for (const [i, { name, uncertain }] of groups.slice(0, 3).entries())
    if (uncertain)
      reportLoss('gtd.group', i === 0 ? 'gname' : `gname${i + 1}`, `${name} claims it or is blamed.`)
  if (groups.length === 0) reportLoss('crosswalk.unknown', 'gname', 'Who did it is not known.')
}

/** Returns the claim of two cells, of which the first is at `at`; none if the event is not claimed. */
const parseClaim = (by: string, cells: readonly string[], at: number, note: Note): Claim[] => {
  if ((cells[at] ?? '').trim() !== '1') return []
  const claim = statedFields({
    by,
    medium: parseCode(cells[at + 1] ?? '', claimModes.toRecord, note, at + 1),
  })
  return claim ? [claim] : []
}

/** A certain group becomes a perpetrator; an uncertain one becomes an attribution by GTD. */
export const groups: Part = {
  columns: [
    ...['gname', 'gname2', 'gname3', 'guncertain1', 'guncertain2', 'guncertain3'],
    ...['claimed', 'claimmode', 'claimmode_txt', 'claim2', 'claimmode2', 'claimmode2_txt'],
    ...['claim3', 'claimmode3', 'claimmode3_txt'],
  ],
  pointerColumns: [
    ['/actors', 'gname'],
    ['/attributions', 'gname'],
    ['/claims', 'claimed'],
  ],
  read: (cells, draft, note) => {
    const names = slots
      .map((i) => parseText(cells[i] ?? '', 200, note, i))
      .map((each) => (each === 'Unknown' ? '' : each))
    const isCertain = (i: number): boolean => (cells[3 + i] ?? '').trim() !== '1'
    const certainNames = names.filter((name, i) => name !== '' && isCertain(i))
    const suspectedNames = names.filter((name, i) => name !== '' && !isCertain(i))
    const claims = slots.flatMap((i) => parseClaim(names[i] ?? '', cells, 6 + 3 * i, note))
    if (certainNames.length > 0)
      draft.actors = certainNames.map((name) => ({ name, role: 'perpetrator' as const }))
    if (suspectedNames.length > 0)
      draft.attributions = suspectedNames.map((to) => ({ by: 'GTD', to, confidence: 'suspected' as const }))
    if (claims.length > 0) draft.claims = claims
  },
  write: (draft, reportLoss) => {
    const all = toGroups(draft)
    reportGroupLoss(all, reportLoss)
    const nameless = (draft.claims ?? []).find(({ by }) => by === undefined)
    return [
      ...slots.map((i) => all[i]?.name),
      ...slots.map((i) => (all[i] ? Number(all[i].uncertain) : undefined)),
      ...claimCells(all[0] ? all[0].claim : nameless, { isGroup: true }),
      ...claimCells(all[1]?.claim, { isGroup: all[1] !== undefined }),
      ...claimCells(all[2]?.claim, { isGroup: all[2] !== undefined }),
    ]
  },
}

const targetColumns = (i: number) => [`targtype${i}`, `targtype${i}_txt`, `corp${i}`, `target${i}`]

/** Returns the target of four cells, of which the first is at `at`. */
const parseTarget = (cells: readonly string[], at: number, note: Note) => {
  const [code = '', , corporation = '', targetCell = ''] = cells.slice(at, at + 4)
  const type = parseCode(code, targetCodes.toRecord, note, at)
  const operator = parseText(corporation, 200, note, at + 2)
  const name = parseText(targetCell, 200, note, at + 3)
  return statedFields({ name, type, operator })
}

const targetCells = (target: NonNullable<Incident['targets']>[number] | undefined): Cell[] => {
  if (!target) return [undefined, undefined, undefined, undefined]
  const code = targetCodes.toLayout.get(target.type ?? 'unknown') ?? '20'
  return [Number(code), targetCodes.labels[code], target.operator, target.name]
}

/** Returns the targets. If there are none, the first one consists of the people who were hit, of unknown type. */
const toTargets = ({ targets = [], actors = [] }: Draft): NonNullable<Incident['targets']> => {
  const people = actors.filter(({ role }) => role === 'target')
  if (targets.length > 0 || people.length === 0) return targets.length > 0 ? targets : [{}]
  return people.map(({ name, type }) =>
    omitUndefined({ name, type: type === 'civilians' ? ('private' as const) : ('unknown' as const) }),
  )
}

export const targets: Part = {
  columns: [...targetColumns(1), ...targetColumns(2), ...targetColumns(3)],
  pointerColumns: [['/targets', 'targtype1']],
  read: (cells, draft, note) => {
    const all = slots.flatMap((i) => parseTarget(cells, 4 * i, note) ?? [])
    if (all.length > 0) draft.targets = all
  },
  write: (draft, reportLoss) => {
    const all = toTargets(draft)
    if (all.length > 3) reportLoss('crosswalk.too_many', 'target3', `There are ${all.length} targets.`)
    if (all[0]?.type === undefined)
      reportLoss('crosswalk.unknown', 'targtype1', 'The kind of target is not known.')
    return slots.flatMap((i) => targetCells(all[i]))
  },
}

/** Links do not contradict an imported cell, so they replace only an empty one. */
const isEmptyCell = (_: Draft, [cell = '']: readonly string[]): boolean => cell === ''

export const motive: Part = {
  columns: ['motive'],
  pointerColumns: [],
  write: ({ links = [] }) => [
    links
      .filter(({ type }) => type === 'possible_motive')
      .map(({ by, note, incident }) => [by, note ?? incident].filter((each) => each !== undefined).join(': '))
      .join('; ') || undefined,
  ],
  isOutdated: isEmptyCell,
}

export const related: Part = {
  columns: ['related'],
  pointerColumns: [],
  write: ({ links = [] }) => [uniqueNames(links.map(({ incident }) => incident)).join(', ') || undefined],
  isOutdated: isEmptyCell,
}

/** Columns that a record has no information about. */
export const constants: Part = {
  columns: Object.keys(unknownColumns),
  pointerColumns: [],
  write: () => Object.values(unknownColumns),
}
