/** The simple controls of a form as the fields of a record. */
import type { FormField } from '../request/form-fields.ts'
import { casualtiesPart } from './casualties.ts'
import { kindPart } from './kind.ts'
import {
  type BasicFault,
  type BasicName,
  type BasicReading,
  type BasicTexts,
  basicNames,
  type FieldValues,
  type Part,
  type PartName,
} from './part.ts'
import { sourcePart } from './source.ts'

/** The parts of a record with simple controls. */
export const parts = {
  kind: kindPart,
  numbers: casualtiesPart,
  sources: sourcePart,
} as const satisfies Readonly<Record<PartName, Part>>

export const partNames = Object.keys(parts) as PartName[]

/** Returns whether a path is the given one or within it. */
export const isWithin = (name: string, path: string): boolean => name === path || name.startsWith(`${path}.`)

/** Returns whether a name is that of a simple control. */
export const isBasicName = (name: string): name is BasicName =>
  (basicNames as readonly string[]).includes(name)

/** Returns the part to which a field belongs; undefined if it has no simple control. */
export const partOf = (name: string): PartName | undefined =>
  partNames.find((part) => parts[part].paths.some((path) => isWithin(name, path)))

/** Returns the texts of the simple controls of a part that are not blank. */
export const basicTexts = (part: PartName, values: FieldValues): BasicTexts =>
  Object.fromEntries(
    parts[part].controls.flatMap((name) => {
      const text = values.get(name) ?? ''
      return text.trim() === '' ? [] : [[name, text.trim()]]
    }),
  )

/** Returns the values of the fields of a part that are not blank. */
export const exactValues = (part: PartName, values: FieldValues): FieldValues =>
  new Map([...values].filter(([name, value]) => value.trim() !== '' && partOf(name) === part))

/** The fields of a form, and the faults of its simple controls. */
export interface ExpandedForm {
  readonly fields: readonly FormField[]
  readonly faults: readonly BasicFault[]
}

/** Returns the reading of texts beside exact values of their part, which must not differ. */
const readBeside = (part: PartName, texts: BasicTexts, exact: FieldValues): BasicReading => {
  const read = parts[part].read(texts)
  const meant = new Map(read.fields)
  const isSame = [...exact].every(([name, value]) => meant.get(name) === value)
  const [name] = Object.keys(texts) as BasicName[]
  return isSame || name === undefined ? read : { fields: [], faults: [{ name, reason: 'twice' }] }
}

/** Returns what the simple controls of a part say; undefined if all are blank. */
export const readPart = (part: PartName, values: FieldValues): BasicReading | undefined => {
  const texts = basicTexts(part, values)
  return Object.keys(texts).length === 0 ? undefined : readBeside(part, texts, exactValues(part, values))
}

/**
 * Returns a form with fields of the record in place of its simple controls. If it also states exact fields of a part that
 * differ, they stay, and the simple control has a fault.
 */
export const expandBasics = (typed: readonly FormField[]): ExpandedForm => {
  const values = new Map(typed)
  const read = partNames.flatMap((part) => readPart(part, values) ?? [])
  const meant = read.flatMap(({ fields }) => fields)
  const names = new Set(meant.map(([name]) => name))
  const stated = typed.filter(([name]) => !isBasicName(name) && !names.has(name))
  return { fields: [...stated, ...meant], faults: read.flatMap(({ faults }) => faults) }
}
