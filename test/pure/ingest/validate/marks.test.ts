import { describe, expect, it } from 'vitest'
import { parseDateFormat } from '../../../../src/ingest/mapping/date-format.ts'
import { identityOf } from '../../../../src/ingest/rows/source-row.ts'
import { validRecord } from '../../validated-record.ts'

describe('invisible marks', () => {
  it('are removed around and inside codes, dates, numbers, addresses and names of records', () => {
    const record = validRecord(
      {
        reference: '\u200ejan\u200b-1',
        series: 'a\u200d-1',
        event_type: '\u200bbattle\ufeff',
        date: '\u200f٢٠٢٢-٠١-٠٥\u200f',
        location: { country: 'IQ\u200e', latitude: '\u202a33.4\u202c', longitude: '44.4\u200f' },
        casualties: { deaths: { best: '\u20665\u2069' }, source: 'a\u200e' },
        sources: [{ key: '\u200ea', url: '\u202ahttps://example.org/a\u202c', language: 'ar\u200f' }],
        links: [{ type: 'related', incident: 'jan\u200b-2' }],
      },
      { fromText: true },
    )
    expect(record).toMatchObject({
      reference: 'jan-1',
      series: 'a-1',
      event_type: 'battle',
      date: '2022-01-05',
      location: { country: 'IQ', latitude: 33.4, longitude: 44.4 },
      casualties: { deaths: { best: 5 }, source: 'a' },
      sources: [{ key: 'a', url: 'https://example.org/a', language: 'ar' }],
      links: [{ type: 'related', incident: 'jan-2' }],
    })
  })

  it('are removed in JSON too, and around the names of places', () => {
    const record = validRecord({
      date: '\u200f2022-01-05',
      location: { country: '\u200eIQ', place: '\u200fBaghdad\u200e', admin1: 'Al\u200e Anbar' },
    })
    expect(record.location).toEqual({ country: 'IQ', admin1: 'Al Anbar', place: 'Baghdad' })
  })

  it('are no part of a date in the format of a mapping, as Intl writes it in Arabic', () => {
    const format = parseDateFormat('D/M/YYYY')
    expect('read' in format && format.read('٥\u200f/١\u200f/٢٠٢٢')).toEqual({
      day: '05',
      month: '01',
      year: '2022',
    })
  })

  it('make no second dataset or reference', () => {
    expect(identityOf({ dataset: 'a\u200b', reference: '\u200fr\u200b1' })).toEqual({
      dataset: 'a',
      reference: 'r1',
    })
    expect(identityOf({ reference: '\u200b' }).reference).toBeUndefined()
  })
})
