/** Routes of the tokens, for admins. */
import { Hono } from 'hono'
import { permit } from '../../auth/permissions.ts'
import { readJson } from '../../ingest/request/json.ts'
import { readToken } from '../../ingest/request/token.ts'
import { Problem } from '../../problems.ts'
import { grant, list, revoke } from '../../services/access/tokens.ts'
import { fieldsOfForm, formTypes } from '../body/form-body.ts'
import { bodyOf, mediaType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { page } from '../render-page.tsx'
import { csrfName } from '../ui/viewer.tsx'
import { Tokens, type TokensProps } from './tokens-page.tsx'

const show = async (c: AppContext, more: Partial<TokensProps> = {}, status: 200 | 201 | 422 = 200) => {
  const deps = c.get('deps')
  const tokens = await list(deps, c.get('actor'))
  return page(c, <Tokens tokens={tokens} now={deps.world.now} {...more} />, status)
}

/** What a form says of a token; a field that is left empty is absent. */
const typedIn = async (c: AppContext): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await fieldsOfForm(c)).filter(([name, value]) => name !== csrfName && value !== ''),
  )

const make = async (c: AppContext, said: unknown) => {
  const deps = c.get('deps')
  return grant(deps, c.get('actor'), readToken(said, deps.world.now))
}

const byForm = async (c: AppContext) => {
  const typed = await typedIn(c)
  try {
    return await show(c, { made: await make(c, typed) }, 201)
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'invalid-request')) throw error
    return show(c, { typed, errors: error.errors }, 422)
  }
}

const post = async (c: AppContext) => {
  permit(c.get('actor'), 'manageTokens')
  if (formTypes.includes(mediaType(c)) && prefersPage(c)) return byForm(c)
  const { token, secret } = await make(c, readJson(await bodyOf(c, 'application/json')))
  const { id, name, role, expires_at, created_at } = token
  return c.json({ id, token: secret, name, role, expires_at, created_at }, 201)
}

const asJson = async (c: AppContext) => c.json({ tokens: await list(c.get('deps'), c.get('actor')) })

const end = (c: AppContext): Promise<void> => revoke(c.get('deps'), c.get('actor'), c.req.param('id') ?? '')

export const tokenRoutes = new Hono<AppEnv>()
  .get('/tokens', (c) => show(c))
  .post('/tokens', post)
  .get('/tokens.json', asJson)
  .delete('/tokens/:id', async (c) => {
    await end(c)
    return c.body(null, 204)
  })
  .post('/tokens/:id/revoke', async (c) => {
    await end(c)
    return c.redirect('/tokens', 303)
  })
