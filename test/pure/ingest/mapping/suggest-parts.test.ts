import { describe, expect, it } from 'vitest'
import { findDateFormat } from '../../../../src/ingest/mapping/suggest/date-formats.ts'
import { readName } from '../../../../src/ingest/mapping/suggest/read-name.ts'
import { suggestMapping } from '../../../../src/ingest/mapping/suggest/suggest.ts'

describe('the name of a column', () => {
  it.each([
    ['event_date', ['event', 'date']],
    ['EventDate', ['event', 'date']],
    ['eventdate', ['event', 'date']],
    ['Ereignisdatum', ['event', 'date']],
    ['DATE OF INCIDENT', ['date', 'event']],
    ['nkill', ['number', 'death']],
    ['lattitude', ['lat']],
    ['القتلى', ['death']],
    ['والجرحى', ['injury']],
    ['широта', ['lat']],
  ])('means: %s', (name, meanings) => {
    expect([...readName(name).meanings].sort()).toEqual(meanings.toSorted())
  })

  it('has an ordinal and unknown words apart', () => {
    expect(readName('side_a').ordinal).toBe('a')
    expect(readName('actor2')).toMatchObject({ ordinal: '2', unknownWords: [] })
    expect(readName('nkillus').unknownWords).toEqual(['nkillus'])
  })
})

describe('the format of dates', () => {
  it.each<[string[], string | undefined, boolean?]>([
    [['2022-01-05', '2022-01'], undefined],
    [['05/01/2022', '16/01/2022'], 'D/M/YYYY'],
    [['01/05/2022', '01/16/2022'], 'M/D/YYYY'],
    [['05/01/2022', '06/01/2022'], 'D/M/YYYY', true],
    [['5.1.2022'], 'D.M.YYYY', true],
    [['31.12.2022'], 'D.M.YYYY'],
    [['2022/01/05'], 'YYYY/M/D'],
    [['20220105'], 'YYYYMMDD'],
    [['5 January 2022'], 'D MMMM YYYY'],
    [['05-Jan-2022'], 'D-MMM-YYYY'],
    [['January 5, 2022'], 'MMMM D, YYYY'],
    [['2022-01-05 00:00:00.000', '2022-01-06T00:00:00Z'], 'YYYY-MM-DD*'],
    [['2022-01-05 02:15'], 'YYYY-MM-DD HH:mm'],
    [['2022-01-05T02:15:00+03:00'], 'YYYY-MM-DDTHH:mm:ssZ'],
    [['2022-01-05', '2022-01-05 02:15'], 'YYYY-MM-DD*', true],
  ])('of %j is %s', (cells, format, isAmbiguous = false) => {
    expect(findDateFormat(cells)).toEqual({ format, isAmbiguous })
  })

  it.each([[['2022-13-05']], [['05/01/22']], [['soon']], [[]], [['2022-01-05', '05/01/2022']]])(
    'of %j is not known',
    (cells) => {
      expect(findDateFormat(cells)).toBeUndefined()
    },
  )
})

describe('a column of days whose name does not tell', () => {
  const suggest = (...columns: readonly { name: string; cells: string[] }[]) =>
    suggestMapping({ columns, rows: columns[0]?.cells.length ?? 0 }).columns.map(({ to, confidence }) => [
      to,
      confidence,
    ])
  const days = ['16/01/2022', '17/01/2022', '18/01/2022', '19/01/2022']

  it('is the date if it is the only one', () => {
    expect(suggest({ name: 'inversa', cells: days })).toEqual([['date', 0.8]])
    expect(suggest({ name: 'response', cells: ['2016/01/01 00:47:36', ''] })).toEqual([['date', 0.8]])
  })

  it('is less certain beside another, or if some cells have another form', () => {
    expect(suggest({ name: 'x', cells: days }, { name: 'y', cells: days })).toEqual([
      ['date', 0.6],
      [null, 0.8],
    ])
    expect(suggest({ name: 'x', cells: [...days, 'in May'] })).toEqual([['date', 0.6]])
  })

  it('is not the time of the data, nor a number', () => {
    expect(suggest({ name: 'updated', cells: days })).toEqual([[null, 0.85]])
    expect(suggest({ name: 'x', cells: ['2016', '2017'] })).toEqual([[null, 0.8]])
  })

  it('leaves a named date without a form unsure', () => {
    expect(suggest({ name: 'date', cells: ['30-Apr-19', 'early'] })).toEqual([[null, 0.5]])
  })
})
