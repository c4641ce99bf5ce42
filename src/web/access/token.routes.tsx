/** Routes of tokens, for admins. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { parseToken } from '../../ingest/request/token.ts'
import { grant, list, revoke } from '../../services/access/tokens.ts'
import { formTypes, readFormFields } from '../body/form-body.ts'
import { jsonType, mediaType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, idOf } from '../context.ts'
import { prefersHtml } from '../headers.ts'
import { respond } from '../respond.ts'
import { csrfName, renderPage } from '../ui/viewer.tsx'
import { TokensPage, type TokensPageProps } from './tokens-page.tsx'

const renderTokens = async (
  c: AppContext,
  props: Partial<TokensPageProps> = {},
  status: 200 | 201 | 422 = 200,
) => {
  const services = c.get('services')
  const tokens = await list(services, c.get('actor'))
  return renderPage(c, <TokensPage tokens={tokens} now={services.now} {...props} />, { status })
}

/** Reads the fields of a token in a form; blank fields are left out. */
const readTokenFields = async (c: AppContext): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await readFormFields(c)).filter(([name, value]) => name !== csrfName && value !== ''),
  )

const post = async (c: AppContext) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  authorize(actor, 'manageTokens')
  const isForm = formTypes.includes(mediaType(c)) && prefersHtml(c)
  const form = isForm ? await readTokenFields(c) : undefined
  const input = form ?? parseJson(await readBodyOfType(c, jsonType))
  return respond(c, form, async () => grant(services, actor, parseToken(input, services.now)), {
    redirect: (created) => renderTokens(c, { created }, 201),
    json: ({ token: { id, name, role, expires_at, created_at }, secret }) =>
      c.json({ id, token: secret, name, role, expires_at, created_at }, 201),
    redisplay: ({ type, errors }, values) =>
      type === 'invalid-request' && renderTokens(c, { values, errors }, 422),
  })
}

const getJson = async (c: AppContext) => c.json({ tokens: await list(c.get('services'), c.get('actor')) })

const revokeToken = (c: AppContext): Promise<void> => revoke(c.get('services'), c.get('actor'), idOf(c))

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
