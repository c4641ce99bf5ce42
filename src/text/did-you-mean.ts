/** The number of single-letter changes (insert, delete, replace, swap of neighbours) from one word to another. */
export const distance = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s-]+/g, '_')

/**
 * The known word that is nearest to a mistyped one. Undefined where none is near: more than a third of the letters
 * would have to change, and more than two; of words of three letters or fewer, any.
 *
 * @example nearest('contry', ['country', 'commit']) // 'country'
 */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  const typed = plain(word.slice(0, 64))
  let best: string | undefined
  let least = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3)) + 1
  for (const each of known) {
    const target = plain(each)
    if (target.length < 3 && target !== typed) continue
    if (Math.abs(target.length - typed.length) >= least) {
      if (typed.length >= 4 && target.startsWith(typed) && best === undefined) best = each
      continue
    }
    const steps = distance(typed, target)
    if (steps < least) {
      least = steps
      best = each
    }
  }
  return best
}

/** The nearest known word as a sentence to end an error with; empty where none is near. */
export const didYouMean = (word: string, known: Iterable<string>): string => {
  const found = nearest(word, known)
  return found === undefined ? '' : ` Did you mean ${found}?`
}
