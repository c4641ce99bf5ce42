/** The address of the page of likely duplicates: which dataset, which page of it. */

const names = ['dataset', 'cursor'] as const

/** The query of that page as forms carry it, with every name, so that it is never empty. */
export const duplicatesQuery = (
  given: Readonly<Partial<Record<(typeof names)[number], string | undefined>>>,
): string => new URLSearchParams(names.map((name) => [name, given[name] ?? ''])).toString()

/** The address of a query that a form carries, made anew: it leads nowhere but there. */
export const duplicatesAddress = (text: string): string => {
  const given = new URLSearchParams(text)
  const kept = names.flatMap((name) => {
    const value = given.get(name)
    return value ? [[name, value]] : []
  })
  return kept.length === 0 ? '/duplicates' : `/duplicates?${new URLSearchParams(kept)}`
}
