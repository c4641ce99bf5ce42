/** Ids, secrets and ETags in the examples of a document, and the live ones that are at the same place in answers. */

type Json = Readonly<Record<string, unknown>>

const namePattern = /^[^ ]{20,}$/

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

export class LiveNames {
  readonly #live = new Map<string, string>()

  /** Returns a text with live names in the place of those of examples. */
  fill(text: string): string {
    const longestFirst = [...this.#live].sort(([a], [b]) => b.length - a.length)
    return longestFirst.reduce((filled, [example, live]) => filled.replaceAll(example, live), text)
  }

  /** Returns whether a live text has the live values of the names that the example has in it. */
  #isAlike(example: string, live: string): boolean {
    return [...this.#live].every(
      ([name, value]) => name === example || !example.includes(name) || live.includes(value),
    )
  }

  /**
   * Compares an example with a live answer: names that differ at the same place stand for each other. A name that is
   * known stays unless `replaces`.
   */
  learn(example: unknown, live: unknown, replaces: boolean): void {
    if (isObject(example) && isObject(live))
      for (const [key, value] of Object.entries(example)) this.learn(value, live[key], replaces)
    if (typeof example !== 'string' || typeof live !== 'string' || example === live) return
    // An address may lead to a part of a page.
    const [parts, liveParts] = [example, live].map((each) => each.split(/[/#]/)) as [string[], string[]]
    // The addresses of another kind of thing say nothing of its names.
    const isSameKind = parts.every((part, i) => namePattern.test(part) || part === liveParts[i])
    if (parts.length > 1) {
      if (isSameKind) for (const [i, part] of parts.entries()) this.learn(part, liveParts[i], replaces)
    } else if (
      namePattern.test(example) &&
      this.#isAlike(example, live) &&
      (replaces || !this.#live.has(example))
    )
      this.#live.set(example, live)
  }
}
