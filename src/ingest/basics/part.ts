/** Parts of a record that a form asks for in few simple controls, in place of the exact ones of each field. */
import type { Messages } from '../../messages/messages.ts'
import type { FormField } from '../request/form-fields.ts'

/** The names of the simple controls. */
export const basicNames = ['_kind', '_killed', '_hurt', '_source'] as const
export type BasicName = (typeof basicNames)[number]

/** The names of the parts. */
export type PartName = 'kind' | 'numbers' | 'sources'

/** Texts by the name of their control. */
export type BasicTexts = Readonly<Partial<Record<BasicName, string>>>

/** Why a text gives no field, or must be confirmed first. */
export interface BasicFault {
  readonly name: BasicName
  readonly reason: 'unclear' | 'inexact' | 'severalLinks' | 'twice'
}

/** What simple controls say. */
export interface BasicReading {
  readonly fields: readonly FormField[]
  readonly faults: readonly BasicFault[]
}

/** How a language writes numbers of people; `readPeopleCount` reads them. */
export type PeopleTexts = Messages['form']['people']

/** Values of fields that are not blank, by path. */
export type FieldValues = ReadonlyMap<string, string>

/** A part of a record, with its simple controls. */
export interface Part {
  readonly controls: readonly BasicName[]
  /** The paths of fields and groups that belong to the part. */
  readonly paths: readonly string[]
  /** Returns the simple control that shows an error of one of its fields. */
  readonly controlOf: (path: string) => BasicName
  /** Returns the fields that the texts mean. At least one text is not blank. */
  readonly read: (texts: BasicTexts) => BasicReading
  /** Returns the texts that mean these fields; undefined if simple controls cannot say them. */
  readonly write: (values: FieldValues, people: PeopleTexts) => BasicTexts | undefined
}
