/** ACLED's event types. */
import {
  disruptedWeaponsUse,
  eventKinds,
  formerKinds,
  interceptableSubtypes,
  kindByEventType,
} from '../../../../schemas/crosswalk/acled.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import type { Draft, Part, ReportLoss } from '../layout.ts'

/** ACLED has written the name of one subtype in two ways. */
export const normalizeLabel = (text: string): string =>
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

/** Returns whether ACLED calls the event disrupted weapons use. */
export const isDisrupted = (draft: Draft): boolean => draft.event_type === 'disrupted' || isIntercepted(draft)

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
