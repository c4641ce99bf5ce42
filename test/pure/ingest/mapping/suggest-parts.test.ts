import { describe, expect, it } from 'vitest'
import { findDateFormat } from '../../../../src/ingest/mapping/suggest/date-formats.ts'
import { readName } from '../../../../src/ingest/mapping/suggest/read-name.ts'

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
