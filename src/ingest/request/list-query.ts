/** What an address asks for. Nothing is ignored: what is not known is an error, with the nearest name. */
import type { Box, EqualsName, FacetName, Nearby, TableShape } from '../../../schemas/query.ts'
import { echo } from '../../../schemas/rules.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { readers } from './list-parameters.ts'

export interface Query extends TableShape {
  /** The values that each column may have. */
  readonly equals: Readonly<Partial<Record<EqualsName, readonly string[]>>>
  /** The facets of which a record has one, as they are kept. */
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>
  /** Days, `YYYY-MM-DD`, that the event's days overlap. */
  readonly from?: string
  readonly to?: string
  readonly minDeaths?: number
  readonly maxDeaths?: number
  readonly bbox?: Box
  readonly near?: Nearby
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
export const parameterNames: readonly string[] = Object.keys(readers)

/** The error of a parameter that an address does not take, with the nearest one that it does. */
export const unknownParameter = (name: string, known: readonly string[]): RequestIssue => {
  const hint = didYouMean(name, known) || ` Known are ${known.join(', ')}.`
  const shown = name.slice(0, 100).toWellFormed()
  return {
    parameter: shown,
    rule: 'parameter.unknown',
    detail: `There is no parameter "${shown}".${hint}`,
  }
}

const conflict = (parameter: string, detail: string): RequestIssue => ({
  parameter,
  rule: 'parameter.conflict',
  detail,
})

const conflicts = ({
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
export const readQuery = (search: URLSearchParams): Query => {
  const query = { equals: {}, facets: {} }
  const errors: RequestIssue[] = []
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name).filter((value) => value !== '')
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (!read) {
      errors.push(unknownParameter(name, parameterNames))
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
