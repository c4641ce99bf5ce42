/** ACLED's event types and its two actors. */
import {
  civiliansTargeted,
  disruptedWeaponsUse,
  eventKinds,
  formerKinds,
  interactionOf,
  interCodes,
  interceptableSubtypes,
  kindByEventType,
} from '../../../../schemas/crosswalk/acled.ts'
import { countryName } from '../../../../schemas/crosswalk/countries.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { omitUndefined } from '../../../text/json.ts'
import { parseText, parseTexts } from '../cells.ts'
import type { Draft, Note, Part, ReportLoss } from '../layout.ts'

type Actor = NonNullable<Incident['actors']>[number]

/** ACLED has written the name of one subtype in two ways. */
const normalizeLabel = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s*[-–]\s*/g, '-')
    .replace('protestors', 'protesters')

const kindByName = new Map(
  eventKinds.map((kind) => [`${normalizeLabel(kind.event)}/${normalizeLabel(kind.sub)}`, kind]),
)
const kindBySubtype = new Map(
  eventKinds.flatMap((kind) => kind.subtypes.map((subtype) => [subtype as string, kind])),
)
const typeByEvent = new Map(
  Object.entries(kindByEventType).map(([type, [event]]) => [
    normalizeLabel(event),
    type as Incident['event_type'],
  ]),
)
const formerByEvent = new Map([...formerKinds].map(([event, kind]) => [normalizeLabel(event), kind]))
const disruptedKind = eventKinds.find(({ sub }) => sub === disruptedWeaponsUse)

const isIntercepted = ({ event_type, event_subtype, outcome }: Draft): boolean =>
  event_type === 'remote_violence' &&
  outcome === 'intercepted' &&
  interceptableSubtypes.includes(event_subtype)

const isDisrupted = (draft: Draft): boolean => draft.event_type === 'disrupted' || isIntercepted(draft)

/** Returns whether ACLED has a type for the event. */
export const hasKind = (draft: Draft): boolean =>
  isDisrupted(draft) ||
  kindBySubtype.has(draft.event_subtype ?? '') ||
  (draft.event_type !== undefined && kindByEventType[draft.event_type] !== undefined)

const reportKindLoss = (draft: Draft, reportLoss: ReportLoss) => {
  const { event_type, event_subtype } = draft
  if (isIntercepted(draft))
    reportLoss('acled.intercepted', 'sub_event_type', `It is ${event_subtype ?? event_type}, intercepted.`)
  else if (event_type === 'disrupted') {
    if (event_subtype !== undefined) reportLoss('acled.foiled', 'sub_event_type', `It is ${event_subtype}.`)
  } else if (event_subtype === 'air_strike' || event_subtype === 'drone_strike')
    reportLoss('acled.air_drone', 'sub_event_type', `It is ${event_subtype}.`)
  else if (!kindBySubtype.has(event_subtype ?? ''))
    reportLoss('acled.sub_event', 'sub_event_type', `It is ${event_subtype ?? event_type}.`)
}

export const kind: Part = {
  columns: ['disorder_type', 'event_type', 'sub_event_type'],
  pointerColumns: [
    ['/event_type', 'event_type'],
    ['/event_subtype', 'sub_event_type'],
  ],
  read: ([, event = '', sub = ''], draft, note) => {
    const name = normalizeLabel(event)
    const current = kindByName.get(`${name}/${normalizeLabel(sub)}`)
    const former = current ? undefined : formerByEvent.get(name)
    const found = current ?? former
    const type =
      found?.type ?? typeByEvent.get(name) ?? (/^(protests|riots)$/.test(name) ? 'unrest' : undefined)
    if (former) note('acled.former_kind', 1)
    if (type === undefined) note('crosswalk.code', 1)
    if (!current && sub.trim() !== '') note('crosswalk.code', 2)
    draft.event_type = type ?? 'unspecified'
    const [subtype] = found?.subtypes ?? []
    if (subtype !== undefined) draft.event_subtype = subtype
    if (subtype === 'air_strike') note('acled.air')
    if (current === disruptedKind) note('acled.disrupted')
  },
  write: (draft, reportLoss) => {
    const { event_type, event_subtype = '' } = draft
    reportKindLoss(draft, reportLoss)
    const found = isDisrupted(draft) ? disruptedKind : kindBySubtype.get(event_subtype)
    if (found) return [found.disorder, found.event, found.sub]
    const [event, disorder] = (event_type && kindByEventType[event_type]) ?? []
    return [disorder, event]
  },
}

const interByLabel = new Map(
  Object.entries(interCodes.labels).flatMap(([code, label]) => [
    [code, code],
    [normalizeLabel(label), code],
    [`${normalizeLabel(label)}s`, code],
  ]),
)

/** Returns the actor of three cells, of which the first is at `at`. */
const parseActor = (
  cells: readonly string[],
  at: number,
  role: Actor['role'],
  note: Note,
): Actor | undefined => {
  const [cell = '', partnersCell = '', kindCell = ''] = cells.slice(at, at + 3)
  const name = parseText(cell, 200, note, at)
  if (name === '') return undefined
  const code = interByLabel.get(normalizeLabel(kindCell))
  if (kindCell !== '' && code === undefined) note('crosswalk.code', at + 2)
  const type = interCodes.toRecord.get(code ?? '')
  const others = parseTexts(partnersCell.split(';'), 200, note, at + 1)
  return omitUndefined({
    name,
    role,
    type,
    with: others.length > 0 && others.length <= 20 ? others : undefined,
  })
}

const sidesOf = ({ actors = [] }: Draft): readonly [Actor[], Actor[]] => {
  const inRoles = (...roles: Actor['role'][]) => actors.filter(({ role }) => roles.includes(role))
  const targets = inRoles('target', 'side_b')
  return [
    inRoles('perpetrator', 'side_a'),
    targets.length > 0 ? targets : inRoles('interceptor', 'responder'),
  ]
}

const armedEventTypes: readonly (string | undefined)[] = [
  'battle',
  'remote_violence',
  'violence_against_civilians',
  'disrupted',
]

interface Side {
  readonly name: string | undefined
  readonly others: readonly string[]
  /** The code of its type; undefined if that is unknown. */
  readonly kind: string | undefined
}

const civiliansOf = ({ location }: Draft): string =>
  `Civilians (${countryName(location?.country ?? '') ?? ''})`

const toSide = (actors: readonly Actor[], draft: Draft): Side | undefined => {
  const [first, ...more] = actors
  if (!first) return undefined
  const name = first.name ?? (first.type === 'civilians' ? civiliansOf(draft) : undefined)
  return {
    name,
    others: [...(first.with ?? []), ...more.flatMap((each) => [each.name ?? [], each.with ?? []].flat())],
    kind: interCodes.toLayout.get(first.type ?? ''),
  }
}

const unidentifiedSide = (draft: Draft): Side => ({
  name: `Unidentified Armed Group (${countryName(draft.location?.country ?? '') ?? ''})`,
  others: [],
  kind: '3',
})

const reportSideLoss = (side: Side | undefined, number: 1 | 2, reportLoss: ReportLoss) => {
  if (!side) return
  if (side.name === undefined) reportLoss('crosswalk.unknown', `actor${number}`, 'The actor has no name.')
  if (side.kind === undefined)
    reportLoss('crosswalk.unknown', `inter${number}`, `The kind of ${side.name ?? 'the actor'} is not known.`)
}

const sideCells = (side: Side | undefined) => [
  side?.name,
  side && side.others.length > 0 ? side.others.join('; ') : undefined,
  side?.kind === undefined ? undefined : interCodes.labels[side.kind],
]

const isCivilianTargeted = (draft: Draft, [, hit]: ReturnType<typeof sidesOf>): boolean =>
  !isDisrupted(draft) &&
  (draft.event_type === 'violence_against_civilians' ||
    draft.event_subtype === 'excessive_force_against_protesters' ||
    hit.some(({ role, type }) => role === 'target' && type === 'civilians'))

/** In violence against civilians the second actor is the target; otherwise the order of the actors has no meaning. */
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
  extraColumns: ['event_type', 'sub_event_type'],
  pointerColumns: [
    ['/actors/0', 'actor1'],
    ['/actors', 'actor2'],
  ],
  read: (cells, draft, note) => {
    const directed = draft.event_type === 'violence_against_civilians'
    const first = parseActor(cells, 0, directed ? 'perpetrator' : 'side_a', note)
    const other = parseActor(cells, 3, directed ? 'target' : 'side_b', note)
    if (first && other && !directed) note('acled.order')
    if (first || other) draft.actors = [...(first ? [first] : []), ...(other ? [other] : [])]
  },
  write: (draft, reportLoss) => {
    const sides = sidesOf(draft)
    const knownSide = toSide(sides[0], draft)
    const isUnknown = !knownSide && armedEventTypes.includes(draft.event_type)
    const [first, second] = [isUnknown ? unidentifiedSide(draft) : knownSide, toSide(sides[1], draft)]
    if (isUnknown) reportLoss('acled.unidentified', 'actor1', 'Who did it is not known.')
    reportSideLoss(first, 1, reportLoss)
    reportSideLoss(second, 2, reportLoss)
    const [a, b] = [first ? first.kind : '0', second ? second.kind : '0']
    return [
      ...sideCells(first),
      ...sideCells(second),
      a && b && (first ?? second) ? interactionOf(a, b) : undefined,
      isCivilianTargeted(draft, sides) ? civiliansTargeted : undefined,
    ]
  },
}
