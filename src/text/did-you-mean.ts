import { type Say, sentence } from './sentence.ts'

/**
 * Returns the number of single-letter changes (insert, delete, replace, swap of neighbours) from one word to another.
 */
export const editDistance = (a: string, b: string): number => {
  let rowBefore: number[] = []
  let previousRow = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let minCost = Math.min(
        (previousRow[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previousRow[j - 1] ?? 0) + cost,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        minCost = Math.min(minCost, (rowBefore[j - 2] ?? 0) + 1)
      row.push(minCost)
    }
    rowBefore = previousRow
    previousRow = row
  }
  return previousRow[b.length] ?? 0
}

const normalizeName = (word: string): string => word.toLowerCase().replace(/[\s-]+/g, '_')

/**
 * Returns the known word closest to a mistyped one. Undefined if none is close: if more than a third of the letters,
 * and more than two, would have to change; words of up to three letters have no suggestion.
 *
 * @example findNearest('contry', ['country', 'commit']) // 'country'
 */
export const findNearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const input = normalizeName(word.slice(0, 64))
  let best: string | undefined
  let minDistance = input.length < 4 ? 1 : Math.max(2, Math.floor(input.length / 3)) + 1
  for (const each of candidates) {
    const target = normalizeName(each)
    if (target.length < 3 && target !== input) continue
    if (Math.abs(target.length - input.length) >= minDistance) {
      if (input.length >= 4 && target.startsWith(input) && best === undefined) best = each
      continue
    }
    const steps = editDistance(input, target)
    if (steps < minDistance) {
      minDistance = steps
      best = each
    }
  }
  return best
}

/** Returns a sentence with the closest known word; undefined if none is close. */
export const didYouMean = (word: string, candidates: Iterable<string>): Say | undefined => {
  const found = findNearest(word, candidates)
  return found === undefined ? undefined : sentence`Did you mean ${found}?`
}
