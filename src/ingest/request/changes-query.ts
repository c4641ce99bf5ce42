/** What the address of the feed asks for. */
import { problems, type RequestIssue } from '../../problems.ts'
import { unknownParameter } from './list-query.ts'

export interface ChangesQuery {
  /** All changes after this commit. */
  readonly since: number
  readonly limit?: number
  /** Where to go on: behind the change of a record by a commit. */
  readonly cursor?: { readonly commit: number; readonly rowKey: number }
}

type MutableQuery = { -readonly [K in keyof ChangesQuery]: ChangesQuery[K] }

const parseWholeNumber = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN)

/** Reads a value into the query; an error is returned in words. */
const parsers: Readonly<Record<string, (value: string, query: MutableQuery) => string | undefined>> = {
  since: (value, query) => {
    query.since = parseWholeNumber(value)
    return Number.isNaN(query.since) ? 'It is the number of a commit; 0 is before them all.' : undefined
  },
  limit: (value, query) => {
    query.limit = parseWholeNumber(value)
    return query.limit >= 1 && query.limit <= 10_000
      ? undefined
      : 'It must be a whole number from 1 to 10000.'
  },
  cursor: (value, query) => {
    const [, commit = '', n = ''] = /^(\d{1,15})\.([0-9a-z]{1,11})$/.exec(value) ?? []
    query.cursor = { commit: Number(commit), rowKey: Number.parseInt(n, 36) }
    return Number.isSafeInteger(query.cursor.rowKey) ? undefined : 'It is not a cursor that an answer gave.'
  },
}

/** Reads the parameters of the feed; an empty one is absent. Throws a Problem with every error. */
export const parseChangesQuery = (search: URLSearchParams): ChangesQuery => {
  const query: MutableQuery = { since: 0 }
  const errors: RequestIssue[] = []
  for (const name of new Set(search.keys())) {
    const parser = Object.hasOwn(parsers, name) ? parsers[name] : undefined
    if (!parser) {
      errors.push(unknownParameter(name, Object.keys(parsers)))
      continue
    }
    const [value = '', ...more] = search.getAll(name).filter((each) => each !== '')
    const fault = more.length > 0 ? 'It can be given once only.' : value && parser(value, query)
    if (fault)
      errors.push({
        parameter: name,
        rule: 'parameter.invalid',
        detail: `${name}: ${fault}`,
        received: value.slice(0, 200).toWellFormed(),
      })
  }
  if (errors.length > 0) throw problems.invalidQuery(errors)
  return query
}
