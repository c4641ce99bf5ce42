/** The address of the page of likely duplicates: which dataset, which page of it. */

const parameterNames = ['dataset', 'cursor'] as const

/** The query of that page as forms carry it, with every name, so that it is never empty. */
export const duplicatesQuery = (
  values: Readonly<Partial<Record<(typeof parameterNames)[number], string | undefined>>>,
): string => new URLSearchParams(parameterNames.map((name) => [name, values[name] ?? ''])).toString()

/** The address of a query that a form carries, made anew: it leads nowhere but there. */
export const duplicatesUrl = (text: string): string => {
  const values = new URLSearchParams(text)
  const entries = parameterNames.flatMap((name) => {
    const value = values.get(name)
    return value ? [[name, value]] : []
  })
  return entries.length === 0 ? '/duplicates' : `/duplicates?${new URLSearchParams(entries)}`
}
