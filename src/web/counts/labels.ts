/** Dimensions and keys of counts in the language of a page, and the lists that they lead to. */
import { facets } from '../../../schemas/query.ts'
import { vocabularyOf } from '../../export/counts.ts'
import type { CountsQuery } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { facetToken } from '../../record/search-index.ts'
import { type Dimension, isTimeStep } from '../../record/segments/count-groups.ts'
import { periodDays } from '../../record/segments/periods.ts'
import { periodHref, periodLabel } from '../timeline/periods.ts'
import { hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { labelOf } from '../ui/term.tsx'

/** Returns the title of a dimension. */
export const dimensionTitle = (dimension: Dimension, messages: Messages): string => {
  if (isTimeStep(dimension)) return messages.timeline.steps[dimension]
  if (dimension === 'weapon' || dimension === 'target_type')
    return messages.translate(facets[dimension].title)
  return messages.translate(getColumn(dimension).title)
}

/** Returns the label of a key; that it is not stated for the empty one. */
export const keyLabel = (dimension: Dimension, key: string, messages: Messages): string => {
  if (isTimeStep(dimension))
    return key === '' ? messages.timeline.outside[dimension] : periodLabel(dimension, key, messages)
  if (key === '') return messages.common.notStated
  const vocabulary = vocabularyOf(dimension)
  return vocabulary ? labelOf(vocabulary, key, messages) : key
}

/** Returns whether a filter for one key lists the records counted for it: one of other values of the facet would add some. */
const isListed = (dimension: Dimension, key: string, query: CountsQuery): boolean => {
  if (key === '' || key.includes(',')) return false
  if (dimension !== 'weapon' && dimension !== 'target_type') return true
  const stated = query.facets[dimension]
  return stated === undefined || stated.includes(facetToken(dimension, key))
}

/** Returns the list of the records of a group; undefined if no filter lists them. */
export const groupHref = (
  params: Params,
  query: CountsQuery,
  keys: readonly string[],
): string | undefined => {
  const pairs = query.by.map((dimension, i) => [dimension, keys[i] ?? ''] as const)
  if (!pairs.every(([dimension, key]) => isListed(dimension, key, query))) return undefined
  let listed = params
  for (const [dimension, key] of pairs)
    if (!isTimeStep(dimension)) listed = [...withoutParam(listed, dimension), [dimension, key]]
  const [step, period] = pairs.find(([dimension]) => isTimeStep(dimension)) ?? []
  if (step === undefined || period === undefined || !isTimeStep(step)) return hrefOf('/incidents', listed)
  return periodHref(listed, query, periodDays(step, period))
}
