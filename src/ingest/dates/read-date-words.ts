/** Dates of a form that are written in words. */
import { findDays } from '../../../schemas/edtf-date.ts'
import { walkPath } from '../../record/paths.ts'
import { readDate } from '../validate/read-date.ts'
import { readPhrase, type WritingTime } from './read-phrase.ts'

/** Returns whether the control of a path is that of a date. */
export const isDateField = (name: string): boolean => {
  const shape = [...walkPath(name.split('.'))].at(-1)?.shape
  return shape?.kind === 'leaf' && shape.leaf === 'date'
}

/** Returns the dates that a text can mean, as `readPhrase` does; undefined also for a date in digits. */
export const readDateWords = (text: string, time: WritingTime): ReturnType<typeof readPhrase> =>
  findDays(text) || readDate(text) !== undefined ? undefined : readPhrase(text, time)
