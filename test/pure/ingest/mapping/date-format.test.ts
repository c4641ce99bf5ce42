import { describe, expect, it } from 'vitest'
import { parseDateFormat } from '../../../../src/ingest/mapping/date-format.ts'
import { findPartsFault, toEdtf } from '../../../../src/ingest/mapping/date-parts.ts'
import { english } from '../../../../src/text/sentence.ts'

const read = (format: string, text: string, century?: number, offset?: string) => {
  const parsed = parseDateFormat(format, century)
  if ('fault' in parsed) throw new Error(parsed.fault(english))
  const parts = parsed.read(text)
  return parts && toEdtf(parts, offset)
}

const faultOf = (format: string, century?: number) => {
  const parsed = parseDateFormat(format, century)
  return ('fault' in parsed ? parsed.fault : findPartsFault(parsed.parts))?.(english)
}

describe('a format of dates', () => {
  it.each([
    ['DD/MM/YYYY', '05/01/2022', '2022-01-05'],
    ['DD/MM/YYYY', '5/1/2022', undefined],
    ['D/M/YYYY', '5/1/2022', '2022-01-05'],
    ['M/D/YYYY', '12/31/2022', '2022-12-31'],
    ['YYYYMMDD', '20220105', '2022-01-05'],
    ['D MMMM YYYY', '5 january 2022', '2022-01-05'],
    ['D MMM YYYY', '05 Sep 2022', '2022-09-05'],
    ['MMM YYYY', 'Dec 2022', '2022-12'],
    ['YYYY', '2022', '2022'],
    ['YYYY', '2022.0', '2022'],
    ['YYYY', '2022.5', undefined],
    ['YYYY-MM-DD*', '2014-01-22 00:00:00.000', '2014-01-22'],
    ['YYYY.MM.DD', '2022-01-05', undefined],
    ['(YYYY)', '(2022)', '2022'],
    ['D [de] MMMM YYYY', '5 de March 2022', '2022-03-05'],
    ['DD/MM/YYYY', '٠٥/٠١/٢٠٢٢', '2022-01-05'],
    ['DD/MM/YYYY HH:mm', '05/01/2022 19:30', '2022-01-05T19:30'],
    ['DD/MM/YYYY H:mm', '05/01/2022 7:05', '2022-01-05T07:05'],
    ['DD/MM/YYYY HH:mm', '05/01/2022 19:60', undefined],
    ['YYYY-MM-DDTHH:mm:ss', '2022-01-05T19:30:15', '2022-01-05T19:30:15'],
    ['YYYY-MM-DDTHH:mm:ssZ', '2022-01-05T19:30:15+0300', '2022-01-05T19:30:15+03:00'],
    ['YYYY-MM-DD HH:mm Z', '2022-01-05 19:30 -05', '2022-01-05T19:30-05:00'],
    ['YYYY-MM-DDTHH:mmZ', '2022-01-05T19:30Z', '2022-01-05T19:30Z'],
    ['M/D/YYYY H:mm A', '1/5/2022 7:30 pm', '2022-01-05T19:30'],
    ['M/D/YYYY H:mm A', '1/5/2022 12:00 AM', '2022-01-05T00:00'],
    ['M/D/YYYY H:mm A', '1/5/2022 12:30 PM', '2022-01-05T12:30'],
  ])('%s reads %s as %s', (format, text, date) => {
    expect(read(format, text)).toBe(date)
  })

  it.each([
    ['05/01/49', 1950, '2049-01-05'],
    ['05/01/50', 1950, '1950-01-05'],
    ['05/01/99', 1900, '1999-01-05'],
    ['05/01/00', 1900, '1900-01-05'],
    ['05/01/05', 2000, '2005-01-05'],
  ])('reads the year of %s in the hundred years from %i', (text, century, date) => {
    expect(read('DD/MM/YY', text, century)).toBe(date)
  })

  it('gives a time the stated offset, unless it has its own', () => {
    expect(read('YYYY-MM-DD HH:mm', '2022-01-05 19:30', undefined, '+03:00')).toBe('2022-01-05T19:30+03:00')
    expect(read('YYYY-MM-DD HH:mm Z', '2022-01-05 19:30 Z', undefined, '+03:00')).toBe('2022-01-05T19:30Z')
    expect(read('YYYY-MM-DD', '2022-01-05', undefined, '+03:00')).toBe('2022-01-05')
  })

  it.each([
    ['DD/MM/YY', /YY needs "century"/],
    ['dd/mm/yyyy', /"dd" is no part/],
    ['HH YYYY', /hour needs its day/],
    ['DD/MM', /year/],
    ['YYYY DD', /month/],
    ['YYYY M MM', /once/],
    ['YYYY-MM-DD HH:MM', /months are MM, minutes mm/],
    ['YYYY-mm-DD', /needs its month/],
    ['YYYY-MM-DD mm', /Minutes, mm, need their hour/],
    ['YYYY-MM-DD A', /AM or PM/],
    ['YYYY-MM-DD Z', /offset/],
    ['YYYY HH [x', /"x" is no part|is no part/],
    ['', /no part of a date/],
  ])('is refused where it is %s', (format, detail) => {
    expect(faultOf(format)).toMatch(detail)
  })

  it('is refused where a century is stated for years of four digits', () => {
    expect(faultOf('YYYY', 1900)).toMatch(/century needs YY/)
  })
})
