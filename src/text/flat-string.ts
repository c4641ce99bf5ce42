/** Texts that are cut out of longer ones. */

/** From this length on, a text that is cut out of another is no text of its own, but a place in that. */
const minSlicedLength = 13

/**
 * A text by itself: one that was cut out of another keeps all of that in memory, and JSON writes it in twice the time.
 */
export const flattenString = (text: string): string =>
  text.length < minSlicedLength ? text : [text.slice(0, 1), text.slice(1)].join('')
