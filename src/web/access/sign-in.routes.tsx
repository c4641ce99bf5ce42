/** Routes to sign in and out. */
import { Hono } from 'hono'
import { findActor } from '../../auth/authenticate.ts'
import { can } from '../../auth/permissions.ts'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { createTokenKeys } from '../../services/access/tokens.ts'
import { readFormFields } from '../body/form-body.ts'
import { type AppContext, type AppEnv, originOf, searchOf } from '../context.ts'
import { prefersHtml } from '../headers.ts'
import { limitSignIn } from '../rate-limits.ts'
import { renderPage } from '../ui/viewer.tsx'
import { signIn, signOut } from './session.ts'
import { SignInPage } from './sign-in-page.tsx'

/**
 * Returns a path of this site; the home page if the target is elsewhere or invalid. Browsers read a path that begins
 * with two slashes as another host, and `/..//host` becomes one when its dots are resolved.
 */
const localPath = (c: AppContext, to: string): string => {
  const url = URL.parse(to, originOf(c))
  if (!to.startsWith('/') || url?.origin !== originOf(c) || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}

const getSignIn = (c: AppContext) => {
  c.header('Cache-Control', 'private, no-store')
  const { to = '/' } = readParameters(searchOf(c), { to: text })
  return renderPage(c, <SignInPage returnTo={localPath(c, to)} />)
}

const postSignIn = async (c: AppContext) => {
  const { token = '', to = '/' } = await readFormFields(c)
  const secret = token.trim()
  const path = localPath(c, to)
  const actor = await findActor(secret, createTokenKeys(c.get('services'), c.env.ADMIN_TOKEN))
  if (actor) {
    signIn(c, secret)
    return c.redirect(path === '/' && can(actor, 'review') ? '/queue' : path, 303)
  }
  const problem = problems.tokenInvalid()
  if (!prefersHtml(c)) throw problem
  return renderPage(c, <SignInPage returnTo={path} hasError />, problem)
}

const postSignOut = async (c: AppContext) => {
  await readFormFields(c)
  signOut(c)
  return c.redirect('/', 303)
}

export const signInRoutes = new Hono<AppEnv>()
  .get('/sign-in', getSignIn)
  .post('/sign-in', limitSignIn, postSignIn)
  .post('/sign-out', postSignOut)
