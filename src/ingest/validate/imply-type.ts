/** The type of event of a record that states only the specific type. */
import { eventSubtype } from '../../../schemas/vocabularies.ts'
import type { NormalizeState } from './normalize-state.ts'

type Fields = Readonly<Record<string, unknown>>

/** Returns the type of event to which a specific type belongs; undefined for any other value. */
export const typeOfSubtype = (subtype: unknown): string | undefined =>
  typeof subtype === 'string' && Object.hasOwn(eventSubtype, subtype)
    ? eventSubtype[subtype as keyof typeof eventSubtype].parent
    : undefined

/** Returns a normalized record with the type that its specific type implies, which is noted; the record itself if it states one. */
export const implyType = (record: Fields, state: NormalizeState): Fields => {
  const { event_type: stated, event_subtype: subtype } = record
  const type = stated === undefined ? typeOfSubtype(subtype) : undefined
  if (type === undefined || state.issues.some(({ pointer }) => pointer === '/event_type')) return record
  state.missingCount--
  state.notes.push({ rule: 'event_type.implied', pointer: '/event_subtype', received: subtype as string })
  const entries = Object.entries(record)
  const at = entries.findIndex(([name]) => name === 'event_subtype')
  return Object.fromEntries([...entries.slice(0, at), ['event_type', type], ...entries.slice(at)])
}
