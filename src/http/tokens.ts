/** Routes of the tokens, for admins. */
import { Hono } from 'hono'
import { permit } from '../auth/permissions.ts'
import { readJson } from '../ingest/json.ts'
import { readToken } from '../ingest/token.ts'
import { grant, list, revoke } from '../workflow/tokens.ts'
import { bodyOf } from './body.ts'
import type { AppContext, AppEnv } from './context.ts'

const post = async (c: AppContext) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  permit(actor, 'manageTokens')
  const asked = readToken(readJson(await bodyOf(c, 'application/json')), deps.world.now)
  const { token, secret } = await grant(deps, actor, asked)
  const { id, name, role, expires_at, created_at } = token
  return c.json({ id, token: secret, name, role, expires_at, created_at }, 201)
}

const asJson = async (c: AppContext) => c.json({ tokens: await list(c.get('deps'), c.get('actor')) })

const remove = async (c: AppContext) => {
  await revoke(c.get('deps'), c.get('actor'), c.req.param('id') ?? '')
  return c.body(null, 204)
}

export const tokenRoutes = new Hono<AppEnv>()
  .post('/tokens', post)
  .get('/tokens.json', asJson)
  .delete('/tokens/:id', remove)
