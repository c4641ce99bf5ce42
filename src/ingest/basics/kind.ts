/** The kind of an event in one control: a specific type, or a type of event if no specific one is known. */
import { type eventSubtype, eventType } from '../../../schemas/vocabularies.ts'
import { typeOfSubtype } from '../validate/imply-type.ts'
import type { Part } from './part.ts'

/** A code of the control. */
export type Kind = keyof typeof eventType | keyof typeof eventSubtype

const isType = (code: string): boolean => Object.hasOwn(eventType, code)

/** Type and specific type of an event. A text that is no code is the type, whose check then says so. */
export const kindPart: Part = {
  controls: ['_kind'],
  paths: ['event_type', 'event_subtype'],
  controlOf: () => '_kind',
  read: ({ _kind = '' }) => {
    const parent = isType(_kind) ? undefined : typeOfSubtype(_kind)
    const fields =
      parent === undefined
        ? [['event_type', _kind] as const]
        : [['event_type', parent] as const, ['event_subtype', _kind] as const]
    return { fields, faults: [] }
  },
  write: (values) => {
    const [type, subtype] = [values.get('event_type'), values.get('event_subtype')]
    if (subtype === undefined) return type !== undefined && isType(type) ? { _kind: type } : undefined
    const parent = typeOfSubtype(subtype)
    return parent !== undefined && (type === undefined || type === parent) ? { _kind: subtype } : undefined
  },
}
