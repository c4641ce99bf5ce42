/** The route of likely duplicates across a dataset. */
import { Hono } from 'hono'
import { permit } from '../../auth/permissions.ts'
import { pairs } from '../../services/duplicates/find-duplicates.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { parametersOf, wrongParameter } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'
import { duplicatesAddress, duplicatesQuery } from './duplicates-query.ts'

const cursorIn = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d{1,16}$/.test(text)) throw wrongParameter('cursor', 'It comes from the address of a page.', text)
  return Number(text)
}

const get = async (c: AppContext) => {
  permit(c.get('actor'), 'merge')
  const { dataset, cursor } = parametersOf(c, ['dataset', 'cursor'])
  const found = await pairs(c.get('deps'), c.get('actor'), { dataset, cursor: cursorIn(cursor) })
  const next =
    found.next === undefined
      ? undefined
      : duplicatesAddress(duplicatesQuery({ dataset, cursor: String(found.next) }))
  const back = duplicatesQuery({ dataset, cursor })
  return page(c, <DuplicatesPage pairs={found.pairs} dataset={dataset ?? ''} back={back} next={next} />)
}

export const duplicateRoutes = new Hono<AppEnv>().get('/duplicates', get)
