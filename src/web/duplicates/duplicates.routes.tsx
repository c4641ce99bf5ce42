/** The route of likely duplicates across a dataset. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { listPairs } from '../../services/duplicates/find-duplicates.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { invalidParameter, readParameters } from '../parameters.ts'
import { renderPage } from '../render-page.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'
import { duplicatesQuery, duplicatesUrl } from './duplicates-query.ts'

const parseCursor = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d{1,16}$/.test(text)) throw invalidParameter('cursor', 'It comes from the address of a page.', text)
  return Number(text)
}

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { dataset, cursor } = readParameters(c, ['dataset', 'cursor'])
  const result = await listPairs(c.get('services'), c.get('actor'), { dataset, cursor: parseCursor(cursor) })
  const next =
    result.next === undefined
      ? undefined
      : duplicatesUrl(duplicatesQuery({ dataset, cursor: String(result.next) }))
  const returnQuery = duplicatesQuery({ dataset, cursor })
  return renderPage(
    c,
    <DuplicatesPage pairs={result.pairs} dataset={dataset ?? ''} returnQuery={returnQuery} next={next} />,
  )
}

export const duplicatesRoutes = new Hono<AppEnv>().get('/duplicates', get)
