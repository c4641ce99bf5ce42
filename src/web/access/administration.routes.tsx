/** The route of the administration, for admins. */
import { Hono } from 'hono'
import { version } from '../../../package.json'
import type { Language } from '../../messages/messages.ts'
import { readState } from '../../services/access/administration.ts'
import { type AppContext, type AppEnv, messagesOf } from '../context.ts'
import { readSiteSettings } from '../site/site-settings.ts'
import { renderPage } from '../ui/viewer.tsx'
import { AdministrationPage } from './administration-page.tsx'

const getPage = async (c: AppContext) => {
  const { FILES: files, ADMIN_TOKEN: adminToken, PUBLIC_SUBMISSIONS, SECURITY_CONTACT } = c.env
  const state = await readState(c.get('services'), c.get('actor'), { files, adminToken })
  const { name: siteName } = readSiteSettings(c.env, messagesOf(c).language.code as Language)
  const takesReports = PUBLIC_SUBMISSIONS === 'true'
  const contact = SECURITY_CONTACT?.trim() || undefined
  return renderPage(c, <AdministrationPage {...{ state, version, takesReports, siteName, contact }} />)
}

export const administrationRoutes = new Hono<AppEnv>().get('/admin', getPage)
