/** Routes by which a browser is signed in and out. */
import { Hono } from 'hono'
import { holderOf } from '../../auth/authenticate.ts'
import { problems } from '../../problems.ts'
import { keysOf } from '../../services/access/tokens.ts'
import { fieldsOfForm } from '../body/form-body.ts'
import { type AppContext, type AppEnv, originOf, prefersPage } from '../context.ts'
import { limitSignIn } from '../middleware.ts'
import { page } from '../render-page.tsx'
import { signIn, signOut } from './session.ts'
import { SignIn } from './sign-in-page.tsx'

/**
 * A path of this site; what leads elsewhere, or is none, leads to the first page. A path that begins with two slashes
 * names another host where a browser reads it: `/..//host` is one, when its dots are taken away.
 */
const pathOf = (c: AppContext, to: string): string => {
  const url = URL.parse(to, originOf(c))
  if (!to.startsWith('/') || url?.origin !== originOf(c) || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}

const show = (c: AppContext) => {
  c.header('Cache-Control', 'private, no-store')
  return page(c, <SignIn to={pathOf(c, c.req.query('to') ?? '/')} />)
}

const enter = async (c: AppContext) => {
  const { token = '', to = '/' } = await fieldsOfForm(c)
  const secret = token.trim()
  const path = pathOf(c, to)
  if (await holderOf(secret, keysOf(c.get('deps'), c.env.ADMIN_TOKEN))) {
    signIn(c, secret)
    return c.redirect(path, 303)
  }
  const refusal = problems.tokenInvalid()
  if (!prefersPage(c)) throw refusal
  return page(c, <SignIn to={path} refused />, refusal.status, refusal.headers)
}

const leave = async (c: AppContext) => {
  await fieldsOfForm(c)
  signOut(c)
  return c.redirect('/', 303)
}

export const signingRoutes = new Hono<AppEnv>()
  .get('/sign-in', show)
  .post('/sign-in', limitSignIn, enter)
  .post('/sign-out', leave)
