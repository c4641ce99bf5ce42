/** Routes for programs that visit sites by themselves: what to visit, and who takes reports of vulnerabilities. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { html, raw } from 'hono/html'
import robots from '../../../public/robots.txt'
import { publicActor } from '../../auth/authenticate.ts'
import { problems } from '../../problems.ts'
import { list as listDatasets } from '../../services/datasets.ts'
import { describeParts, findPart } from '../../services/sitemap.ts'
import { type AppContext, type AppEnv, originOf } from '../context.ts'
import { isNotModified, listEtag } from '../headers.ts'
import { rateLimitExports } from '../rate-limits.ts'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { hrefOf } from '../ui/list-url.ts'

const textType = { 'Content-Type': 'text/plain; charset=utf-8' }

const sendRobots = (c: AppContext) =>
  c.body(`${robots}\nSitemap: ${originOf(c)}/sitemap.xml\n`, 200, {
    ...textType,
    'Cache-Control': 'public, no-cache',
  })

/** Returns a sitemap or an index of sitemaps (sitemaps.org, protocol 0.9) with these addresses. */
const writeSitemap = (root: 'urlset' | 'sitemapindex', urls: readonly string[]): string => {
  const entry = root === 'urlset' ? 'url' : 'sitemap'
  const entries = urls.map((url) => html`<${raw(entry)}><loc>${url}</loc></${raw(entry)}>\n`)
  return html`${raw('<?xml version="1.0" encoding="UTF-8"?>')}
<${raw(root)} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries}</${raw(root)}>
`.toString()
}

const maxAgeSeconds = 3600

const sitemapHeaders = async (c: AppContext, commit: number) => ({
  'Content-Type': 'application/xml',
  'Cache-Control': `public, max-age=${maxAgeSeconds}`,
  'Sitrep-Commit': String(commit),
  ETag: await listEtag(`${c.req.path} at ${commit}`, publicActor),
})

const sendIndex = async (c: AppContext) => {
  const { commit, parts } = await describeParts(c.get('services'))
  const headers = await sitemapHeaders(c, commit)
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const urls = Array.from({ length: parts }, (_, i) => `${originOf(c)}/sitemaps/${i + 1}.xml`)
  return c.body(writeSitemap('sitemapindex', urls), 200, headers)
}

/** The pages of the site that search engines may list, besides records. */
const sitePages = ['/', '/incidents', '/datasets', '/codebook']

const listPages = async (c: AppContext): Promise<string[]> => {
  const { datasets } = await listDatasets(c.get('services'), publicActor)
  return [...sitePages, ...datasets.map(({ slug }) => hrefOf('/incidents', [['dataset', slug]]))]
}

const sendPart = async (c: AppContext) => {
  await rateLimitExports(c)
  const [, number = '0'] = /^([1-9]\d{0,5})\.xml$/.exec(c.req.param('name') ?? '') ?? []
  const part = await findPart(c.get('services'), Number(number))
  if (!part) throw problems.notFound('page')
  const headers = await sitemapHeaders(c, part.commit)
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const [pages, ids] = await Promise.all([number === '1' ? listPages(c) : [], part.list()])
  const urls = [...pages, ...ids.map(incidentUrl)].map((path) => originOf(c) + path)
  return c.body(writeSitemap('urlset', urls), 200, headers)
}

const contactDays = 90

/** Returns the contacts of the setting, as URLs. */
const contactsOf = (setting = ''): string[] =>
  setting
    .split(/\s+/)
    .map((contact) => (/^[^@:/]+@[^@:/]+$/.test(contact) ? `mailto:${contact}` : contact))
    .filter((contact) => /^(?:mailto|https|tel):/.test(contact) && URL.canParse(contact))

/** Responds with the contact for reports of vulnerabilities (RFC 9116). Throws not-found if there is none. */
const sendSecurityContact = (c: AppContext) => {
  const contacts = contactsOf(c.env.SECURITY_CONTACT)
  if (contacts.length === 0) throw problems.notFound('securityContact')
  const expires = new Date(c.get('services').now)
  expires.setUTCHours(24 * contactDays, 0, 0, 0)
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    `Canonical: ${originOf(c)}/.well-known/security.txt`,
    'Preferred-Languages: en',
  ]
  return c.body(`${lines.join('\n')}\n`, 200, textType)
}

export const robotsRoute = new Hono<AppEnv>().get('/robots.txt', etag(), sendRobots)

export const crawlerRoutes = new Hono<AppEnv>()
  .get('/sitemap.xml', sendIndex)
  .get('/sitemaps/:name', sendPart)
  .get('/.well-known/security.txt', sendSecurityContact)
