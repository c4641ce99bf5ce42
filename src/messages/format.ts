/** Numbers, plurals, lists and months as a language writes them (ECMA-402). */

/** The forms of a counted noun by plural category; `#` is the number. */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/**
 * Returns the formatters of a language, by its BCP 47 tag.
 *
 * @example createFormat('en').plural(2, { one: '# error', other: '# errors' }) // '2 errors'
 */
export const createFormat = (language: string) => {
  const numbers = new Intl.NumberFormat(language)
  const pluralRules = new Intl.PluralRules(language)
  const collator = new Intl.Collator(language)
  const alternatives = new Intl.ListFormat(language, { type: 'disjunction' })
  const monthNames = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, month) => monthNames.format(Date.UTC(2000, month)))
  const number = (value: number): string => numbers.format(value)
  return {
    number,
    /** A number with its noun. */
    plural: (count: number, forms: PluralForms): string =>
      (forms[pluralRules.select(count)] ?? forms.other).replace('#', number(count)),
    /** Several alternatives in one phrase, such as "a, b, or c". */
    or: (items: readonly string[]): string => alternatives.format(items),
    /** Compares two labels for a list in alphabetical order. */
    compare: (a: string, b: string): number => collator.compare(a, b),
    /** The name of a month, from its number in a date such as `01`; undefined for any other text. */
    month: (text: string): string | undefined => months[Number(text) - 1],
  }
}
