/** Sentences of the schema in English, which a catalogue of messages can translate: a template and its values. */

/** The part of a catalogue that a sentence needs. */
export interface Translator {
  /** Returns a text of the schema in the language of the catalogue. */
  readonly translate: (english: string) => string
}

/** Returns a text in the language of the messages. A function of a whole catalogue is one too. */
export type Say = { say(messages: Translator): string }['say']

/** English, for sentences of the schema. */
export const english: Translator = { translate: (text) => text }

/** A value of a sentence: a text or a number as it is, or a sentence of its own. */
export type SentenceValue = string | number | Say

/** The templates of the sentences, each made once. */
const templates = new WeakMap<readonly string[], string>()

/**
 * Returns a template with its values as placeholders in their order, by which it is translated.
 *
 * @example templateOf(['There is no month ', '.']) // 'There is no month {0}.'
 */
export const templateOf = (parts: readonly string[]): string => {
  const known = templates.get(parts)
  if (known !== undefined) return known
  const template = parts.map((part, i) => (i === 0 ? part : `{${i - 1}}${part}`)).join('')
  templates.set(parts, template)
  return template
}

/** Returns a value between marks (U+2068, U+2069) that keep its direction apart from that of the sentence. */
export const isolate = (value: string): string => `\u2068${value}\u2069`

/**
 * Returns a sentence whose template is translated. In another language than English, its values are isolated.
 *
 * @example sentence`There is no month ${month}.`(english) // 'There is no month 13.'
 */
export const sentence =
  (parts: TemplateStringsArray, ...values: readonly SentenceValue[]): Say =>
  (messages) => {
    const template = templateOf(parts)
    const translated = messages.translate(template)
    if (values.length === 0) return translated
    const write = translated === template ? String : (value: string | number) => isolate(String(value))
    const texts = values.map((value) => (typeof value === 'function' ? value(messages) : write(value)))
    return translated.replace(/\{(\d)\}/g, (_, index: string) => texts[Number(index)] ?? '')
  }

/**
 * Returns a label of the schema as a word within a sentence: its translation, or in English the label without capitals
 * or the given word.
 */
export const wordOf =
  (label: string, word = label.toLowerCase()): Say =>
  ({ translate }) => {
    const translated = translate(label)
    return translated === label ? word : translated
  }

/** Returns several texts in a row, such as "a, b", as a value of a sentence. */
export const listOf = ([first = '', ...others]: readonly SentenceValue[]): SentenceValue =>
  others.reduce<SentenceValue>((before, item) => sentence`${before}, ${item}`, first)

/** Returns several sentences with spaces between them, without those that are undefined. */
export const joinSentences =
  (...sentences: readonly (Say | undefined)[]): Say =>
  (messages) =>
    sentences.flatMap((say) => say?.(messages) ?? []).join(' ')

/** Returns several texts as alternatives, such as "a or b", as a value of a sentence. */
export const eitherOf = ([first = '', ...others]: readonly string[]): SentenceValue =>
  others.reduce<SentenceValue>((before, item) => sentence`${before} or ${item}`, first)

/** Returns several texts as alternatives in the language of the messages. */
export const listAlternatives = (items: readonly string[], messages: Translator): string => {
  const value = eitherOf(items)
  return typeof value === 'function' ? value(messages) : String(value)
}
