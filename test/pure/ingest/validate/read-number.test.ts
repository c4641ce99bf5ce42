import { describe, expect, it } from 'vitest'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { validationContext, withBase } from '../../rule-cases.ts'

/** The number of deaths of a form or a table, or the errors. */
const readDeaths = (text: string) => {
  const candidate = withBase({ casualties: { deaths: { best: text } } })
  const { record, errors, notes = [] } = validate(candidate, validationContext, { fromText: true })
  return { errors: errors.map(stateIssue), notes, value: record?.casualties?.deaths?.best }
}

const readLatitude = (text: string) => {
  const candidate = withBase({ location: { country: 'IR', latitude: text, longitude: '0' } })
  const { record, errors, notes = [] } = validate(candidate, validationContext, { fromText: true })
  return { errors: errors.map(stateIssue), notes, value: record?.location.latitude }
}

describe('a count in a text', () => {
  it.each([
    ['3', 3],
    ['3.0', 3],
    ['3.00', 3],
    ['3.', 3],
    ['+5', 5],
    [' 5 ', 5],
    ['0.000', 0],
    ['1e3', 1000],
    ['1E+05', 100_000],
    ['12345.000', 12_345],
    ['٤', 4],
    ['۱۲', 12],
    ['၁၂', 12],
    ['२५', 25],
    ['１２', 12],
    ['5\u200f', 5],
    ['\u200e\u2066١٢\u2069', 12],
  ])('has one reading, the usual one: %j', (text, value) => {
    expect(readDeaths(text)).toEqual({ value, errors: [], notes: [] })
  })

  it.each([
    ['1\u00a0000', 1000],
    ['1\u202f000', 1000],
    ['12 345', 12_345],
    ["1'234", 1234],
    ['1’234’567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['12,34,567', 1_234_567],
    ['1,234.0', 1234],
    ['1.234,00', 1234],
    ['1 234,0', 1234],
    ['١٬٢٠٠', 1200],
    ['3,0', 3],
  ])('has one reading, which is noted: %j', (text, value) => {
    const notes = [{ rule: 'number.separators', pointer: '/casualties/deaths/best', received: text }]
    expect(readDeaths(text)).toEqual({ value, errors: [], notes })
  })

  it.each([
    ['1.000', '"1.000" could be 1 or 1,000. Write 1 or 1000, without a separator.'],
    ['12.000', '"12.000" could be 12 or 12,000. Write 12 or 12000, without a separator.'],
    ['1,000', '"1,000" could be 1 or 1,000. Write 1 or 1000, without a separator.'],
    ['1.234', '"1.234" could be 1.234 or 1,234. Write 1234, without a separator.'],
    ['١٫٠٠٠', '"١٫٠٠٠" could be 1 or 1,000. Write 1 or 1000, without a separator.'],
    ['١،٠٠٠', '"١،٠٠٠" could be 1 or 1,000. Write 1 or 1000, without a separator.'],
  ])('has two readings, which the error names: %j', (text, detail) => {
    expect(readDeaths(text).errors).toEqual([
      { pointer: '/casualties/deaths/best', rule: 'number.ambiguous', detail, received: text },
    ])
  })

  it.each([
    ['12+', 'field.type', /whole number in digits.*write 12 in low/],
    ['several', 'field.type', /whole number in digits/],
    ['0x10', 'field.type', /whole number in digits/],
    ['2.5', 'number.whole', /whole number/],
    ['2,5', 'number.whole', /whole number/],
    ['−5', 'number.range', /0 or more/],
  ])('is refused with the form that is right: %j', (text, rule, detail) => {
    expect(readDeaths(text).errors).toEqual([
      expect.objectContaining({ rule, detail: expect.stringMatching(detail) }),
    ])
  })
})

describe('a coordinate in a text', () => {
  it.each([
    ['33.426', 33.426],
    ['-44.4', -44.4],
    ['−٤٤٫٤', -44.4],
    ['\u061c-٤٤٫٤', -44.4],
    ['–44.4', -44.4],
    ['4.4E+01', 44],
    ['.5', 0.5],
  ])('has one reading: %j', (text, value) => {
    expect(readLatitude(text)).toEqual({ value, errors: [], notes: [] })
  })

  it.each([
    ['33,4265', 33.4265],
    ['33,426', 33.426],
    ['-1,000', -1],
  ])('has a decimal comma, which is noted: %j', (text, value) => {
    const notes = [{ rule: 'number.separators', pointer: '/location/latitude', received: text }]
    expect(readLatitude(text)).toEqual({ value, errors: [], notes })
  })

  it.each(['33.426.123', '33 426'])('is refused with the right form: %j', (text) => {
    expect(readLatitude(text).errors).toEqual([
      expect.objectContaining({ rule: 'field.type', detail: expect.stringContaining('33.4265 or -44.1') }),
    ])
  })
})
