/** GTD's weapons, people and property. */

import {
  isUnknownCode,
  projectile,
  projectileTypes,
  unknownCodes,
  unknownExtent,
  weaponCodes,
} from '../../../../schemas/crosswalk/gtd.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { labelOf, weaponType } from '../../../../schemas/vocabularies.ts'
import { parseCode, parseShare, parseText } from '../cells.ts'
import {
  type Draft,
  type Note,
  type Part,
  type ReportIssue,
  type ReportLoss,
  statedFields,
} from '../layout.ts'

type Weapon = NonNullable<Incident['weapons']>[number]

const weaponSlots = [0, 1, 2, 3] as const
const munitionFields = ['fired', 'hit', 'missed', 'intercepted', 'found'] as const

/** Returns the number fired, with its range if the sources disagree. */
const describeFired = ({ fired, fired_low: low, fired_high: high }: Weapon): string | number | undefined => {
  if (low === undefined && high === undefined) return fired
  const range =
    low === undefined ? `at most ${high}` : high === undefined ? `at least ${low}` : `${low} to ${high}`
  return fired === undefined ? range : `${fired} (${range})`
}

const describeWeapon = (weapon: Weapon): string => {
  const { type = 'unknown' } = weapon
  const kind = type === 'unknown' ? undefined : labelOf(weaponType, type).toLowerCase()
  const name = [weapon.model, kind].filter((each) => each !== undefined).join(' ')
  const counts = munitionFields.flatMap((each) => {
    const count = each === 'fired' ? describeFired(weapon) : weapon[each]
    return count === undefined ? [] : `${count} ${each}`
  })
  return [name || (counts.length > 0 ? 'weapon' : ''), counts.join(', ')]
    .filter((each) => each !== '')
    .join(': ')
}

/** Returns the weapon types, deduplicated. */
const weaponKinds = (
  weapons: readonly Weapon[],
): { readonly code: string; readonly projectile: boolean }[] => {
  const found = weapons.map(({ type }) => ({
    code: type === undefined || type === 'unknown' ? '13' : (weaponCodes.toLayout.get(type) ?? '13'),
    projectile: projectileTypes.includes(type),
  }))
  const key = (each: (typeof found)[number]) => `${each.code}/${each.projectile}`
  return found.filter((each, i) => found.findIndex((other) => key(other) === key(each)) === i)
}

const weaponColumns = (i: number) => [
  `weaptype${i}`,
  `weaptype${i}_txt`,
  `weapsubtype${i}`,
  `weapsubtype${i}_txt`,
]

export const weapons: Part = {
  columns: [...weaponSlots.flatMap((i) => weaponColumns(i + 1)), 'weapdetail'],
  pointerColumns: [['/weapons', 'weaptype1']],
  read: (cells, draft, note) => {
    const found = weaponSlots.flatMap((i): Weapon[] => {
      const type = parseCode(cells[4 * i] ?? '', weaponCodes.toRecord, note, 4 * i)
      if (type === 'other' || type === 'unknown') note('gtd.weapon_read')
      return type === undefined ? [] : [{ type }]
    })
    const [first] = found
    const detail = parseText(cells[16] ?? '', 200, note, 16)
    if (first && detail !== '') first.model = detail
    if (found.length > 0) draft.weapons = found
  },
  write: ({ weapons: all = [] }, reportLoss) => {
    const kinds = all.length === 0 ? [{ code: '13', projectile: false }] : weaponKinds(all)
    if (kinds.length > 4) reportLoss('crosswalk.too_many', 'weaptype4', `There are ${kinds.length} kinds.`)
    if (all.length === 0) reportLoss('crosswalk.unknown', 'weaptype1', 'The weapon is not known.')
    else reportLoss('gtd.weapon', 'weaptype1', all.map(describeWeapon).join('; '))
    const cells = weaponSlots.flatMap((i): Cell[] => {
      const kind = kinds[i]
      if (!kind) return [undefined, undefined, undefined, undefined]
      const closer = kind.projectile ? [projectile.code, projectile.label] : [undefined, undefined]
      return [Number(kind.code), weaponCodes.labels[kind.code], ...closer]
    })
    return [...cells, all.map(describeWeapon).join('; ') || undefined]
  },
}

const peopleCell = (
  { casualties }: Draft,
  field: 'deaths' | 'injuries',
  column: string,
  reportLoss: ReportLoss,
): Cell => {
  const { low, best, high } = casualties?.[field] ?? {}
  if ([low, high].some((each) => each !== undefined && each !== best))
    reportLoss('gtd.one_number', column, `Low is ${low ?? 'not known'}, high is ${high ?? 'not known'}.`)
  const number = best ?? (casualties?.reported === 'none' ? 0 : undefined)
  if (number === undefined) reportLoss('crosswalk.unknown', column, 'The number is not known.')
  return number
}

type Estimate = NonNullable<NonNullable<Incident['casualties']>['deaths']>

const peopleFields = ['deaths', 'injuries'] as const

/** Returns the number of a cell; a share of a number for several attacks lies between two whole numbers. */
const parsePeople = (cell: string, at: 0 | 1, note: Note, reportIssue: ReportIssue): Estimate | undefined => {
  if (isUnknownCode(cell.trim())) {
    note('crosswalk.number', at)
    return undefined
  }
  const number = parseShare(cell, at, ['casualties', peopleFields[at], 'best'], note, reportIssue)
  if (number === undefined) return undefined
  if (Number.isInteger(number)) return { best: number }
  note('gtd.share', at)
  return { low: Math.floor(number), high: Math.ceil(number) }
}

export const people: Part = {
  columns: ['nkill', 'nwound'],
  pointerColumns: [
    ['/casualties/deaths', 'nkill'],
    ['/casualties', 'nwound'],
  ],
  read: ([killed = '', wounded = ''], draft, note, reportIssue) => {
    const deaths = parsePeople(killed, 0, note, reportIssue)
    const injuries = parsePeople(wounded, 1, note, reportIssue)
    const isNone = deaths?.best === 0 && injuries?.best === 0
    const isSome = [deaths, injuries].some((each) => (each?.best ?? each?.high ?? 0) > 0)
    const casualties = statedFields({
      reported: isNone ? ('none' as const) : isSome ? ('some' as const) : undefined,
      deaths,
      injuries,
    })
    if (casualties) draft.casualties = casualties
  },
  write: (draft, reportLoss) => [
    peopleCell(draft, 'deaths', 'nkill', reportLoss),
    peopleCell(draft, 'injuries', 'nwound', reportLoss),
  ],
}

export const property: Part = {
  columns: ['property', 'propextent', 'propextent_txt', 'propvalue', 'propcomment'],
  pointerColumns: [['/damage', 'property']],
  read: ([damaged = '', extent = '', , , comment = ''], draft, note) => {
    const words = parseText(comment, 1000, note, 4)
    if (extent.trim() !== '') note('gtd.extent_read')
    if (damaged.trim() === '0') draft.damage = { level: 'none' }
    if (words !== '') draft.damage = { ...draft.damage, note: words }
  },
  write: ({ damage }, reportLoss) => {
    const { level, note } = damage ?? {}
    if (level === 'none') return [0, undefined, undefined, undefined, note]
    if (level === undefined) return [unknownCodes.yesNo, undefined, undefined, undefined, note]
    reportLoss('gtd.damage', 'propextent', `The damage is ${level}.`)
    return [1, unknownExtent.code, unknownExtent.label, unknownCodes.number, note]
  },
}

export const hostages: Part = {
  columns: ['ishostkid', 'nhostkid'],
  pointerColumns: [],
  write: ({ event_subtype }) =>
    event_subtype === 'abduction' ? [1, unknownCodes.number] : [unknownCodes.yesNo, undefined],
}
