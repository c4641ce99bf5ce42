/** GTD's weapons, people and property. */

import {
  extentUnknown,
  projectile,
  projectiles,
  unknown,
  weapons as weaponCodes,
  weaponLabels,
} from '../../../../schemas/crosswalk/gtd.ts'
import type { Cell } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { weaponType } from '../../../../schemas/vocabularies.ts'
import { codeIn, countIn, type Draft, type Part, textIn } from '../layout.ts'

type Weapon = NonNullable<Incident['weapons']>[number]

const four = [0, 1, 2, 3] as const
const counts = ['fired', 'hit', 'missed', 'intercepted', 'found'] as const

const inWords = (weapon: Weapon): string => {
  const { type = 'unknown' } = weapon
  const kind = type === 'unknown' ? undefined : weaponType[type].label.toLowerCase()
  const what = [weapon.model, kind].filter((each) => each !== undefined).join(' ')
  const fates = counts.flatMap((each) => (weapon[each] === undefined ? [] : `${weapon[each]} ${each}`))
  return [what || (fates.length > 0 ? 'weapon' : ''), fates.join(', ')]
    .filter((each) => each !== '')
    .join(': ')
}

/** The kinds of weapon, each once. */
const kindsOf = (weapons: readonly Weapon[]): { readonly code: string; readonly projectile: boolean }[] => {
  const found = weapons.map(({ type }) => ({
    code: type === undefined || type === 'unknown' ? '13' : (weaponCodes.theirs.get(type) ?? '13'),
    projectile: projectiles.includes(type),
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
  columns: [...four.flatMap((i) => weaponColumns(i + 1)), 'weapdetail'],
  at: [['/weapons', 'weaptype1']],
  read: (cells, draft, note) => {
    const found = four.flatMap((i): Weapon[] => {
      const type = codeIn(cells[4 * i] ?? '', weaponCodes.ours, note)
      if (type === 'other' || type === 'unknown') note('gtd.weapon_read')
      return type === undefined ? [] : [{ type }]
    })
    const [first] = found
    const detail = textIn(cells[16] ?? '', 200, note)
    if (first && detail !== '') first.model = detail
    if (found.length > 0) draft.weapons = found
  },
  write: ({ weapons: all = [] }, lose) => {
    const kinds = all.length === 0 ? [{ code: '13', projectile: false }] : kindsOf(all)
    if (kinds.length > 4) lose('crosswalk.too_many', 'weaptype4', `There are ${kinds.length} kinds.`)
    if (all.length === 0) lose('crosswalk.unknown', 'weaptype1', 'The weapon is not known.')
    else lose('gtd.weapon', 'weaptype1', all.map(inWords).join('; '))
    const cells = four.flatMap((i): Cell[] => {
      const kind = kinds[i]
      if (!kind) return [undefined, undefined, undefined, undefined]
      const closer = kind.projectile ? [projectile.code, projectile.label] : [undefined, undefined]
      return [Number(kind.code), weaponLabels[kind.code], ...closer]
    })
    return [...cells, all.map(inWords).join('; ') || undefined]
  },
}

const bestOf = (
  { casualties }: Draft,
  which: 'deaths' | 'injuries',
  tell: (low: number | undefined, high: number | undefined) => void,
): number | undefined => {
  const { low, best, high } = casualties?.[which] ?? {}
  if ([low, high].some((each) => each !== undefined && each !== best)) tell(low, high)
  return best ?? (casualties?.reported === 'none' ? 0 : undefined)
}

const bothZero = (casualties: Incident['casualties']): boolean =>
  casualties?.deaths?.best === 0 && casualties.injuries?.best === 0

export const people: Part = {
  columns: ['nkill', 'nwound'],
  at: [
    ['/casualties/deaths', 'nkill'],
    ['/casualties', 'nwound'],
  ],
  read: ([killed = '', wounded = ''], draft, note) => {
    const [deaths, injuries] = [countIn(killed, note), countIn(wounded, note)]
    const casualties: NonNullable<Incident['casualties']> = {}
    if ((deaths ?? 0) + (injuries ?? 0) > 0) casualties.reported = 'some'
    if (deaths !== undefined) casualties.deaths = { best: deaths }
    if (injuries !== undefined) casualties.injuries = { best: injuries }
    if (bothZero(casualties)) casualties.reported = 'none'
    if (Object.keys(casualties).length > 0) draft.casualties = casualties
  },
  write: (draft, lose) =>
    (
      [
        ['deaths', 'nkill'],
        ['injuries', 'nwound'],
      ] as const
    ).map(([which, column]) => {
      const best = bestOf(draft, which, (low, high) =>
        lose('gtd.one_number', column, `Low is ${low ?? 'not known'}, high is ${high ?? 'not known'}.`),
      )
      if (best === undefined) lose('crosswalk.unknown', column, 'The number is not known.')
      return best
    }),
}

export const property: Part = {
  columns: ['property', 'propextent', 'propextent_txt', 'propvalue', 'propcomment'],
  at: [['/damage', 'property']],
  read: ([yes = '', extent = '', , , comment = ''], draft, note) => {
    const words = textIn(comment, 1000, note)
    if (extent.trim() !== '') note('gtd.extent_read')
    if (yes.trim() === '0') draft.damage = { level: 'none' }
    if (words !== '') draft.damage = { ...draft.damage, note: words }
  },
  write: ({ damage }, lose) => {
    const { level, note } = damage ?? {}
    if (level === 'none') return [0, undefined, undefined, undefined, note]
    if (level === undefined) return [unknown.yesNo, undefined, undefined, undefined, note]
    lose('gtd.damage', 'propextent', `The damage is ${level}.`)
    return [1, extentUnknown.code, extentUnknown.label, unknown.number, note]
  },
}

export const hostages: Part = {
  columns: ['ishostkid', 'nhostkid'],
  at: [],
  write: ({ event_subtype }) =>
    event_subtype === 'abduction' ? [1, unknown.number] : [unknown.yesNo, undefined],
}
