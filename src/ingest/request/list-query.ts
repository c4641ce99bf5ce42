/** What an address asks for. Nothing is ignored: what is not known is an error, with the nearest name. */
import type { Box, Circle, EqualityFilter, FacetName, TableShape } from '../../../schemas/query.ts'
import { echo } from '../../../schemas/rules.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { parsers } from './list-parameters.ts'

export interface Query extends TableShape {
  /** The values that each column may have. */
  readonly equals: Readonly<Partial<Record<EqualityFilter, readonly string[]>>>
  /** The facets of which a record has one, as they are kept. */
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>
  /** Days, `YYYY-MM-DD`, that the event's days overlap. */
  readonly from?: string
  readonly to?: string
  readonly minDeaths?: number
  readonly maxDeaths?: number
  readonly bbox?: Box
  readonly near?: Circle
  /** The words of a search, as they are kept. */
  readonly words?: readonly string[]
  readonly commit?: number
  /** A time, RFC 3339 in UTC with milliseconds. */
  readonly asOf?: string
  readonly limit?: number
  /** The key of the last record of the page before. */
  readonly cursor?: number
}

/** The names of the parameters that are read. */
export const parameterNames: readonly string[] = Object.keys(parsers)

/** The error of a parameter that an address does not take, with the nearest one that it does. */
export const unknownParameter = (name: string, knownNames: readonly string[]): RequestIssue => {
  const hint = didYouMean(name, knownNames) || ` Known are ${knownNames.join(', ')}.`
  const excerpt = name.slice(0, 100).toWellFormed()
  return {
    parameter: excerpt,
    rule: 'parameter.unknown',
    detail: `There is no parameter "${excerpt}".${hint}`,
  }
}

const conflict = (parameter: string, detail: string): RequestIssue => ({
  parameter,
  rule: 'parameter.conflict',
  detail,
})

const findConflicts = ({
  commit,
  asOf,
  from,
  to,
  minDeaths,
  maxDeaths,
  fields,
  profile,
  labels,
}: Query): RequestIssue[] => [
  ...(commit !== undefined && asOf !== undefined
    ? [conflict('as_of', 'commit and as_of cannot be given together.')]
    : []),
  ...(fields !== undefined && profile !== undefined
    ? [conflict('fields', `fields and profile=${profile} cannot be given together.`)]
    : []),
  ...(labels && profile !== undefined
    ? [conflict('labels', `labels and profile=${profile} cannot be given together: that profile has codes.`)]
    : []),
  ...(from !== undefined && to !== undefined && from > to ? [conflict('to', 'to is before from.')] : []),
  ...(minDeaths !== undefined && maxDeaths !== undefined && minDeaths > maxDeaths
    ? [conflict('max_deaths', 'max_deaths is less than min_deaths.')]
    : []),
]

/**
 * Reads the parameters of an address; an empty one is absent, as forms send it. Throws a Problem with every error.
 */
export const parseQuery = (search: URLSearchParams): Query => {
  const query = { equals: {}, facets: {} }
  const errors: RequestIssue[] = []
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name).filter((value) => value !== '')
    const parser = Object.hasOwn(parsers, name) ? parsers[name] : undefined
    if (!parser) {
      errors.push(unknownParameter(name, parameterNames))
      continue
    }
    const fault = values.length === 0 ? undefined : parser(values, query)
    if (fault !== undefined)
      errors.push({
        parameter: name,
        rule: 'parameter.invalid',
        detail: `${name}: ${fault}`,
        received: echo(values.join(',')) ?? null,
      })
  }
  errors.push(...findConflicts(query))
  if (errors.length > 0) throw problems.invalidQuery(errors)
  return query
}
