/** Routes of the tokens, for admins. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { parseJson } from '../../ingest/request/json.ts'
import { parseToken } from '../../ingest/request/token.ts'
import { Problem } from '../../problems.ts'
import { grant, list, revoke } from '../../services/access/tokens.ts'
import { formTypes, readFormFields } from '../body/form-body.ts'
import { mediaType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, prefersHtml } from '../context.ts'
import { renderPage } from '../render-page.tsx'
import { csrfName } from '../ui/viewer.tsx'
import { TokensPage, type TokensPageProps } from './tokens-page.tsx'

const renderTokens = async (
  c: AppContext,
  props: Partial<TokensPageProps> = {},
  status: 200 | 201 | 422 = 200,
) => {
  const services = c.get('services')
  const tokens = await list(services, c.get('actor'))
  return renderPage(c, <TokensPage tokens={tokens} now={services.now} {...props} />, status)
}

/** What a form says of a token; a field that is left empty is absent. */
const readTokenFields = async (c: AppContext): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await readFormFields(c)).filter(([name, value]) => name !== csrfName && value !== ''),
  )

const createToken = async (c: AppContext, input: unknown) => {
  const services = c.get('services')
  return grant(services, c.get('actor'), parseToken(input, services.now))
}

const postForm = async (c: AppContext) => {
  const values = await readTokenFields(c)
  try {
    return await renderTokens(c, { created: await createToken(c, values) }, 201)
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'invalid-request')) throw error
    return renderTokens(c, { values, errors: error.errors }, 422)
  }
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'manageTokens')
  if (formTypes.includes(mediaType(c)) && prefersHtml(c)) return postForm(c)
  const { token, secret } = await createToken(c, parseJson(await readBodyOfType(c, 'application/json')))
  const { id, name, role, expires_at, created_at } = token
  return c.json({ id, token: secret, name, role, expires_at, created_at }, 201)
}

const getJson = async (c: AppContext) => c.json({ tokens: await list(c.get('services'), c.get('actor')) })

const revokeToken = (c: AppContext): Promise<void> =>
  revoke(c.get('services'), c.get('actor'), c.req.param('id') ?? '')

export const tokenRoutes = new Hono<AppEnv>()
  .get('/tokens', (c) => renderTokens(c))
  .post('/tokens', post)
  .get('/tokens.json', getJson)
  .delete('/tokens/:id', async (c) => {
    await revokeToken(c)
    return c.body(null, 204)
  })
  .post('/tokens/:id/revoke', async (c) => {
    await revokeToken(c)
    return c.redirect('/tokens', 303)
  })
