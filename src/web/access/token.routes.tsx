/** Routes of tokens, for admins. */

import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { parseToken, parseTokenLimits, parseTokenRotation } from '../../ingest/request/token.ts'
import { find, findNames, grant, limit, list, revoke, rotate } from '../../services/access/tokens.ts'
import type { ListedToken } from '../../store/tokens.ts'
import { readAction } from '../body/action-body.ts'
import { type AppContext, type AppEnv, idOf } from '../context.ts'
import { respond } from '../respond.ts'
import { savedId } from '../ui/saved-notice.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { TokenPage, type TokenPageProps } from './token-page.tsx'
import { type TokenFormProps, TokensPage } from './tokens-page.tsx'

type Fields = Readonly<Record<string, string>>

const renderTokens = async (c: AppContext, form: TokenFormProps = {}, status: 200 | 422 = 200) => {
  const services = c.get('services')
  const tokens = await list(services, c.get('actor'))
  return renderPage(c, <TokensPage tokens={tokens} now={services.now} {...form} />, { status })
}

const renderToken = async (
  c: AppContext,
  token: ListedToken,
  form: Pick<TokenPageProps, 'secret' | 'values' | 'errors'> = {},
  status: 200 | 201 | 422 = 200,
) => {
  const services = c.get('services')
  const names = await findNames(services, [token.created_by, token.revoked_by ?? ''])
  return renderPage(c, <TokenPage token={token} names={names} now={services.now} {...form} />, { status })
}

const namesIn = (text: string): string[] => text.split(/[\s,;،]+/).filter((name) => name !== '')

/** Returns the fields of a form as a program would send them; `blank` is what blank ones mean. */
const fromForm = (form: Fields, blank: null | undefined): object => {
  const { expires_at = '', datasets = '', ...rest } = form
  const names = namesIn(datasets)
  const fields = Object.entries(rest).filter(([name]) => !name.startsWith('_'))
  return {
    ...Object.fromEntries(fields),
    expires_at: expires_at === '' ? blank : expires_at,
    datasets: names.length === 0 ? blank : names,
  }
}

const stated = ({ id, name, role, datasets, expires_at, created_at }: ListedToken, secret: string) => ({
  ...{ id, token: secret, name, role, datasets, expires_at, created_at },
})

const post = async (c: AppContext) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  authorize(actor, 'manageTokens')
  const { value, form } = await readAction(c)
  const input = form ? fromForm(form, undefined) : value
  return respond(c, form, async () => grant(services, actor, parseToken(input, services.now)), {
    redirect: ({ token, secret: text }) => renderToken(c, token, { secret: { text, isFirst: true } }, 201),
    json: ({ token, secret }) => c.json(stated(token, secret), 201),
    redisplay: ({ type, errors }, values) =>
      type === 'invalid-request' && renderTokens(c, { values, errors }, 422),
  })
}

const getJson = async (c: AppContext) => c.json({ tokens: await list(c.get('services'), c.get('actor')) })

const getPage = async (c: AppContext) =>
  renderToken(c, await find(c.get('services'), c.get('actor'), idOf(c)))

/** Returns the URL of a token, whose page says that it was changed. */
const savedUrl = (id: string): string => `/tokens/${id}#${savedId}`

const postLimits = async (c: AppContext) => {
  const [services, actor, id] = [c.get('services'), c.get('actor'), idOf(c)]
  authorize(actor, 'manageTokens')
  const { value, form } = await readAction(c)
  const input = form ? fromForm(form, null) : value
  return respond(c, form, async () => limit(services, actor, id, parseTokenLimits(input, services.now)), {
    redirect: () => savedUrl(id),
    json: (limited) => c.json(limited),
    redisplay: ({ type, errors }, values) =>
      type === 'invalid-request' &&
      find(services, actor, id).then((token) => renderToken(c, token, { values, errors }, 422)),
  })
}

/** Returns the fields of the form of a rotation as a program would send them. */
const rotationOf = ({ grace_hours = '', until_first_use = '' }: Fields) => ({
  grace_hours: /^\d{1,4}$/.test(grace_hours) ? Number(grace_hours) : grace_hours,
  until_first_use: until_first_use === 'true',
})

const postRotation = async (c: AppContext) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  authorize(actor, 'manageTokens')
  const { value, form } = await readAction(c)
  const input = form ? rotationOf(form) : value
  return respond(c, form, async () => rotate(services, actor, idOf(c), parseTokenRotation(input)), {
    redirect: ({ token, secret: text }) => renderToken(c, token, { secret: { text, isFirst: false } }, 201),
    json: ({ token, secret }) =>
      c.json({ ...stated(token, secret), former_secret_until: token.former_secret_until }, 201),
  })
}

const revokeToken = (c: AppContext): Promise<void> => revoke(c.get('services'), c.get('actor'), idOf(c))

export const tokenRoutes = new Hono<AppEnv>()
  .get('/tokens', (c) => renderTokens(c))
  .post('/tokens', post)
  .get('/tokens.json', getJson)
  .get('/tokens/:id', getPage)
  .post('/tokens/:id/limits', postLimits)
  .post('/tokens/:id/rotate', postRotation)
  .delete('/tokens/:id', async (c) => {
    await revokeToken(c)
    return c.body(null, 204)
  })
  .post('/tokens/:id/revoke', async (c) => {
    await revokeToken(c)
    return c.redirect(savedUrl(idOf(c)), 303)
  })
