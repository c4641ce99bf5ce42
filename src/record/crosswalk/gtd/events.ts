/** GTD's dates and attack types. */
import { attackLabels } from '../../../../schemas/crosswalk/gtd.ts'
import { type Days, findDays } from '../../../../schemas/edtf-date.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { type Draft, type Note, type Part, parseNumber, parseText, type ReportLoss } from '../layout.ts'

const padTwo = (number: number): string => String(number).padStart(2, '0')

/** Returns the day of `1/8/2022`; undefined for other texts. */
const parseResolution = (text: string): string | undefined => {
  const [, month = '', day = '', year = ''] = /^(\d\d?)\/(\d\d?)\/(\d{4})/.exec(text.trim()) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year !== '' && findDays(date) ? date : undefined
}

const formatResolution = (day: string): string =>
  `${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}/${day.slice(0, 4)}`

/**
 * Returns year, month and day of a date; the day is 0 if only the month is known, and the month too if only the year
 * is.
 */
const dateParts = ({ start, precision }: Days, date: string): readonly [number, number, number] => {
  const [year, month, day] = [start.slice(0, 4), start.slice(5, 7), start.slice(8, 10)].map(Number)
  const plain = date.replace(/[~?%]$/, '')
  if (/^\d{4}$/.test(plain) || precision === 'longer') return [year ?? 0, 0, 0]
  if (/^\d{4}-\d\d$/.test(plain) || precision === 'year') return [year ?? 0, month ?? 0, 0]
  return [year ?? 0, month ?? 0, day ?? 0]
}

/** Returns whether three numbers express the date; other dates are written in words. */
const isPlainDate = (date: string): boolean => /^\d{4}(?:-\d\d){0,2}$/.test(date)

export const dates: Part = {
  columns: ['iyear', 'imonth', 'iday', 'approxdate', 'extended', 'resolution'],
  pointerColumns: [['/date', 'iyear']],
  read: (
    [iyear = '', imonth = '', iday = '', dateNote = '', extended = '', resolution = ''],
    draft,
    note,
  ) => {
    const [year, month, day] = [iyear, imonth, iday].map((cell) => parseNumber(cell, note) ?? 0)
    const begin = iyear.trim().padStart(4, '0')
    const start = month ? `${begin}-${padTwo(month)}${day ? `-${padTwo(day)}` : ''}` : begin
    const end = extended.trim() === '1' ? parseResolution(resolution) : undefined
    if (extended.trim() === '1') note('gtd.extended')
    draft.date = year && end !== undefined && end > start ? `${start}/${end}` : start
    const words = parseText(dateNote, 200, note)
    if (words === '') return
    draft.date_note = words
    note('gtd.approximate')
  },
  write: (draft, reportLoss) => {
    const days = findDays(draft.date)
    if (!days) return []
    const date = draft.date ?? ''
    const lasted = days.extent === 'lasted' && days.start !== days.end
    const approximateDate = isPlainDate(date) || lasted ? undefined : date
    if (!isPlainDate(date)) reportLoss('gtd.date', 'iday', `The date is ${date}.`)
    const words = [approximateDate, draft.date_note].filter((each) => each !== undefined).join('; ')
    return [
      ...dateParts(days, date),
      words || undefined,
      lasted ? 1 : 0,
      lasted ? formatResolution(days.end) : undefined,
    ]
  },
}

type Kind = Pick<Incident, 'event_type' | 'event_subtype'>

/** Our event type for each attack type; those that GTD defines only by target or damage are unspecified. */
export const kindByAttackCode: ReadonlyMap<string, Kind> = new Map([
  ['1', { event_type: 'violence_against_civilians', event_subtype: 'attack' }],
  ['2', { event_type: 'unspecified' }],
  ['3', { event_type: 'remote_violence' }],
  ['4', { event_type: 'other' }],
  ['5', { event_type: 'other' }],
  ['6', { event_type: 'violence_against_civilians', event_subtype: 'abduction' }],
  ['7', { event_type: 'unspecified' }],
  ['8', { event_type: 'violence_against_civilians' }],
  ['9', { event_type: 'unspecified' }],
])

const attackCode = ({ event_type, event_subtype }: Draft): string => {
  if (event_subtype === 'chemical' || event_subtype === 'sexual_violence') return '8'
  if (event_subtype === 'abduction') return '6'
  if (event_type === 'remote_violence') return '3'
  return event_type === 'battle' || event_subtype === 'attack' ? '2' : '9'
}

/** Returns whether an attack type is read back as the same event type. */
const isLossless = (code: string, { event_type, event_subtype }: Draft): boolean =>
  kindByAttackCode.get(code)?.event_type === event_type &&
  kindByAttackCode.get(code)?.event_subtype === event_subtype

export const attack: Part = {
  columns: ['attacktype1', 'attacktype1_txt', 'suicide'],
  pointerColumns: [
    ['/event_type', 'attacktype1'],
    ['/event_subtype', 'suicide'],
  ],
  read: ([cell = '', , suicide = ''], draft, note: Note) => {
    const kind = kindByAttackCode.get(cell.trim())
    note(kind ? 'gtd.attack_read' : 'crosswalk.code')
    Object.assign(draft, kind ?? { event_type: 'unspecified' })
    if (suicide.trim() === '1' && draft.event_type === 'remote_violence')
      draft.event_subtype = 'suicide_bombing'
  },
  write: (draft, reportLoss: ReportLoss) => {
    const code = attackCode(draft)
    const suicide = draft.event_subtype === 'suicide_bombing'
    if (!suicide && !isLossless(code, draft))
      reportLoss('gtd.attack', 'attacktype1', `The event is ${draft.event_subtype ?? draft.event_type}.`)
    return [Number(code), attackLabels[code], suicide ? 1 : draft.event_subtype === undefined ? undefined : 0]
  },
}

const successByOutcome: Readonly<Record<string, number>> = {
  hit: 1,
  mixed: 1,
  missed: 1,
  intercepted: 0,
  failed: 0,
}

export const success: Part = {
  columns: ['success'],
  pointerColumns: [['/outcome', 'success']],
  write: ({ outcome }, reportLoss) => {
    if (outcome === 'missed') reportLoss('gtd.missed', 'success', 'It missed.')
    if (outcome === undefined) reportLoss('crosswalk.unknown', 'success', 'What became of it is not known.')
    return [successByOutcome[outcome ?? '']]
  },
  isOutdated: ({ outcome }, [cell]) => outcome !== undefined && String(successByOutcome[outcome]) !== cell,
}
