/** ACLED's two actors. */
import { civiliansTargeted, interactionOf, interCodes } from '../../../../schemas/crosswalk/acled.ts'
import { countryName } from '../../../../schemas/crosswalk/countries.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { omitUndefined } from '../../../text/json.ts'
import { parseText, parseTexts } from '../cells.ts'
import type { Draft, Note, Part, ReportLoss } from '../layout.ts'
import { isDisrupted, normalizeLabel } from './kinds.ts'

type Actor = NonNullable<Incident['actors']>[number]

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
