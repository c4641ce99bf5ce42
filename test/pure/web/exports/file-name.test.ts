import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downloadName } from '../../../../src/web/exports/file-name.ts'

const nameOf = (search: string, kind?: string): string =>
  downloadName([...new URLSearchParams(search)], 42, kind)

describe('the name of a download', () => {
  it.each([
    ['', 'sitrep-c42'],
    ['country=IQ&from=2022-01-01&to=2022-01-31', 'sitrep-iraq-2022-01-c42'],
    ['from=2022-01&to=2022-01', 'sitrep-2022-01-c42'],
    ['from=2022-01-01&to=2022-12-31', 'sitrep-2022-c42'],
    ['from=2024-02-01&to=2024-02-29', 'sitrep-2024-02-c42'],
    ['from=2024-02-01&to=2024-02-28', 'sitrep-2024-02-01-to-2024-02-28-c42'],
    ['from=2022-01-05', 'sitrep-from-2022-01-05-c42'],
    ['to=2022-01-05', 'sitrep-to-2022-01-05-c42'],
    ['dataset=ucdp', 'ucdp-c42'],
    ['dataset=field_reports&country=sy', 'field-reports-syria-c42'],
    ['dataset=a,b', 'sitrep-a-b-c42'],
    ['country=IQ&country=CI', 'sitrep-iraq-cote-d-ivoire-c42'],
    ['weapon=any_drone&q=Baghdad+airport', 'sitrep-baghdad-airport-any-drone-c42'],
    ['min_deaths=5&bbox=38,29,49,38', 'sitrep-min-deaths-5-bbox-c42'],
    ['q=بغداد', 'sitrep-q-c42'],
    ['profile=ucdp', 'sitrep-ucdp-c42'],
    ['labels=true&lang=ar', 'sitrep-labels-ar-c42'],
    ['labels=false&excel=true', 'sitrep-excel-c42'],
    ['fields=id,date', 'sitrep-fields-c42'],
    ['limit=10&cursor=5', 'sitrep-part-c42'],
    ['sort=-date&commit=7&schema=0a1b2c3d', 'sitrep-c42'],
    ['country=&q=', 'sitrep-c42'],
  ])('of %s is %s', (search, name) => {
    expect(nameOf(search)).toBe(name)
  })

  it('says what a file has instead of records', () => {
    expect(nameOf('profile=ucdp', 'losses')).toBe('sitrep-losses-ucdp-c42')
  })

  it('is of at most 90 small letters, digits and hyphens, and ends with the version', () => {
    expect(nameOf(`q=${'drone '.repeat(40)}`)).toHaveLength(90)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (q, country) => {
        const name = downloadName(
          [
            ['q', q],
            ['country', country],
            ['tag', q + country],
          ],
          1234,
        )
        expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-c1234$/)
        expect(name.length).toBeLessThanOrEqual(90)
      }),
    )
  })
})
