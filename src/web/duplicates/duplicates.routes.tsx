/** The route of possible duplicates across a dataset. */

import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { once, readParameters, text } from '../../ingest/request/parameters.ts'
import { listPairs, type PairQuery } from '../../services/duplicates/list-pairs.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { renderPage } from '../ui/viewer.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'
import { duplicatesUrl } from './duplicates-url.ts'

type Position = NonNullable<PairQuery['cursor']>

/** The position of a pair in URLs: its score and its two keys. */
const formatPosition = ({ score, b, a }: Position): string => [score, b, a].join('-')

const parsePosition = (text: string): Position | undefined => {
  const [, score, b, a] = /^(\d{1,7})-(\d{1,16})-(\d{1,16})$/.exec(text) ?? []
  return score === undefined ? undefined : { score: Number(score), b: Number(b), a: Number(a) }
}

const parameters = { dataset: text, cursor: once(parsePosition, (m) => m.requests.cursor) }

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { dataset = '', cursor } = readParameters(searchOf(c), parameters)
  const filter = { dataset: dataset || undefined, cursor }
  const { pairs, next, uncompared } = await listPairs(c.get('services'), c.get('actor'), filter)
  // With every name, so that a form never sends it empty.
  const queryAt = (position?: Position) =>
    String(new URLSearchParams({ dataset, cursor: position ? formatPosition(position) : '' }))
  const nextUrl = next === undefined ? undefined : duplicatesUrl(queryAt(next))
  return renderPage(
    c,
    <DuplicatesPage
      pairs={pairs}
      dataset={dataset}
      origin={{ duplicates: queryAt(cursor) }}
      next={nextUrl}
      uncompared={uncompared}
    />,
  )
}

export const duplicatesRoutes = new Hono<AppEnv>().get('/duplicates', get)
