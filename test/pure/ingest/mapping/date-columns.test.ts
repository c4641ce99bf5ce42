import { describe, expect, it } from 'vitest'
import { faultOf, type Json, outcome } from './read-row.ts'

const parts = {
  Year: { to: 'date', date: 'YYYY' },
  Month: { to: 'date', date: 'M' },
  Day: { to: 'date', date: 'D' },
}
const dayOr = (missing: string) => ({ ...parts, Day: { ...parts.Day, missing: [missing] } })
const arabicMonths = { ...parts, Month: { ...parts.Month, values: { شباط: '2' }, otherwise: 'keep' } }
const clock = {
  Year: { to: 'date', date: 'YYYY-MM-DD' },
  Month: { to: 'date', date: 'H:mm', offset: '+03:00' },
}
const shortYear = { Year: { to: 'date', date: 'YY', century: 1950 }, Month: { to: 'date', date: 'DD/MM' } }

describe('a date from several columns', () => {
  it.each<[string, Json, string[], unknown]>([
    ['a day', parts, ['2012', '2', '24'], '2012-02-24'],
    ['a month without a day', parts, ['1997', '5', ''], '1997-05'],
    ['a year alone', parts, ['1997', '', ' '], '1997'],
    ['parts that pandas wrote', parts, ['2012.0', '2.0', '24.0'], '2012-02-24'],
    ['a month without a day by a word', dayOr('0'), ['2012', '2', '0'], '2012-02'],
    ['a day in Arabic digits', parts, ['٢٠١٢', '٢', '٢٤'], '2012-02-24'],
    ['a month from a table', arabicMonths, ['2012', 'شباط', '24'], '2012-02-24'],
    ['a month beside the table', arabicMonths, ['2012', '3', '24'], '2012-03-24'],
    ['a day and its year', shortYear, ['22', '05/01'], '2022-01-05'],
    ['a time of day', clock, ['2022-01-05', '7:30'], '2022-01-05T07:30+03:00'],
    ['a day without its time', clock, ['2022-01-05', ''], '2022-01-05'],
  ])('is %s', (_, columns, [Year = '', Month = '', Day], date) => {
    const cells = { Year, Month, ...(Day === undefined ? {} : { Day }) }
    expect(outcome({ columns }, cells)).toEqual({ date })
  })

  it('leaves the constant if all are empty', () => {
    expect(outcome({ columns: parts }, { Year: '', Month: '', Day: '' })).toEqual({})
  })

  it.each<[string, Json, string[], string]>([
    ['a day without a month', parts, ['2012', '', '24'], 'mapping.date Year'],
    ['a month without a year', parts, ['', '2', ''], 'mapping.date Year'],
    ['a part in another form', parts, ['2012', 'Feb', '24'], 'mapping.date Month'],
    [
      'a part that the table lacks',
      { ...parts, Month: { ...parts.Month, values: { Feb: '2' } } },
      ['2012', 'Fev', '24'],
      'mapping.value Month',
    ],
    ['a day that its month lacks', parts, ['2012', '2', '31'], 'date.invalid Year'],
    ['a month without a day by no word', parts, ['2012', '2', '0'], 'date.invalid Year'],
    ['a time without its date', clock, ['', '7:30'], 'mapping.date Year'],
  ])('is refused: %s', (_, columns, [Year = '', Month = '', Day], fault) => {
    const cells = { Year, Month, ...(Day === undefined ? {} : { Day }) }
    expect(outcome({ columns }, cells)).toEqual([`/date ${fault}`])
  })
})

describe('a table with three parts of a date', () => {
  const mapping = {
    columns: {
      Id: 'reference',
      ...parts,
      Country: 'location.country',
      What: {
        to: 'event_type',
        values: { 'Rocket attack': 'remote_violence', Shelling: 'remote_violence', Drone: 'remote_violence' },
      },
      Killed: 'casualties.deaths',
    },
    missing: ['unknown', '-99'],
  }

  it.each([
    ['1,2012,2,24,Iraq,Rocket attack,0', '2012-02-24', 'IQ', { casualties: { deaths: { best: 0 } } }],
    ['2,1997,5,,Syria,Shelling,unknown', '1997-05', undefined, {}],
    ['3,2026,6,6,IRQ,Drone,-99', '2026-06-06', 'IQ', {}],
  ])('is read with its countries and unknown numbers: %s', (line, date, country, more) => {
    const cells = line.split(',')
    const row = Object.fromEntries(Object.keys(mapping.columns).map((name, i) => [name, cells[i] ?? '']))
    expect(outcome(mapping, row)).toEqual({
      reference: cells[0],
      date,
      ...(country && { country }),
      ...more,
    })
  })
})

describe('the formats of a date are refused', () => {
  it.each<[string, Json, RegExp]>([
    [
      'for a century of four digits',
      { a: { to: 'date', date: 'YYYY', century: 1900 } },
      /^\/columns\/a\/date mapping.invalid .*needs YY/,
    ],
    [
      'for a century alone',
      { a: { to: 'date', century: 1900 } },
      /^\/columns\/a\/century mapping.invalid .*needs "date"/,
    ],
    [
      'for two digits without a century',
      { a: { to: 'date', date: 'DD.MM.YY' } },
      /^\/columns\/a\/date mapping.invalid .*1950 to 2049/,
    ],
    [
      'for an offset without a time',
      { a: { to: 'date', date: 'YYYY', offset: '+03:00' } },
      /^\/columns\/a\/offset mapping.invalid .*needs a time/,
    ],
    [
      'for an offset by a name',
      { a: { to: 'date', date: 'YYYY-MM-DD HH:mm', offset: 'Asia/Baghdad' } },
      /^\/columns\/a\/offset mapping.invalid .*\+03:00/,
    ],
    [
      'for an offset of a text',
      { a: { to: 'title', offset: 'Z' } },
      /^\/columns\/a\/offset mapping.invalid .*not a date/,
    ],
    [
      'for two years',
      { a: { to: 'date', date: 'YYYY-MM' }, b: { to: 'date', date: 'YYYY' } },
      /^\/columns\/b\/date mapping.field .*already gives the year/,
    ],
    [
      'for no year',
      { a: { to: 'date', date: 'MM' }, b: { to: 'date', date: 'DD' } },
      /^\/columns\/a\/date mapping.invalid .*year/,
    ],
    [
      'for a part that leads elsewhere',
      { ...parts, Day: { ...parts.Day, otherwise: { to: 'summary' } } },
      /^\/columns\/Day\/otherwise mapping.invalid .*cannot lead/,
    ],
    [
      'for a part with one value',
      { ...parts, Day: { ...parts.Day, otherwise: '1' } },
      /^\/columns\/Day\/otherwise mapping.invalid .*null/,
    ],
    [
      'for a value in another form',
      { ...parts, Month: { ...parts.Month, values: { x: 'May' } } },
      /^\/columns\/Month\/values\/x mapping.invalid .*written as M/,
    ],
    [
      'for a whole date and a part',
      { a: 'date', b: { to: 'date', date: 'DD' } },
      /^\/columns\/b\/to mapping.field .*already leads to date/,
    ],
  ])('%s', (_, columns, fault) => {
    expect(faultOf({ columns })).toMatch(fault)
  })
})
