/** The forms of a date of a record as a regular expression, for JSON Schema; schemas/edtf-date.ts says what they mean. */

const monthAndDay = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '02-(?:0[1-9]|[12]\\d)',
].join('|')

const offset = '(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)'
const time = `T(?:[01]\\d|2[0-3])(?::[0-5]\\d(?::(?:[0-5]\\d|60))?)?${offset}?`
const point = `(?!0000)\\d{4}(?:-(?:0[1-9]|1[0-2])|-(?:${monthAndDay})(?:${time})?)?[~?%]?`

/** Every date that a record may have. It also lets in 29 February of any year, and intervals that end before they begin. */
export const datePattern = `^(?:${point}(?:/${point})?|\\[${point}\\.\\.${point}\\])$`
