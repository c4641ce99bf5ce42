/** Values in another form than the right one: taken with a note if they have one reading, else refused with the form. */
import { describe, expect, it } from 'vitest'
import { isPlaceholder } from '../../../../src/ingest/validate/placeholders.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { parsePointer } from '../../../../src/record/paths.ts'
import { minimalRecord } from '../../rule-cases.ts'

const context = {
  now: Date.parse('2026-01-01T00:00:00Z'),
  isInCountry: (country: string, longitude: number, latitude: number) =>
    country === 'IQ' && longitude > 38 && longitude < 49 && latitude > 29 && latitude < 38,
}

/** Returns the record with values at pointers. */
const recordWith = (values: Readonly<Record<string, unknown>>): object => {
  const record = structuredClone(minimalRecord) as Record<string, unknown>
  for (const [pointer, value] of Object.entries(values)) {
    const steps = parsePointer(pointer)
    const last = steps.pop() ?? ''
    let place = record
    for (const step of steps) {
      place[step] ??= {}
      place = place[step] as Record<string, unknown>
    }
    place[last] = value
  }
  return record
}

const check = (values: Readonly<Record<string, unknown>>, { fromText = false } = {}) => {
  const options = fromText ? { fromText, isPlaceholder } : {}
  const { record, errors, warnings, notes = [] } = validate(recordWith(values), context, options)
  return {
    record,
    notes,
    errors: errors.map(({ say }) => say(en)),
    warnings: warnings.map(({ say }) => say(en)),
  }
}

describe('a date with one reading', () => {
  it.each([
    ['2022-01-05T19:30:00.000Z', '2022-01-05T19:30:00Z'],
    ['2022-01-05T19:30:00.5+03:00', '2022-01-05T19:30:00+03:00'],
    ['2022-01-05T19:30+0300', '2022-01-05T19:30+03:00'],
    ['2022-01-05T19:30+03', '2022-01-05T19:30+03:00'],
    ['2022-01-05T19:30−03:30', '2022-01-05T19:30-03:30'],
    ['2022-01-05t19:30z', '2022-01-05T19:30Z'],
    ['2022-01-05T19:30 UTC', '2022-01-05T19:30Z'],
    ['2022-01-05 19:30', '2022-01-05T19:30'],
    ['2022-01-05 9:30:15', '2022-01-05T09:30:15'],
    ['2022-1-5', '2022-01-05'],
    ['2022\u201101\u201105', '2022-01-05'],
    ['2022\u201001', '2022-01'],
    ['2022\u22121\u22125', '2022-01-05'],
    ['2022/01/05', '2022-01-05'],
    ['2022.1.5 19:30~', '2022-01-05T19:30~'],
    ['20220105', '2022-01-05'],
    ['20220105T193000Z', '2022-01-05T19:30:00Z'],
    ['5 January 2022', '2022-01-05'],
    ['5th of Jan. 2022', '2022-01-05'],
    ['05-Sept-2022', '2022-09-05'],
    ['January 5, 2022', '2022-01-05'],
    ['MAR 2022', '2022-03'],
  ])('is taken in the right form, with a note, from JSON and from text: %s', (text, date) => {
    const notes = [{ rule: 'date.form', pointer: '/date', received: text }]
    for (const options of [{}, { fromText: true }]) {
      const result = check({ '/date': text }, options)
      expect([result.record?.date, result.notes, result.errors]).toEqual([date, notes, []])
    }
  })

  it.each([
    '2022-01-05',
    '2022-01',
    '2022-01-05T19:30Z',
    '[2022-01-03..2022-01-05]',
    '2022-01-03/2022-01-05',
  ])('in the right form has no note: %s', (date) =>
    expect(check({ '/date': date })).toMatchObject({ record: { date }, notes: [], errors: [] }),
  )

  it.each<[unknown, string]>([
    ['05/01/2022', '"05/01/2022" could be 2022-01-05 or 2022-05-01.'],
    ['25/01/2022', '"25/01/2022" could be 2022-01-25.'],
    ['1641340800', '"1641340800" could be 2022-01-05T00:00:00Z.'],
    ['1641340800000', '"1641340800000" could be 2022-01-05T00:00:00Z.'],
    ['2022/13/05', 'Write a day (2022-01-05)'],
    ['2022-01-05T19:30 PM', 'Write a day (2022-01-05)'],
    ['2022-01-05T25:30', 'There is no hour 25'],
    ['31 February 2022', 'Write a day (2022-01-05)'],
    ['10122012', 'Write a day (2022-01-05)'],
    ['yesterday', 'Write a day (2022-01-05)'],
    [2022, 'It must be a text. Write "2022", in quotes.'],
  ])('that has none is refused with what it may mean: %j', (value, detail) => {
    expect(check({ '/date': value }).errors).toEqual([expect.stringContaining(detail)])
  })
})

describe('a whole number in JSON', () => {
  it.each([
    ['1.200', '"1.200" could be 1.2 or 1,200. Write 1200, without a separator.'],
    ['1,200', '"1,200" could be 1.2 or 1,200. Write 1200, without a separator.'],
    ['12.000', '"12.000" could be 12 or 12,000. Write 12 or 12000, without a separator.'],
    ['1 200', 'Write 1200, without quotes.'],
    ['many', 'Write a whole number in digits, such as 12.'],
  ])('that is a text is refused with what it may mean: %s', (text, detail) => {
    for (const pointer of ['/casualties/deaths/best', '/casualties/injuries/low'])
      expect(check({ [pointer]: text }).errors.join()).toContain(detail)
  })
})

describe('coordinates', () => {
  it.each([
    ['33°25\'35"N', 33.426389],
    ['33º 25′ 35″', 33.426389],
    ['33° 25’ 35,5” N', 33.426528],
    ['N33 25.6', 33.426667],
    ['33.4265N', 33.4265],
    ['33.4265° S', -33.4265],
    ['s 33 25 35', -33.426389],
    ['-33.4265°', -33.4265],
    ['٣٣٫٥°', 33.5],
  ])('in degrees are taken from text with a note, and told in JSON: %s', (text, value) => {
    const values = { '/location/latitude': text, '/location/longitude': '44.1' }
    const result = check(values, { fromText: true })
    const notes = [{ rule: 'location.degrees', pointer: '/location/latitude', received: text }]
    expect([result.record?.location.latitude, result.notes, result.errors]).toEqual([value, notes, []])
    expect(check(values).errors).toEqual([
      `It must be a number. Write ${value}, without quotes.`,
      'It must be a number. Write 44.1, without quotes.',
    ])
  })

  it.each([
    ['33 25 35', 'Write decimal degrees: 33.426389, if "33 25 35" is in degrees, minutes and seconds.'],
    ['44°6\'0"E', '"44°6\'0"E" is a longitude. Write 44.1 in longitude.'],
    ['33.4265, 44.1', 'write 33.4265 in latitude and 44.1 in longitude.'],
    ['33.4265 44.1', 'write 33.4265 in latitude and 44.1 in longitude.'],
    ["33°75'N", 'Write decimal degrees, such as 33.4265'],
    ['N-33.4', 'Write decimal degrees, such as 33.4265'],
    ["33.5°30'", 'Write decimal degrees, such as 33.4265'],
    ['near the base', 'Write decimal degrees, such as 33.4265'],
  ])('of another kind are refused with the form that is right: %s', (text, detail) => {
    for (const options of [{}, { fromText: true }])
      expect(check({ '/location/latitude': text, '/location/longitude': 44.1 }, options).errors).toEqual([
        expect.stringContaining(detail),
      ])
  })

  it.each([
    [
      44.4,
      33.3,
      [],
      ['44.4, 33.3 is outside IQ. Latitude and longitude seem to be swapped: 33.3, 44.4 is inside.'],
    ],
    [50, 10, [], ['50, 10 is outside IQ.']],
    [133.3, 44.4, ['It must be 90 or less. Latitude and longitude seem to be swapped.'], []],
    [-133.3, 44.4, ['It must be -90 or more. Latitude and longitude seem to be swapped.'], []],
    [133.3, 144.4, ['It must be 90 or less.'], []],
    [33.3, 444, ['It must be 180 or less.'], []],
  ])('that seem to be swapped are told: %j, %j', (latitude, longitude, errors, warnings) => {
    const result = check({ '/location': { country: 'IQ', latitude, longitude } })
    expect([result.errors, result.warnings.filter((each) => each.includes('outside'))]).toEqual([
      errors,
      warnings,
    ])
  })

  it('that are withheld are not named, swapped or not', () => {
    const location = { country: 'IQ', latitude: 44.4, longitude: 33.3, withheld: 'point' }
    expect(check({ '/location': location }).warnings).toContain('The withheld point is outside IQ.')
  })
})

describe('numbers of people', () => {
  it.each([
    ['about 20', 'write 20 in best.', '{"best": 20}'],
    ['~20', 'write 20 in best.', '{"best": 20}'],
    ['2-5', 'write 2 in low and 5 in high.', '{"low": 2, "high": 5}'],
    ['2 to 5', 'write 2 in low and 5 in high.', '{"low": 2, "high": 5}'],
    ['≥2', 'write 2 in low.', '{"low": 2}'],
    ['>2', 'write 3 in low.', '{"low": 3}'],
    ['20+', 'write 20 in low.', '{"low": 20}'],
    ['up to 5', 'write 5 in high.', '{"high": 5}'],
    ['٢-٥', 'write 2 in low and 5 in high.', '{"low": 2, "high": 5}'],
  ])('in words name the numbers to write: %s', (text, fields, group) => {
    const best = { '/casualties/reported': 'some', '/casualties/deaths/best': text }
    for (const options of [{}, { fromText: true }])
      expect(check(best, options).errors).toEqual([expect.stringContaining(fields)])
    const deaths = { '/casualties/reported': 'some', '/casualties/deaths': text }
    expect(check(deaths).errors).toEqual([`It must be a group of fields. Write ${group}.`])
  })

  it.each<[string, unknown, string]>([
    ['/casualties/deaths/best', 'dozens', 'use low and high; if no number is stated, leave them blank.'],
    ['/casualties/deaths/best', '3', 'It must be a number. Write 3, without quotes.'],
    [
      '/casualties/deaths/best',
      '1,000',
      'It must be a number. "1,000" could be 1 or 1,000. Write 1 or 1000,',
    ],
    ['/casualties/deaths', 3, 'It must be a group of fields. Write {"best": 3}.'],
    ['/weapons', [{ type: 'rocket', fired: '2-5' }], 'Write a whole number in digits, such as 12, or leave'],
  ])('of another kind have the right form: %s %j', (pointer, value, detail) => {
    const { errors } = check({ '/casualties/reported': 'some', [pointer]: value })
    expect(errors).toEqual([expect.stringContaining(detail)])
  })
})

describe('a value in place of a list or a group', () => {
  it.each<[string, unknown, string]>([
    ['/tags', 'a', 'It must be a list. Write ["a"].'],
    ['/tags', 'a, b', 'It must be a list. Write ["a", "b"].'],
    ['/weapons', 'drone', 'It must be a list. Write [{"type": …}].'],
    ['/weapons', ['drone'], 'It must be a group of fields. Write {"type": …}.'],
    ['/weapons', ['Guns'], 'It must be a group of fields. Write {"type": "small_arms"}.'],
    ['/weapons', { type: 'rocket' }, 'It must be a list. Write [{…}].'],
    ['/location', 'Baghdad', 'It must be a group of fields. Write {"country": …, "place": "Baghdad"}.'],
    ['/location', 'Iraq', 'It must be a group of fields. Write {"country": "IQ"}.'],
    ['/location', ['A "B"'], 'It must be a group of fields. Write {"country": …, "place": "A \\"B\\""}.'],
    ['/location', [{ country: 'IQ' }], 'It must be a group of fields. Write {…}.'],
    ['/location', 7, 'It must be a group of fields.'],
    ['/launched_from', 'Basra', 'It must be a group of fields. Write {"place": "Basra"}.'],
    ['/actors', 'A, B', 'It must be a list. Write [{"name": "A, B"}].'],
    ['/actors', [{ name: 'A', with: 'B, C' }], 'It must be a list. Write ["B, C"].'],
    ['/claims', 'A', 'It must be a list. Write [{"by": "A"}].'],
    ['/links', 'r-1', 'It must be a list. Write [{"type": …, "incident": "r-1"}].'],
    ['/sources', ['Example News'], 'It must be a group of fields. Write {"publisher": "Example News"}.'],
    ['/sources', 'https://example.org', 'It must be a list. Write [{"url": "https://example.org"}].'],
    ['/damage', 'a roof', 'It must be a group of fields. Write {"note": "a roof"}.'],
    ['/casualties', '3 killed', 'It must be a group of fields. Write {"deaths": {"best": …}}.'],
    ['/casualties', 3, 'It must be a group of fields. Write {"deaths": {"best": …}}.'],
    ['/title', ['A'], 'It must be a text. Write "A".'],
    ['/event_type', ['battle'], 'It must be a text. Write "battle".'],
    ['/title', ['A', 'B'], 'It must be a text.'],
  ])('has the right form: %s %j', (pointer, value, detail) => {
    expect(check({ [pointer]: value }).errors).toEqual([detail])
  })
})

describe('a text', () => {
  it('that is too long names its length and the limit', () => {
    expect(check({ '/title': '😀'.repeat(1234) }).errors).toEqual([
      'The text has 1,234 characters; the field can hold 200.',
    ])
  })

  const beginning = 'A web address must begin with http:// or https://.'

  it.each([
    [
      'https://example.org/a b',
      'Character 22 is a space, which a web address cannot have. Write %20 instead: https://example.org/a%20b',
    ],
    [
      'https://example.org/a?q=😀 c',
      'Character 26 is a space, which a web address cannot have. Write %20 instead:',
    ],
    ['https://exa mple.org/', 'Character 12 is a space, which a web address cannot have. Remove it'],
    ['https://example.org/a\tb', 'Character 22 is a tab, which a web address cannot have. Remove it'],
    [
      'https://example.org/a\nhttps://example.org/b',
      'Character 22 is a line break, which a web address cannot have. Remove it, or give one address only.',
    ],
    ['example.org/a', `${beginning} Did you mean https://example.org/a?`],
    ['//example.org/a', `${beginning} Did you mean https://example.org/a?`],
    ['htps://example.org', `${beginning} Did you mean https://example.org?`],
    ['http:/example.org', `${beginning} Did you mean https://example.org?`],
    ['https//example.org', `${beginning} Did you mean https://example.org?`],
    ['ftp://example.org', beginning],
    ['Example News', beginning],
    ['javascript:alert(1)', beginning],
  ])('that is no web address names what is wrong: %j', (url, detail) => {
    expect(check({ '/sources/0/url': url }).errors).toEqual([expect.stringContaining(detail)])
  })

  it('that is a web address may have spaces around it', () => {
    const { record } = check({ '/sources/0/url': ' https://example.org/a%20b ' })
    expect(record?.sources[0]?.url).toBe('https://example.org/a%20b')
  })
})
