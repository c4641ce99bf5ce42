/** What an address asks for, read from its parameters. Nothing is ignored: what is not known is an error. */
import type { Vocabulary } from '../../schemas/codes.ts'
import { readDate } from '../../schemas/date.ts'
import { equals, schemaVersion } from '../../schemas/query.ts'
import { echo } from '../../schemas/rules.ts'
import { columnNamed } from '../derive/columns.ts'
import { didYouMean, nearest } from '../derive/nearest.ts'
import { problems, type RequestIssue } from '../problems.ts'

export type EqualsName = keyof typeof equals

export interface Query {
  /** The values that each column may have. */
  readonly equals: Readonly<Partial<Record<EqualsName, readonly string[]>>>
  readonly from?: string
  readonly to?: string
  readonly commit?: number
  readonly asOf?: string
  readonly limit?: number
  /** The key of the last record of the page before. */
  readonly cursor?: number
}

type Mutable = { -readonly [K in keyof Query]: Query[K] } & {
  equals: Partial<Record<EqualsName, readonly string[]>>
}

/** Reads one parameter's values into the query; an error is returned in words. */
type Reader = (values: readonly string[], query: Mutable) => string | undefined

const maxValues = 300

const wholeNumber = (text: string): number | undefined => {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : undefined
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}

const single =
  (read: (value: string, query: Mutable) => string | undefined): Reader =>
  (values, query) =>
    values.length === 1 ? read(values[0] ?? '', query) : 'It can be given once only.'

const unknownCode = (value: string, vocabulary: Vocabulary): string => {
  const labels = new Map(Object.entries(vocabulary).map(([code, term]) => [term.label, code]))
  const near = nearest(value, Object.keys(vocabulary)) ?? labels.get(nearest(value, labels.keys()) ?? '')
  if (near) return `"${value.slice(0, 100)}" is not known. Did you mean ${near}?`
  const codes = Object.keys(vocabulary)
  return `"${value.slice(0, 100)}" is not known. ${codes.length > 40 ? 'The codebook has the codes.' : `Known are ${codes.join(', ')}.`}`
}

const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)

const equalTo = (name: EqualsName): Reader => {
  const { vocabulary } = columnNamed(name)
  const isName = name === 'dataset' || name === 'series'
  return (given, query) => {
    const values = [...new Set(name === 'admin1' ? given : given.flatMap((each) => each.split(',')))]
    if (values.length > maxValues) return `At most ${maxValues} values are taken.`
    for (const value of values) {
      if (vocabulary && !Object.hasOwn(vocabulary, value)) return unknownCode(value, vocabulary)
      if (isName && !isSlug(value))
        return `"${value.slice(0, 100)}" is not a short name of small letters, digits, - and _.`
    }
    query.equals[name] = values.map((value) => value.normalize('NFC').trim())
    return undefined
  }
}

const dayOf = (which: 'from' | 'to'): Reader =>
  single((value, query) => {
    const days = readDate(value)
    if ('fault' in days || days.extent === 'lasted' || value.startsWith('['))
      return `"${value.slice(0, 100)}" is not a day, month or year; write 2022-01-05.`
    query[which] = which === 'from' ? days.start : days.end
    return undefined
  })

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

const readers: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(Object.keys(equals).map((name) => [name, equalTo(name as EqualsName)])),
  from: dayOf('from'),
  to: dayOf('to'),
  commit: single((value, query) => {
    const commit = wholeNumber(value)
    if (commit === undefined) return `"${value.slice(0, 100)}" is not the number of a commit.`
    query.commit = commit
    return undefined
  }),
  as_of: single((value, query) => {
    const at = instant.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(at)) return `"${value.slice(0, 100)}" is not a time; write 2022-02-01T00:00:00Z.`
    query.asOf = new Date(at).toISOString()
    return undefined
  }),
  schema: single((value) => {
    if (wholeNumber(value) === undefined)
      return `"${value.slice(0, 100)}" is not the number of a schema version.`
    if (Number(value) !== schemaVersion) throw problems.pinExpired(value, schemaVersion)
    return undefined
  }),
  profile: single((value) =>
    value === 'flat' ? undefined : `There is no profile "${value.slice(0, 100)}" here; flat is there.`,
  ),
  limit: single((value, query) => {
    const limit = wholeNumber(value)
    if (limit === undefined || limit < 1 || limit > 10_000)
      return 'It must be a whole number from 1 to 10000.'
    query.limit = limit
    return undefined
  }),
  cursor: single((value, query) => {
    const cursor = wholeNumber(value)
    if (cursor === undefined) return 'It is not a cursor that an answer gave.'
    query.cursor = cursor
    return undefined
  }),
}

/** The names of the parameters that are read. */
export const parameterNames: readonly string[] = Object.keys(readers)

const unknownParameter = (name: string): RequestIssue => {
  const hint = didYouMean(name, parameterNames) || ` Known are ${parameterNames.join(', ')}.`
  return {
    parameter: name.slice(0, 100),
    rule: 'parameter.unknown',
    detail: `There is no parameter "${name.slice(0, 100)}".${hint}`,
  }
}

const conflicts = (query: Query): RequestIssue[] =>
  query.commit !== undefined && query.asOf !== undefined
    ? [
        {
          parameter: 'as_of',
          rule: 'parameter.conflict',
          detail: 'commit and as_of cannot be given together.',
        },
      ]
    : []

/** Reads the parameters of an address; an empty one is absent, as forms send it. Throws a Problem with every error. */
export const readQuery = (search: URLSearchParams): Query => {
  const query: Mutable = { equals: {} }
  const errors: RequestIssue[] = []
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name).filter((value) => value !== '')
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (!read) {
      errors.push(unknownParameter(name))
      continue
    }
    const fault = values.length === 0 ? undefined : read(values, query)
    if (fault !== undefined)
      errors.push({
        parameter: name,
        rule: 'parameter.invalid',
        detail: `${name}: ${fault}`,
        received: echo(values.join(',')) ?? null,
      })
  }
  errors.push(...conflicts(query))
  if (errors.length > 0) throw problems.queryRefused(errors)
  return query
}
