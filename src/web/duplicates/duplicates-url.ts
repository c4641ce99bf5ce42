/** The address of the page of possible duplicates. */
import { pickParameters } from '../context.ts'

/** The parameters of the page. */
const parameterNames: readonly string[] = ['dataset', 'cursor']

/** Returns the URL of the query that a form sends along, rebuilt so that it can lead nowhere else. */
export const duplicatesUrl = (query: string): string => {
  const search = pickParameters(new URLSearchParams(query), parameterNames)
  return search.size === 0 ? '/duplicates' : `/duplicates?${search}`
}
