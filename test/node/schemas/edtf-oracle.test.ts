import edtf, { type Extent } from 'edtf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../../schemas/edtf-date.ts'

/** What the package reads; undefined for what it refuses. */
const parsed = (text: string): Extent | undefined => {
  try {
    return edtf(text)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

const digits = (length: number, min: number, max: number) =>
  fc.integer({ min, max }).map((n) => String(n).padStart(length, '0'))

/** Not before 100: of earlier years the package takes the leap days of the 1900s. */
const year = fc.oneof(digits(4, 1890, 2030), fc.constantFrom('0100', '1900', '2000', '2024', '9999'))
const qualifier = fc.constantFrom('', '', '', '~', '?', '%')
/** Offsets that are in use, which are those that the package reads. */
const offset = fc.constantFrom('', 'Z', '+03:00', '+14:00', '-11:00', '-12:00', '+05:45', '+00:00')

const date = fc.oneof(
  year,
  fc.tuple(year, digits(2, 0, 13)).map((parts) => parts.join('-')),
  fc.tuple(year, digits(2, 1, 12), digits(2, 0, 32)).map((parts) => parts.join('-')),
  fc.tuple(year, fc.constant('02'), digits(2, 27, 30)).map((parts) => parts.join('-')),
)
const clock = fc.oneof(
  fc.tuple(digits(2, 0, 25), digits(2, 0, 61)).map((parts) => parts.join(':')),
  fc.tuple(digits(2, 0, 23), digits(2, 0, 59), digits(2, 0, 59)).map((parts) => parts.join(':')),
)
const timedWith = (zones: fc.Arbitrary<string>) =>
  fc
    .tuple(digits(4, 1970, 2030), digits(2, 1, 12), digits(2, 1, 31), clock, zones)
    .map(([y, month, day, time, zone]) => `${y}-${month}-${day}T${time}${zone}`)
const untimed = fc.tuple(date, qualifier).map((parts) => parts.join(''))
const point = fc.oneof(untimed, timedWith(offset))
/** With offsets, without which the package counts times where this machine is, and this reader in UTC. */
const end = fc.oneof(untimed, timedWith(offset.filter((zone) => zone !== '')))
const lasted = fc.tuple(end, end).map((ends) => ends.join('/'))
const between = fc.tuple(date, date).map((ends) => `[${ends.join('..')}]`)

const offsetOf = (text: string): number => {
  const [, sign, hours = '0', minutes = '0'] = /T.*([+-])(\d\d):(\d\d)$/.exec(text) ?? []
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes))
}

/** The day of an instant where the clock shows the offset of the text; without an offset, where this machine is. */
const dayIn = (text: string, instant: number): string => {
  const here = /T/.test(text) && !/(?:Z|[+-]\d\d:\d\d)$/.test(text)
  const shift = here ? -new Date(instant).getTimezoneOffset() * 60_000 : offsetOf(text)
  return new Date(instant + shift).toISOString().slice(0, 10)
}

const partsOf = (text: string): string[] => text.replace(/^\[|\]$/g, '').split(/\/|\.\./)

const dateOf = (part: string): string => part.replace(/T.*/, '').replace(/[~?%]$/, '')
const notInCalendar = (part: string): boolean => {
  const [y = 0, month = 1, day = 1] = dateOf(part).split('-').map(Number)
  const made = new Date(0)
  made.setUTCFullYear(y, month - 1, day)
  return made.getUTCDate() !== day
}

/**
 * Where this reader and the package differ on purpose.
 *
 * The package takes 29 February of common years as 1 March, and the hour 24: refused here. It orders the ends of an
 * interval by way of UTC, here their days are local: `2024/2023-12-31T13:00:01-11:00` is refused here. It refuses an
 * interval whose ends begin at the same time or in the other order though they may overlap (`2022-03/2022`): taken here.
 */
const refusedHere = (text: string): boolean => {
  const parts = partsOf(text)
  const first = `${dateOf(parts[0] ?? '')}-01-01`.slice(0, 10)
  const last = `${dateOf(parts.at(-1) ?? '')}-12-31`.slice(0, 10)
  const endsBefore = /T/.test(text) && last < first
  return endsBefore || parts.some((part) => notInCalendar(part) || /T24:/.test(part))
}

const takenHere = (text: string): boolean => {
  const [from = '', to] = partsOf(text)
  const [a, b] = [parsed(from), parsed(to ?? '')]
  return a !== undefined && b !== undefined && b.min <= a.min && a.min <= b.max
}

const numRuns = 3000

describe('dates, beside the edtf package', () => {
  it.each([
    ['points', point],
    ['intervals', lasted],
    ['one day of several', between],
  ])('have the same days: %s', (_, texts) => {
    let compared = 0
    fc.assert(
      fc.property(texts, (text) => {
        const ours = parseDate(text)
        if ('fault' in ours) return
        const parts = partsOf(text)
        const [from, to] = [parsed(parts[0] ?? ''), parsed(parts.at(-1) ?? '')]
        if (!from || !to) throw new Error(`${text} is read here and not there.`)
        const days = [dayIn(parts[0] ?? '', from.min), dayIn(parts.at(-1) ?? '', to.max)]
        expect([ours.start, ours.end], text).toEqual(days.sort())
        compared++
      }),
      { numRuns },
    )
    expect(compared).toBeGreaterThan(numRuns / 10)
  })

  it.each([
    ['points', point],
    ['intervals', lasted],
  ])('are refused where it refuses, and taken where it takes: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const here = !('fault' in parseDate(text))
        const there = parsed(text) !== undefined
        if (here !== there) expect(here ? takenHere(text) : refusedHere(text), text).toBe(true)
      }),
      { numRuns },
    )
  })

  it('are ordered by their local days', () => {
    const text = '2024/2023-12-31T13:00:01-11:00'
    expect([parsed(text) !== undefined, 'fault' in parseDate(text), refusedHere(text)]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('are refused where it refuses a point near one that is right', () => {
    const odd = fc.constantFrom('-', ':', 'T', 'Z', '+', '~', '?', 'X', '/', '.', ' ', '0', '1', '9', '٢')
    const changed = fc
      .tuple(point, fc.nat(30), fc.boolean(), fc.oneof(odd, fc.constant('')))
      .map(([text, at, replace, piece]) => text.slice(0, at) + piece + text.slice(at + (replace ? 1 : 0)))
    /** Also taken: an hour without minutes, a time that is uncertain, a leap second, rare offsets. */
    const wider = /T\d\d(?:Z|[+-]\d\d:\d\d)?[~?%]?$|T.*[~?%]$|:60|[+-](?:1[1-4]|00|0\d):\d\d$/
    fc.assert(
      fc.property(changed, (text) => {
        if (parsed(text) !== undefined || 'fault' in parseDate(text)) return
        const explained =
          partsOf(text).some((part) => wider.test(part)) || (text.includes('/') && takenHere(text))
        expect(explained, text).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  /** Taken here and not there. */
  it.each([
    '2022-01-05T19',
    '2022-01-05T19:30~',
    '2022-01-05T19:30:60',
    '2022-01-05/2022-01-05',
    '2022-03/2022',
  ])('go further than it: %s', (text) => {
    expect(parseDate(text)).toHaveProperty('start')
    expect(parsed(text)).toBeUndefined()
  })

  /** In EDTF and outside the part of it that is read here. */
  it.each([
    '2022-21',
    '2022-01-XX',
    '202X',
    'Y12022',
    '-2022',
    '2022/..',
    '[..2022]',
    '~2022',
    '[2022-01,2022-03]',
  ])('go less far than it: %s', (text) => {
    expect(parsed(text)).toBeDefined()
    expect(parseDate(text)).toHaveProperty('fault', 'date.invalid')
  })
})
