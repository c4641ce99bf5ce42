/** Numbers with stated separators. */

export interface NumberFormat {
  readonly decimal: '.' | ','
  readonly thousands: string | undefined
  /** Returns the number as the record has it; undefined if the text has another form. */
  readonly read: (text: string) => string | undefined
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** A space as the separator also matches the no-break spaces that programs write. */
const separatorPattern = (text: string): string =>
  text === ' ' ? '[ \\u00a0\\u2009\\u202f]' : escapeRegExp(text)

/** Returns how numbers with these separators are read. Groups have three digits. */
export const createNumberFormat = (
  decimal: '.' | ',' = '.',
  thousands: string | undefined = undefined,
): NumberFormat => {
  const group = thousands === undefined ? undefined : separatorPattern(thousands)
  const whole = group === undefined ? '\\d+' : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)`
  const pattern = new RegExp(`^[+-]?${whole}(?:${escapeRegExp(decimal)}\\d+)?$`)
  const groups = group === undefined ? undefined : new RegExp(group, 'g')
  return {
    decimal,
    thousands,
    read: (text) => {
      if (!pattern.test(text)) return undefined
      return (groups ? text.replace(groups, '') : text).replace(',', '.')
    },
  }
}
