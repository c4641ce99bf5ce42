/** What the address of the feed asks for. */
import { once, type ParameterValues, readParameters, wholeNumber } from './parameters.ts'

/** The change of a record by a commit. */
const parseCursor = (value: string) => {
  const [, commit = '', key = ''] = /^(\d{1,15})\.([0-9a-z]{1,11})$/.exec(value) ?? []
  const cursor = { commit: Number(commit), rowKey: Number.parseInt(key, 36) }
  return Number.isSafeInteger(cursor.rowKey) ? cursor : undefined
}

const parsers = {
  /** All changes after this commit. */
  since: once(wholeNumber(), 'It is the number of a commit; 0 is before them all.'),
  limit: once(wholeNumber({ min: 1, max: 10_000 }), 'It must be a whole number from 1 to 10000.'),
  /** The last change of the page before. */
  cursor: once(parseCursor, 'It is not a cursor that an answer gave.'),
}

export type ChangesQuery = ParameterValues<typeof parsers> & { readonly since: number }

/** Reads the parameters of the feed. Throws a Problem with every error. */
export const parseChangesQuery = (search: URLSearchParams): ChangesQuery => ({
  since: 0,
  ...readParameters(search, parsers),
})
