import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DatePrecision, type Days, parseDate, toDays } from '../../../schemas/edtf-date.ts'
import { english } from '../../../src/text/sentence.ts'

type Row = [text: string, start: string, end: string, precision: DatePrecision, extent?: Days['extent']]

/** Every form; what is left out happened once. */
const points: Row[] = [
  ['2022-01-05', '2022-01-05', '2022-01-05', 'day'],
  ['2022-01', '2022-01-01', '2022-01-31', 'month'],
  ['2022-02', '2022-02-01', '2022-02-28', 'month'],
  ['2024-02', '2024-02-01', '2024-02-29', 'month'],
  ['2022-04', '2022-04-01', '2022-04-30', 'month'],
  ['2022-12', '2022-12-01', '2022-12-31', 'month'],
  ['2022', '2022-01-01', '2022-12-31', 'year'],
  ['2024', '2024-01-01', '2024-12-31', 'year'],
  ['0000', '0000-01-01', '0000-12-31', 'year'],
  ['9999-12-31', '9999-12-31', '9999-12-31', 'day'],
  ['2022-01-05~', '2022-01-05', '2022-01-05', 'day'],
  ['2022-01?', '2022-01-01', '2022-01-31', 'month'],
  ['2022%', '2022-01-01', '2022-12-31', 'year'],
  ['2022-01-05T19:30', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19:30:59', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19:30:60', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19:30Z', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19:30+03:00', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T19:30+03:00~', '2022-01-05', '2022-01-05', 'time'],
  ['2024-02-29', '2024-02-29', '2024-02-29', 'day'],
  ['2000-02-29', '2000-02-29', '2000-02-29', 'day'],
]

const lastingDays: [string, string, string, DatePrecision][] = [
  ['2022-01-03/2022-01-05', '2022-01-03', '2022-01-05', 'days'],
  ['2022-01-05/2022-01-05', '2022-01-05', '2022-01-05', 'day'],
  ['2022-01-03~/2022-01-05?', '2022-01-03', '2022-01-05', 'days'],
  ['2022-01-03/2022-01-08', '2022-01-03', '2022-01-08', 'days'],
  ['2022-01-03/2022-01-09', '2022-01-03', '2022-01-09', 'week'],
  ['2022-01-03/2022-01-10', '2022-01-03', '2022-01-10', 'month'],
  ['2022-01-03/2022-02-02', '2022-01-03', '2022-02-02', 'month'],
  ['2022-01-03/2022-02-03', '2022-01-03', '2022-02-03', 'year'],
  ['2022-01/2022-03', '2022-01-01', '2022-03-31', 'year'],
  ['2022/2022-03', '2022-01-01', '2022-03-31', 'year'],
  ['2022-03/2022', '2022-03-01', '2022-12-31', 'year'],
  ['2022/2023', '2022-01-01', '2023-12-31', 'longer'],
  ['2021-12-31T23:00/2022-01-01T01:00', '2021-12-31', '2022-01-01', 'days'],
  ['2022-01-05T19:30/2022-01-05', '2022-01-05', '2022-01-05', 'day'],
  ['2022-01-05T19:30/2022-01-05T19:30', '2022-01-05', '2022-01-05', 'day'],
  ['2022-01-05T10:00Z/2022-01-05T13:30+03:00', '2022-01-05', '2022-01-05', 'day'],
]

const lasted = lastingDays.map((row): Row => [...row, 'lasted'])

const between: Row[] = [
  ['[2022-01-03..2022-01-05]', '2022-01-03', '2022-01-05', 'days', 'once'],
  ['[2022-01..2022-03]', '2022-01-01', '2022-03-31', 'year', 'once'],
  ['[2022-01-03~..2022-01-05]', '2022-01-03', '2022-01-05', 'days', 'once'],
  ['[2022-01-05T19:30+03:00..2022-01-06]', '2022-01-05', '2022-01-06', 'days', 'once'],
]

/** Times near midnight, whose day in UTC is another. */
const local: Row[] = [
  ['2022-01-05T23:30-11:00', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T00:30+14:00', '2022-01-05', '2022-01-05', 'time'],
  ['2022-01-05T00:30+03:00/2022-01-05T02:00+03:00', '2022-01-05', '2022-01-05', 'day', 'lasted'],
  ['2022-01-06T00:30+03:00/2022-01-05T23:00Z', '2022-01-05', '2022-01-06', 'days', 'lasted'],
]

/** What the fault of a text says in English. */
const sayFault = (text: string): string | undefined => {
  const result = parseDate(text)
  return 'fault' in result ? result.say(english) : undefined
}

describe('a date', () => {
  it.each([...points, ...lasted, ...between])(
    'is read: %s',
    (text, start, end, precision, extent = 'once') => {
      expect(parseDate(text)).toMatchObject({ start, end, precision, extent })
    },
  )

  it.each(local)(
    'has its days in the stated local time: %s',
    (text, start, end, precision, extent = 'once') => {
      expect(parseDate(text)).toMatchObject({ start, end, precision, extent })
    },
  )

  /** [date, earliest instant, earliest instant of its end] */
  const instants: [string, string, string][] = [
    ['2022-01-05T19:30+03:00', '2022-01-05T16:30Z', '2022-01-05T16:30Z'],
    ['2022-01-05T23:30-11:00', '2022-01-06T10:30Z', '2022-01-06T10:30Z'],
    ['2022-01-05T19', '2022-01-05T19:00Z', '2022-01-05T19:00Z'],
    ['2022-01', '2022-01-01T00:00Z', '2022-01-01T00:00Z'],
    ['2022-01-03/2022-01-05', '2022-01-03T00:00Z', '2022-01-05T00:00Z'],
    ['2022-01-03T10:00/2022-01-05T11:00+01:00', '2022-01-03T10:00Z', '2022-01-05T10:00Z'],
    ['[2022-01-03..2022-01-05]', '2022-01-03T00:00Z', '2022-01-03T00:00Z'],
  ]

  it.each(instants)('has its earliest instants in UTC: %s', (text, earliest, ends) => {
    expect(toDays(text)).toMatchObject({ earliest: Date.parse(earliest), earliestEnd: Date.parse(ends) })
  })
})

describe('what is no date', () => {
  const invalid = [
    ...[
      '2022-00',
      '2022-13',
      '2022-00-01',
      '2022-13-01',
      '2022-01-00',
      '2022-01-32',
      '2022-04-31',
      '2022-02-30',
    ],
    ...['1900-02-29', '2023-02-29', '2100-02-29', '2022-02-29/2022-03-01', '[2022-02-28..2022-02-29]'],
    ...['2022-01-05T24:00', '2022-01-05T25:00', '2022-01-05T19:60', '2022-01-05T19:30:61', '2022-01-05T9:30'],
    ...[
      '2022-01-05T19:30+3',
      '2022-01-05T19:30+03',
      '2022-01-05T19:30+15:00',
      '2022-01-05T19:30z',
      '2022-01-05T',
    ],
    ...['2022-01-05 19:30', '2022-01T19:30', '2022-01-05T19:30:00.5', '2022-01-05t19:30'],
    ...[
      '2022-01-XX',
      '2022-XX',
      '202X',
      '20220105',
      '2022-1-5',
      '22-01-05',
      '-2022',
      '+2022-01-05',
      'Y12022',
      '12022',
    ],
    ...['2022-21', '2022-W01', '2022-005', '~2022', '2022~~', '2022?~', '2022-~01-05', '2022!'],
    ...['2022-01-05/..', '../2022-01-05', '2022-01-05/', '/2022-01-05', '/', '..', '../..'],
    ...[
      '[2022-01-05..]',
      '[..2022-01-05]',
      '[2022-01-05]',
      '[2022-01-05,2022-01-06]',
      '[]',
      '[',
      ']',
      '[..]',
    ],
    ...[
      '[2022-01-03..2022-01-05',
      '2022-01-03..2022-01-05]',
      '2022-01-03..2022-01-05',
      '{2022-01-03..2022-01-05}',
    ],
    ...[
      '[2022-01-03..2022-01-05]~',
      '[2022-01..2022-02..2022-03]',
      '2022-01/2022-02/2022-03',
      '[2022-01/2022-02]',
    ],
    ...[
      '[[2022-01-03..2022-01-05]]',
      '2022-01-05\n',
      '\n2022-01-05',
      ' 2022-01-05',
      '2022‑01‑05',
      '٢٠٢٢-٠١-٠٥',
    ],
    ...[
      '',
      'yesterday',
      '5 January 2022',
      '05/01/2022',
      '1/5/2022',
      '2022-01-05Z',
      'null',
      '0',
      'NaN',
      '[object Object]',
    ],
  ]

  it.each(invalid)('is refused as invalid: %j', (text) => {
    expect(parseDate(text)).toMatchObject({ fault: 'date.invalid' })
    expect(sayFault(text)).toMatch(/\.$/)
    expect(() => toDays(text)).toThrow(RangeError)
  })

  it.each([
    '2022-01-05/2022-01-04',
    '2022-02/2022-01',
    '2023/2022',
    '2022-06/2022-05-31',
    '[2022-01-05..2022-01-04]',
    '2022-01-05T19:30/2022-01-05T19:29',
    '2022-01-05T19:30/2022-01-04',
    '2022-01-05T10:00Z/2022-01-05T12:59+03:00',
  ])('is refused as backwards: %j', (text) => {
    expect(parseDate(text)).toMatchObject({ fault: 'date.order' })
  })

  it('says what is wrong with the calendar', () => {
    expect(sayFault('2023-02-29')).toBe('2023-02 has no day 29; its last is 28.')
    expect(sayFault('2022-13')).toBe('There is no month 13.')
    expect(sayFault('2022-01-05T24:00')).toBe('There is no hour 24; hours are 00 to 23.')
    expect(sayFault('2022-01-05/..')).toContain('use the day of the report')
  })

  it.each([
    ['digits', '2'.repeat(500_000)],
    ['slashes', '2022/'.repeat(100_000)],
    ['dots', `[${'..'.repeat(250_000)}]`],
    ['brackets', `[${']'.repeat(500_000)}`],
    ['qualifiers', `2022${'~'.repeat(500_000)}`],
  ])('is refused in linear time: many %s', (_, text) => {
    const before = performance.now()
    expect(parseDate(text)).toHaveProperty('fault')
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    '2022',
    '-01',
    '-05',
    '-13',
    'T19:30',
    'Z',
    '+14:00',
    '-11:00',
    '~',
    '?',
    '/',
    '[',
    '..',
    ']',
    ' ',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  )

  it('is a date whose first day is not after its last, or a fault', () => {
    fc.assert(
      fc.property(text, (sent) => {
        const read = parseDate(sent)
        if ('fault' in read) {
          expect(['date.invalid', 'date.order']).toContain(read.fault)
          return
        }
        expect(read.start <= read.end).toBe(true)
        expect([read.start, read.end].map((day) => new Date(day).toISOString().slice(0, 10))).toEqual([
          read.start,
          read.end,
        ])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a date in another order', () => {
  it.each([
    ['05/01/2022', '"05/01/2022" could be 2022-01-05 or 2022-05-01. Write a day (2022-01-05)'],
    ['13.1.2022', '"13.1.2022" could be 2022-01-13. Write'],
    ['2022/01/05', '"2022/01/05" could be 2022-01-05. Write'],
    ['5-5-2022', '"5-5-2022" could be 2022-05-05. Write'],
    ['05/01/22', 'Write a day'],
    ['40/50/2022', 'Write a day'],
  ])('%s is refused with the days that it may mean', (text, detail) => {
    const result = parseDate(text)
    expect('fault' in result && result.say(english).startsWith(detail)).toBe(true)
  })
})
