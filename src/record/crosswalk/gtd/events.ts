/** GTD's dates and attack types. */
import { attackLabels, isUnknownCode } from '../../../../schemas/crosswalk/gtd.ts'
import { type Days, findDays, parseDate } from '../../../../schemas/edtf-date.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { sentence } from '../../../text/sentence.ts'
import { parseText } from '../cells.ts'
import type { Draft, Note, Part, ReportIssue, ReportLoss } from '../layout.ts'

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

const dateColumns = ['iyear', 'imonth', 'iday', 'approxdate', 'extended', 'resolution']

/** The greatest number in each of the first three columns. */
const maxOfPart = [9999, 12, 31] as const

const dateHint = sentence`GTD writes the year, the month (1 to 12) and the day as numbers, and 0 for an unknown one.`

/** Returns the year, the month or the day, 0 if it is unknown; undefined if it is none, which is then reported. */
const parseDatePart = (
  cell: string,
  at: 0 | 1 | 2,
  note: Note,
  reportIssue: ReportIssue,
): number | undefined => {
  const text = cell.trim()
  if (text === '' || isUnknownCode(text)) {
    if (text !== '') note('crosswalk.number', at)
    return 0
  }
  const number = /^\d{1,4}(?:\.0+)?$/.test(text) ? Number(text) : undefined
  if (number !== undefined && number <= maxOfPart[at]) return number
  const path = at === 0 ? ['date'] : ['external', 'fields', dateColumns[at] ?? '']
  reportIssue(path, 'date.invalid', dateHint, cell)
  return undefined
}

/** Returns the first day of three cells; reports a day that the month does not have. */
const parseStart = (cells: readonly string[], note: Note, reportIssue: ReportIssue): string | undefined => {
  const [year, month, day] = ([0, 1, 2] as const).map((at) =>
    parseDatePart(cells[at] ?? '', at, note, reportIssue),
  )
  if (year === undefined) return undefined
  const begin = String(year).padStart(4, '0')
  if (!month) return begin
  const date = `${begin}-${padTwo(month)}${day ? `-${padTwo(day)}` : ''}`
  const parsed = parseDate(date)
  if (!('fault' in parsed)) return date
  reportIssue(['external', 'fields', 'iday'], 'date.invalid', parsed.say, cells[2] ?? '')
  return date.slice(0, 7)
}

export const dates: Part = {
  columns: dateColumns,
  pointerColumns: [['/date', 'iyear']],
  fields: ['date', 'date_note'],
  read: (cells, draft, note, reportIssue) => {
    const [, , , dateNote = '', extended = '', resolution = ''] = cells
    const start = parseStart(cells, note, reportIssue)
    if (start !== undefined) draft.date = start
    if (start !== undefined && extended.trim() === '1') {
      note('gtd.extended')
      const end = parseResolution(resolution)
      if (end === undefined && resolution.trim() !== '') note('crosswalk.date', 5)
      if (end !== undefined && end > start && start !== '0000') draft.date = `${start}/${end}`
    }
    const words = parseText(dateNote, 200, note, 3)
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
    if (kind) note('gtd.attack_read')
    else note('crosswalk.code', 0)
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
