/** What is wrong with a form, by the same schema and rules as on the server, and what its dates in words mean. */
import { expandBasics } from '../../ingest/basics/expand.ts'
import { isDateField, readDateWords } from '../../ingest/dates/read-date-words.ts'
import type { DateReading } from '../../ingest/dates/read-phrase.ts'
import { parseForm, renumberEntries } from '../../ingest/request/form-fields.ts'
import { validate } from '../../ingest/validate/validate.ts'
import type { TypedField } from '../draft/draft.ts'
import { messages } from '../messages.ts'

export interface CheckResult {
  /** The texts of errors by the name of their control. */
  readonly faults: ReadonlyMap<string, readonly CheckFault[]>
}

/** An error in words, with its rule. */
export interface CheckFault {
  readonly text: string
  readonly rule: string
}

/** Returns the dates that the words of a control can mean, counted from now; undefined if they are no such words. */
export const readWords = (
  name: string,
  text: string,
  country: string,
): readonly DateReading[] | 'hijri' | undefined => {
  const typed = text.trim()
  if (typed === '' || !isDateField(name)) return undefined
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return readDateWords(typed, { now: Date.now(), zone, country })
}

/** Returns the paths of entries as the server counts them, without blank ones, each with its path in the form. */
const entryPaths = (fields: readonly TypedField[]): ReadonlyMap<string, string> => {
  const filled = fields.flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, name] as const]))
  return new Map(
    renumberEntries(filled).flatMap(([name, typed]) => {
      const [steps, typedSteps] = [name.split('.'), typed.split('.')]
      return steps.map(
        (_, i) => [steps.slice(0, i + 1).join('.'), typedSteps.slice(0, i + 1).join('.')] as const,
      )
    }),
  )
}

/** Returns the path in the form of a path as the server counts it. */
const toFormPath = (path: string, paths: ReadonlyMap<string, string>): string => {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length--) {
    const known = paths.get(steps.slice(0, length).join('.'))
    if (known !== undefined) return [known, ...steps.slice(length)].join('.')
  }
  return path
}

/** Returns the fields with the likeliest date in place of words. */
const withDates = (fields: readonly TypedField[], country: string): TypedField[] =>
  fields.map(([name, value]) => {
    const read = readWords(name, value, country)
    return [name, read && read !== 'hijri' ? (read[0]?.date ?? value) : value] as const
  })

/** Parses and validates a form as the server does. */
const judge = (typed: readonly TypedField[]) => {
  const { fields, faults } = expandBasics([...typed])
  const country = typed.find(([name]) => name === 'location.country')?.[1] ?? ''
  const { candidate, issues } = parseForm(renumberEntries(withDates(fields, country)))
  const context = { now: Date.now(), isInCountry: () => undefined }
  const { errors } = validate(candidate, context, { fromText: true, issues })
  return { fields, faults, candidate, errors }
}

/** Checks the fields of a form. */
export const checkForm = (typed: readonly TypedField[]): CheckResult => {
  const { fields, faults: basicFaults, errors } = judge(typed)
  const paths = entryPaths(fields)
  const faults = new Map<string, CheckFault[]>()
  const add = (name: string, fault: CheckFault) => faults.set(name, [...(faults.get(name) ?? []), fault])
  for (const error of errors)
    if (error.rule !== 'field.required')
      add(toFormPath(error.pointer.slice(1).replaceAll('/', '.'), paths), {
        text: error.say(messages),
        rule: error.rule,
      })
  for (const { name, reason } of basicFaults)
    if (reason !== 'inexact') add(name, { text: messages.form.basicFaults[reason], rule: 'mapping.estimate' })
  return { faults }
}

/** Returns the record of a form without the fields that are wrong. Its numbers are texts. */
export const readReport = (typed: readonly TypedField[]): Readonly<Record<string, unknown>> => {
  const { candidate, errors } = judge(typed)
  const faults = errors.filter(({ rule }) => rule !== 'field.required')
  const wrong = new Set(faults.map(({ pointer }) => pointer.split('/')[1]))
  return Object.fromEntries(Object.entries(candidate as object).filter(([name]) => !wrong.has(name)))
}
