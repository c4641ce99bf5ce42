/** Dates in the words of people, counted from the moment of writing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNewDate, toDays } from '../../../../schemas/edtf-date.ts'
import { readPhrase, type WritingTime } from '../../../../src/ingest/dates/read-phrase.ts'
import { localMoment, parseZone, zoneOf } from '../../../../src/ingest/dates/zones.ts'
import { arabic, english, hijri, type PhraseRow, unread } from './phrases.ts'

const baghdad = { now: Date.parse('2026-11-29T12:00:00Z'), zone: 'Asia/Baghdad', country: 'IQ' }

const readingsOf = (phrase: string, time: WritingTime = baghdad) => {
  const read = readPhrase(phrase, time)
  return read === undefined || read === 'hijri' ? [] : read
}

const meaningOf = (phrase: string, time: WritingTime = baghdad): string => {
  const readings = readingsOf(phrase, time)
  const { part, portion } = readings[0]?.dayTime ?? {}
  const dayTime = [portion, part].filter(Boolean).join(' ')
  return readings.map(({ date }) => date).join(' | ') + (dayTime && `; ${dayTime}`)
}

const all: readonly PhraseRow[] = [...english, ...arabic]
const phrases = fc.constantFrom(...all.map(([phrase]) => phrase))
const hoursOf = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 3_600_000, max: Date.parse(to) / 3_600_000 })
    .map((hour) => hour * 3_600_000)
const times = fc.record({
  now: hoursOf('2019-12-20T00:00Z', '2030-01-10T00:00Z'),
  zone: fc.constantFrom('Asia/Baghdad', 'Pacific/Auckland', 'America/Los_Angeles', 'Africa/Cairo', 'UTC'),
})

describe('a date in words', () => {
  it('has sixty phrases in each language', () => {
    expect([english.length >= 60, arabic.length >= 60]).toEqual([true, true])
  })

  it.each(all)('%s means %s', (phrase, meaning) => expect(meaningOf(phrase)).toBe(meaning))

  it.each(unread)('%s is not read', (text) => expect(readPhrase(text, baghdad)).toBeUndefined())

  it.each(hijri)('%s is of the Hijri calendar', (text) => expect(readPhrase(text, baghdad)).toBe('hijri'))

  it('is a valid date at any time in any zone', () => {
    fc.assert(
      fc.property(phrases, times, (phrase, time) => {
        for (const { date } of readingsOf(phrase, time))
          expect(parseNewDate(date)).not.toHaveProperty('fault')
      }),
    )
  })

  it('is a valid date or none, whatever words stand together', () => {
    const words = [
      ...new Set(all.flatMap(([phrase]) => phrase.split(' '))),
      '0',
      '00/00/2022',
      '99',
      '-',
      '?',
    ]
    const texts = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(texts, times, (text, time) => {
        for (const { date } of readingsOf(text.join(' '), time))
          expect(parseNewDate(date)).not.toHaveProperty('fault')
      }),
      { numRuns: 2000 },
    )
  })

  it('is never in the future, unless it states the year', () => {
    const undated = all.map(([phrase]) => phrase).filter((phrase) => !/[\d٠-٩۰-۹]{2}$/.test(phrase))
    fc.assert(
      fc.property(fc.constantFrom(...undated), times, (phrase, time) => {
        const { today } = localMoment(time.now, time.zone)
        for (const { date } of readingsOf(phrase, time)) {
          const { start, end } = toDays(date)
          expect(start <= today).toBe(true)
          // A month or a year is not over yet when it is named.
          if (/^\D|\//.test(date)) expect(end.slice(0, 7) <= today.slice(0, 7)).toBe(true)
        }
      }),
    )
  })

  it('means the same without vowel signs and hamza, in capitals, and with marks of direction', () => {
    const variants: readonly ((text: string) => string)[] = [
      (text) => text.replace(/[أإآ]/g, 'ا'),
      (text) => text.replace(/ء/g, ''),
      (text) => text.replace(/ة/g, 'ه').replace(/ي(?= |$)/g, 'ى'),
      (text) => text.replace(/(?<=[\u0628-\u064a])(?=[\u0628-\u064a])/g, '\u064e'),
      (text) => `\u200f${text}\u200f`,
      (text) => text.toUpperCase(),
      (text) => `  ${text.replaceAll(' ', '  ')} `,
      (text) => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)),
    ]
    fc.assert(
      fc.property(phrases, fc.constantFrom(...variants), (phrase, vary) => {
        expect(meaningOf(vary(phrase))).toBe(meaningOf(phrase))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the moment of writing', () => {
  it.each([
    ['yesterday', '2026-11-29T21:30Z', 'Asia/Baghdad', '2026-11-29'],
    ['yesterday', '2026-11-29T21:30Z', 'Europe/London', '2026-11-28'],
    ['yesterday', '2026-11-29T02:30Z', 'America/New_York', '2026-11-27'],
    // Clocks went forward at midnight, so that the day began at 01:00.
    ['today', '2022-03-26T22:30Z', 'Asia/Beirut', '2022-03-27'],
    ['yesterday', '2022-03-27T21:30Z', 'Asia/Beirut', '2022-03-27'],
    ['yesterday', '2022-01-01T10:00Z', 'UTC', '2021-12-31'],
    ['March', '2022-01-10T10:00Z', 'UTC', '2021-03'],
    ['31 December', '2022-01-01T10:00Z', 'UTC', '2021-12-31'],
    ['last month', '2022-01-01T10:00Z', 'UTC', '2021-12'],
    ['last week', '2022-01-01T10:00Z', 'UTC', '[2021-12-20..2021-12-26]'],
    ['Monday', '2026-11-30T10:00Z', 'UTC', '2026-11-30 | 2026-11-23'],
    ['last Monday', '2026-11-30T10:00Z', 'UTC', '2026-11-23'],
    ['from Friday to Monday', '2026-11-30T10:00Z', 'UTC', '2026-11-27/2026-11-30'],
    ['29 February', '2103-06-01T10:00Z', 'UTC', '2096-02-29'],
    ['three days ago', '2024-03-01T10:00Z', 'UTC', '2024-02-27'],
    ['five hours ago', '2026-11-29T02:30Z', 'UTC', '2026-11-28T21~'],
    ['this evening', '2026-11-29T10:00Z', 'UTC', '2026-11-29; evening'],
    ['at 18:00', '2026-11-29T10:00Z', 'UTC', '2026-11-28T18:00'],
  ])('of "%s" at %s in %s', (phrase, at, zone, meaning) => {
    expect(meaningOf(phrase, { now: Date.parse(at), zone })).toBe(meaning)
  })

  it.each([
    ['IQ', 'Asia/Baghdad'],
    ['UA', 'Europe/Kiev'],
    ['PS', 'Asia/Gaza'],
    ['RU', 'Europe/Moscow'],
    ['CD', 'Africa/Kinshasa'],
    ['XK', 'Europe/Belgrade'],
    ['XZ', 'UTC'],
    ['', 'UTC'],
    ['Iraq', 'UTC'],
  ])('is counted in the zone of %s', (country, zone) => expect(zoneOf(country)).toBe(zone))

  it.each([
    // Friday and Saturday in Syria, Saturday and Sunday in Ukraine; the last one is over.
    ['last weekend', '2026-11-26', 'SY', '[2026-11-20..2026-11-21]'],
    ['last weekend', '2026-11-27', 'SY', '[2026-11-20..2026-11-21]'],
    ['last weekend', '2026-11-28', 'SY', '[2026-11-20..2026-11-21]'],
    ['last weekend', '2026-11-29', 'SY', '[2026-11-27..2026-11-28]'],
    ['last weekend', '2026-11-29', 'UA', '[2026-11-21..2026-11-22]'],
    ['last weekend', '2026-11-30', 'UA', '[2026-11-28..2026-11-29]'],
    ['this weekend', '2026-11-27', 'SY', '2026-11-27'],
    ['at the weekend', '2026-11-29', 'UA', '[2026-11-28..2026-11-29]'],
    ['نهاية الأسبوع الماضي', '2026-11-30', 'YE', '[2026-11-27..2026-11-28]'],
    ['last weekend', '2026-11-30', '', '[2026-11-28..2026-11-29]'],
  ])('of "%s" on %s has the weekend of %s', (phrase, day, country, meaning) => {
    expect(meaningOf(phrase, { now: Date.parse(`${day}T10:00Z`), zone: 'UTC', country })).toBe(meaning)
  })

  it.each([
    ['Asia/Baghdad', 'Asia/Baghdad'],
    ['asia/baghdad', 'Asia/Baghdad'],
    ['UTC', 'UTC'],
    ['', undefined],
    ['Mars/Olympus', undefined],
    ['+03:00', undefined],
    ['Asia/Baghdad\n', undefined],
    [undefined, undefined],
  ])('is in the zone that a browser states as %s, if there is one', (text, zone) =>
    expect(parseZone(text)).toBe(zone),
  )
})
