/** Dates in words in a form: what they are understood as, which the form asks back before it is stored. */
import { issue } from '../../../schemas/rules.ts'
import { isDateField, readDateWords } from '../../ingest/dates/read-date-words.ts'
import type { DateReading, WritingTime } from '../../ingest/dates/read-phrase.ts'
import { parseZone, zoneOf } from '../../ingest/dates/zones.ts'
import type { FormField } from '../../ingest/request/form-fields.ts'
import { toCanonicalText } from '../../ingest/validate/normalize-leaf.ts'
import { formatDayTime } from '../../messages/date.ts'
import type { Messages } from '../../messages/messages.ts'
import { isolate } from '../../text/sentence.ts'
import { isAscii } from '../../text/storage-encoding.ts'
import { formatDate } from '../ui/date.tsx'
import type { Reading } from './reading.ts'

/** The values of one form, and when and by whom it is read. */
interface FormReading {
  readonly values: ReadonlyMap<string, string>
  readonly messages: Messages
  readonly time: WritingTime
}

/** Returns a text that may run from right to left, apart from the words around it. */
export const isolateForeign = (text: string): string => (isAscii(text) ? text : isolate(text))

/** Returns the note on a date with the time of the day that a phrase names. */
const addNote = (typed: string, note: string): string => {
  if (typed.includes(note)) return typed
  return typed.trim() === '' ? note : `${typed}; ${note}`
}

const understand = (
  name: string,
  text: string,
  readings: readonly [DateReading, ...DateReading[]],
  { values, messages }: FormReading,
): Reading => {
  const [{ date, dayTime }, ...others] = readings
  const note = formatDayTime(dayTime, messages)
  const notes: FormField[] =
    name === 'date' && note ? [['date_note', addNote(values.get('date_note') ?? '', note)]] : []
  const isClear = others.length === 0
  const say = (m: Messages) => {
    const { understood, choose } = m.form.phrases
    return isClear
      ? understood(isolateForeign(text), date, {
          words: formatDate(date, m),
          note: formatDayTime(dayTime, m),
        })
      : choose(isolateForeign(text))
  }
  return {
    name,
    issue: issue(name.split('.'), 'date.invalid', say, text),
    isQuestion: true,
    shown: isClear ? [[name, date], ...notes] : notes,
    choices: isClear ? [] : readings.map((each) => each.date),
  }
}

const readField = (name: string, value: string, form: FormReading): Reading | undefined => {
  if (value.trim() === '' || !isDateField(name)) return undefined
  const text = toCanonicalText(value, 'value')
  const read = readDateWords(text, form.time)
  if (read !== 'hijri') return read && understand(name, text, read, form)
  const found = issue(name.split('.'), 'date.invalid', (m: Messages) => m.form.phrases.hijri, text)
  return { name, issue: found, isQuestion: false, shown: [], choices: [] }
}

/** When a form is sent, in milliseconds since 1970 UTC, and the zone (IANA) that the browser states. */
export interface SendingTime {
  readonly now: number
  readonly zone?: string | undefined
}

/** Returns the dates in words of a form, in the zone of the browser, or else in that of the country that it states. */
export const readDatePhrases = (
  fields: readonly FormField[],
  messages: Messages,
  { now, zone }: SendingTime,
): readonly Reading[] => {
  const values = new Map(fields)
  const country = values.get('location.country') ?? ''
  const time = { now, zone: parseZone(zone) ?? zoneOf(country), country }
  return fields.flatMap(([name, value]) => readField(name, value, { values, messages, time }) ?? [])
}

/** Returns the fields with other values; those that are new come last. */
export const replaceValues = (fields: readonly FormField[], others: readonly FormField[]): FormField[] => {
  const [names, values] = [new Set(fields.map(([name]) => name)), new Map(others)]
  return [
    ...fields.map(([name, value]): FormField => [name, values.get(name) ?? value]),
    ...others.filter(([name]) => !names.has(name)),
  ]
}

/** Returns the field and the date of a button that chooses one of several; nothing for any other text. */
export const parseChoice = (text = ''): FormField[] => {
  const [name = '', date] = text.split('=')
  return date !== undefined && isDateField(name) ? [[name, date]] : []
}

/** Returns what a button sends that chooses a date. */
export const formatChoice = (name: string, date: string): string => `${name}=${date}`
