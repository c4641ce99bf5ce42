/** Walks a catalogue of texts. */

export interface CatalogueEntry {
  /** The keys, with dots between them. */
  readonly path: string
  /** A text or a function that returns one. */
  readonly value: unknown
}

/** Yields each text and function with its path, in the order of the keys. */
export function* walkCatalogue(catalogue: object, parent = ''): Iterable<CatalogueEntry> {
  for (const [key, value] of Object.entries(catalogue)) {
    const path = parent === '' ? key : `${parent}.${key}`
    if (typeof value === 'object' && value !== null) yield* walkCatalogue(value, path)
    else yield { path, value }
  }
}

const wrapText = (text: string): string => (/\p{L}/u.test(text) ? `⟦${text}⟧` : text)

/** Returns the texts, arrays and objects with texts in marks; other values, such as elements of a page, as they are. */
const wrap = (value: unknown): unknown => {
  if (typeof value === 'string') return wrapText(value)
  if (Array.isArray(value)) return value.map(wrap)
  if (typeof value === 'function') return wrapFunction(value as (...values: unknown[]) => unknown)
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wrap(inner)]))
  return value
}

/** An element that the function is given gets its words in marks, too. */
const wrapFunction =
  (call: (...values: unknown[]) => unknown) =>
  (...values: unknown[]): unknown =>
    wrap(
      call(
        ...values.map((value) =>
          typeof value === 'function' ? (words: unknown) => value(wrap(words)) : value,
        ),
      ),
    )

/** Returns a language whose texts are English in the marks ⟦ and ⟧. */
export const createPseudoLanguage = <T extends { readonly language: object; readonly compare: unknown }>(
  texts: T,
): T => ({ ...(wrap(texts) as T), language: texts.language, compare: texts.compare })
