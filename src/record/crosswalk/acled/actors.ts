/** ACLED's kinds of event and its two actors. */
import {
  disrupted,
  inter,
  interactionOf,
  interceptable,
  interLabels,
  kinds,
  kindsAlone,
  targeted,
} from '../../../../schemas/crosswalk/acled.ts'
import { nameOfCountry } from '../../../../schemas/crosswalk/countries.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import type { Draft, Lose, Note, Part } from '../layout.ts'
import { textIn } from '../layout.ts'

type Actor = NonNullable<Incident['actors']>[number]

const plain = (text: string): string => text.trim().toLowerCase()

const byName = new Map(kinds.map((kind) => [`${plain(kind.event)}/${plain(kind.sub)}`, kind]))
const bySubtype = new Map(kinds.flatMap((kind) => kind.subtypes.map((subtype) => [subtype as string, kind])))
const byEvent = new Map(
  Object.entries(kindsAlone).map(([type, [event]]) => [plain(event), type as Incident['event_type']]),
)
const disruption = kinds.find(({ sub }) => sub === disrupted)

const isIntercepted = ({ event_type, event_subtype, outcome }: Draft): boolean =>
  event_type === 'remote_violence' && outcome === 'intercepted' && interceptable.includes(event_subtype)

const isDisrupted = (draft: Draft): boolean => draft.event_type === 'disrupted' || isIntercepted(draft)

/** Whether ACLED has a kind for the event. */
export const hasKind = (draft: Draft): boolean =>
  isDisrupted(draft) ||
  bySubtype.has(draft.event_subtype ?? '') ||
  (draft.event_type !== undefined && kindsAlone[draft.event_type] !== undefined)

const tellKind = (draft: Draft, lose: Lose) => {
  const { event_type, event_subtype } = draft
  if (isIntercepted(draft))
    lose('acled.intercepted', 'sub_event_type', `It is ${event_subtype ?? event_type}, intercepted.`)
  else if (event_type === 'disrupted') {
    if (event_subtype !== undefined) lose('acled.foiled', 'sub_event_type', `It is ${event_subtype}.`)
  } else if (event_subtype === 'air_strike' || event_subtype === 'drone_strike')
    lose('acled.air_drone', 'sub_event_type', `It is ${event_subtype}.`)
  else if (!bySubtype.has(event_subtype ?? ''))
    lose('acled.sub_event', 'sub_event_type', `It is ${event_subtype ?? event_type}.`)
}

export const kind: Part = {
  columns: ['disorder_type', 'event_type', 'sub_event_type'],
  at: [
    ['/event_type', 'event_type'],
    ['/event_subtype', 'sub_event_type'],
  ],
  read: ([, event = '', sub = ''], draft, note) => {
    const found = byName.get(`${plain(event)}/${plain(sub)}`)
    const type = found?.type ?? byEvent.get(plain(event))
    if (type === undefined || (!found && sub !== '')) note('crosswalk.code')
    draft.event_type = type ?? (/^(protests|riots)$/.test(plain(event)) ? 'unrest' : 'unspecified')
    const [subtype] = found?.subtypes ?? []
    if (subtype !== undefined) draft.event_subtype = subtype
    if (subtype === 'air_strike') note('acled.air')
    if (found === disruption) note('acled.disrupted')
  },
  write: (draft, lose) => {
    const { event_type, event_subtype = '' } = draft
    tellKind(draft, lose)
    const found = isDisrupted(draft) ? disruption : bySubtype.get(event_subtype)
    if (found) return [found.disorder, found.event, found.sub]
    const [event, disorder] = (event_type && kindsAlone[event_type]) ?? []
    return [disorder, event]
  },
}

const itemsIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')

const interByLabel = new Map(
  Object.entries(interLabels).flatMap(([code, label]) => [
    [code, code],
    [plain(label), code],
    [`${plain(label)}s`, code],
  ]),
)

const actorIn = (cells: readonly string[], role: Actor['role'], note: Note): Actor | undefined => {
  const [cell = '', together = '', kindOf = ''] = cells
  const name = textIn(cell, 200, note)
  if (name === '') return undefined
  const code = interByLabel.get(plain(kindOf))
  if (kindOf !== '' && code === undefined) note('crosswalk.code')
  const type = inter.ours.get(code ?? '')
  const others = itemsIn(together)
    .map((each) => textIn(each, 200, note))
    .filter((each) => each !== '')
  return {
    name,
    ...(role === undefined ? {} : { role }),
    ...(type === undefined ? {} : { type }),
    ...(others.length > 0 && others.length <= 20 ? { with: others } : {}),
  }
}

const sidesOf = ({ actors = [] }: Draft): readonly [Actor[], Actor[]] => {
  const as = (...roles: Actor['role'][]) => actors.filter(({ role }) => roles.includes(role))
  const hit = as('target', 'side_b')
  return [as('perpetrator', 'side_a'), hit.length > 0 ? hit : as('interceptor', 'responder')]
}

const armed: readonly (string | undefined)[] = [
  'battle',
  'remote_violence',
  'violence_against_civilians',
  'disrupted',
]

interface Side {
  readonly name: string | undefined
  readonly others: readonly string[]
  /** The code of its kind; undefined where that is not known. */
  readonly kind: string | undefined
}

const civiliansOf = ({ location }: Draft): string =>
  `Civilians (${nameOfCountry(location?.country ?? '') ?? ''})`

const sideOf = (actors: readonly Actor[], draft: Draft): Side | undefined => {
  const [first, ...more] = actors
  if (!first) return undefined
  const name = first.name ?? (first.type === 'civilians' ? civiliansOf(draft) : undefined)
  return {
    name,
    others: [...(first.with ?? []), ...more.flatMap((each) => [each.name ?? [], each.with ?? []].flat())],
    kind: inter.theirs.get(first.type ?? ''),
  }
}

const unidentified = (draft: Draft): Side => ({
  name: `Unidentified Armed Group (${nameOfCountry(draft.location?.country ?? '') ?? ''})`,
  others: [],
  kind: '3',
})

const tellSide = (side: Side | undefined, number: 1 | 2, lose: Lose) => {
  if (!side) return
  if (side.name === undefined) lose('crosswalk.unknown', `actor${number}`, 'The actor has no name.')
  if (side.kind === undefined)
    lose('crosswalk.unknown', `inter${number}`, `The kind of ${side.name ?? 'the actor'} is not known.`)
}

const cellsOf = (side: Side | undefined) => [
  side?.name,
  side && side.others.length > 0 ? side.others.join('; ') : undefined,
  side?.kind === undefined ? undefined : interLabels[side.kind],
]

const isTargeted = (draft: Draft, [, hit]: ReturnType<typeof sidesOf>): boolean =>
  !isDisrupted(draft) &&
  (draft.event_type === 'violence_against_civilians' ||
    draft.event_subtype === 'excessive_force_against_protesters' ||
    hit.some(({ role, type }) => role === 'target' && type === 'civilians'))

/** Of violence against civilians the second actor is the target; else their order means nothing. */
export const actors: Part = {
  columns: [
    'actor1',
    'assoc_actor_1',
    'inter1',
    'actor2',
    'assoc_actor_2',
    'inter2',
    'interaction',
    'civilian_targeting',
  ],
  at: [
    ['/actors/0', 'actor1'],
    ['/actors', 'actor2'],
  ],
  read: (cells, draft, note) => {
    const directed = draft.event_type === 'violence_against_civilians'
    const one = actorIn(cells.slice(0, 3), directed ? 'perpetrator' : 'side_a', note)
    const other = actorIn(cells.slice(3, 6), directed ? 'target' : 'side_b', note)
    if (one && other && !directed) note('acled.order')
    if (one || other) draft.actors = [...(one ? [one] : []), ...(other ? [other] : [])]
  },
  write: (draft, lose) => {
    const sides = sidesOf(draft)
    const known = sideOf(sides[0], draft)
    const nobody = !known && armed.includes(draft.event_type)
    const [first, second] = [nobody ? unidentified(draft) : known, sideOf(sides[1], draft)]
    if (nobody) lose('acled.unidentified', 'actor1', 'Who did it is not known.')
    tellSide(first, 1, lose)
    tellSide(second, 2, lose)
    const [a, b] = [first ? first.kind : '0', second ? second.kind : '0']
    return [
      ...cellsOf(first),
      ...cellsOf(second),
      a && b && (first ?? second) ? interactionOf(a, b) : undefined,
      isTargeted(draft, sides) ? targeted : undefined,
    ]
  },
}
