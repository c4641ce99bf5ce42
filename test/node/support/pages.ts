/** Every kind of page that there is, and the way to it. */
import type { Page, Response } from 'playwright-core'
import { click } from './browser.ts'
import { record } from './founding-case.ts'
import type { Server } from './server.ts'

type Visit = (page: Page, server: Server) => Promise<Response | null>

const at =
  (path: string): Visit =>
  (page, { url }) =>
    page.goto(url + path)

interface Found {
  readonly id: string
  readonly reference: string
  readonly revision: number
}

/** A published record, found by its reference: ids are made anew each time. */
const published = async ({ url }: Server, which: number): Promise<Found> => {
  const { incidents } = (await (await fetch(`${url}/incidents.json`)).json()) as { incidents: Found[] }
  const found = incidents.find(({ reference }) => reference === record(which).reference)
  if (!found) throw new Error(`Founding incident ${which} is not published.`)
  return found
}

const incident: Visit = async (page, server) =>
  page.goto(`${server.url}/incidents/${(await published(server, 3)).id}`)

/** Goes to a form with its script running, fills in the date, and sends it. */
const sendDate = async (page: Page, address: string, date: string): Promise<Response> => {
  await page.goto(address)
  await page.locator('form.incident[data-ready]').waitFor()
  await page.locator('[name=date]').fill(date)
  return click(page, page.locator('form.incident button.primary').last())
}

const refused: Visit = async (page, { url }) => sendDate(page, `${url}/submit`, 'yesterday-ish')

/** The form with a date in words, which it asks back. */
const confirmed: Visit = async (page, { url }) =>
  sendDate(
    page,
    `${url}/submit?_kind=shelling&location.country=IQ&_source=witness&summary=Rockets&_open=weapons`,
    'yesterday evening',
  )

interface Filed {
  readonly incident: { readonly id: string }
  readonly receipt: string
}

/** Asks the filer of a record, or comments on it. */
const sayAs =
  ({ admin }: Server) =>
  (path: string) =>
    admin(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'Did you see it? هل رأيته؟' }),
    })

const receipt: Visit = async (page, server) => {
  const { url } = server
  const say = sayAs(server)
  const { reference: _, ...report } = { ...record(5), dataset: 'reports' }
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${url}/incidents`, { method: 'POST', headers, body: JSON.stringify(report) })
  const { incident, receipt } = (await answer.json()) as Filed
  await say(`/incidents/${incident.id}/questions`)
  return page.goto(url + receipt)
}

/** Goes to a page as the admin, who has signed in before. */
const signedIn =
  (path: string): Visit =>
  async (page, { url, token }) => {
    await page.context().addCookies([{ name: 'sitrep_token', value: token, url }])
    return page.goto(url + path)
  }

/** The page of a token that was made just now, with its secret. */
const newToken: Visit = async (page, server) => {
  let answer: Response | null = null
  for (const name of ['Desk of the north', 'مكتب الشمال']) {
    await signedIn('/tokens')(page, server)
    await page.locator('main [name=name]').fill(name)
    answer = await click(page, page.locator('main button.primary'))
  }
  return answer
}

/** The founding incident that is edited and corrected. */
export const correctedIndex = 1

/** Something in the queue, of a kind, as the admin opens it there. */
const waiting =
  (kind: string): Visit =>
  async (page, server) => {
    const answer = await server.admin('/queue.json')
    const queue = (await answer.json()) as { waiting: { kind: string; id: string }[] }
    const found = queue.waiting.find((each) => each.kind === kind)
    return signedIn(`/queue/${found?.id}`)(page, server)
  }

/** A page behind that of a record with an edit, which has a correction that waits, as the admin sees it. */
const behind =
  (path: string): Visit =>
  async (page, server) =>
    signedIn(`/incidents/${(await published(server, correctedIndex)).id}${path}`)(page, server)

/** Gives a published record another version, and a correction that waits. */
export const prepareReview = async (server: Server): Promise<void> => {
  const { id, revision } = await published(server, correctedIndex)
  const send = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    server.admin(`/incidents/${id}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const weapons = [{ type: 'mortar', fired: 2 }, ...(record(correctedIndex).weapons ?? [])]
  await send('PATCH', '', { weapons, date_note: 'late evening' }, { 'If-Match': `"${id}.${revision}"` })
  const patch = {
    weapons: record(correctedIndex).weapons ?? null,
    title: 'صواريخ على قاعدة',
    series: 'corrected',
  }
  await send('POST', '/suggestions', {
    revision: revision + 1,
    reason: 'No mortar was fired.',
    patch,
  })
}

/** Files a report that tells of incident 3 again; answers both ids. */
const filedTwice = async ({ url, admin }: Server): Promise<{ again: string; first: string }> => {
  const { reference, ...report } = record(3)
  const body = JSON.stringify({ ...report, title: undefined, tags: ['again'] })
  const answer = await admin('/incidents', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  })
  const { incidents } = (await (await fetch(`${url}/incidents.json`)).json()) as {
    incidents: { id: string; reference: string }[]
  }
  const first = incidents.find((each) => each.reference === reference)?.id ?? ''
  return { again: ((await answer.json()) as { incident: { id: string } }).incident.id, first }
}

const merging: Visit = async (page, server) => {
  const { again, first } = await filedTwice(server)
  return signedIn(`/incidents/${again}/merge?into=${first}`)(page, server)
}

const ownReports: Visit = async (page, server) => {
  const { again } = await filedTwice(server)
  await sayAs(server)(`/incidents/${again}/questions`)
  return signedIn('/my')(page, server)
}

const duplicates: Visit = async (page, server) => {
  await filedTwice(server)
  return signedIn('/duplicates')(page, server)
}

/** What a bulk edit would change, and what stands in its way. */
const bulkRehearsal: Visit = async (page, server) => {
  await signedIn('/incidents/bulk?country=IQ')(page, server)
  await page.locator('[name="set.event_subtype"]').selectOption('air_strike')
  await page.locator('[name=add_tags]').fill('checked')
  await page.locator('[name=mode]').check()
  await page.locator('[name=reason]').fill('They were checked.')
  return click(page, page.locator('main form button.primary'))
}

/** Three records of one event side by side. */
const cluster: Visit = async (page, server) => {
  const { again, first } = await filedTwice(server)
  const other = (await filedTwice(server)).again
  return signedIn(`/merge?into=${first}&from=${again}&from=${other}`)(page, server)
}

export const pages = {
  home: at('/'),
  list: at('/incidents'),
  counts: at('/counts?by=country&by=month'),
  listPage: at('/incidents?limit=2&page=2&sort=-date&event_type=remote_violence,battle'),
  incident,
  datasets: at('/datasets'),
  dataset: at('/datasets/january-2022'),
  datasetForm: signedIn('/datasets/january-2022/edit'),
  submit: at('/submit'),
  refused,
  confirmed,
  codebook: at('/codebook'),
  reference: at('/docs'),
  receipt,
  signIn: at('/sign-in'),
  newToken,
  tokens: signedIn('/tokens'),
  administration: signedIn('/admin'),
  commits: signedIn('/commits'),
  commit: signedIn('/commits/1'),
  bulkRehearsal,
  cluster,
  merging,
  duplicates,
  mine: signedIn('/incidents?status=submitted,rejected'),
  ownReports,
  queue: signedIn('/queue'),
  desk: waiting('incident'),
  correction: waiting('suggestion'),
  history: behind('/history'),
  difference: behind('/history?from=1&to=2'),
  suggest: behind('/suggest'),
  editing: behind('/edit'),
  nowhere: at('/nowhere'),
} as const satisfies Readonly<Record<string, Visit>>

export type PageName = keyof typeof pages
export const pageNames = Object.keys(pages) as PageName[]

/** The statuses that are not 200. */
export const statuses: Readonly<Partial<Record<PageName, number>>> = {
  refused: 422,
  confirmed: 422,
  newToken: 201,
  nowhere: 404,
}

/** Pages with the script of the form or of a map. */
const withScript: readonly PageName[] = [
  ...(['submit', 'editing', 'refused', 'confirmed', 'receipt'] as const),
  ...(['home', 'list', 'mine'] as const),
]

/** Returns the policy of a page: styles and images from here, and a script from here only where a page has one. */
export const policyOf = (name: PageName): string => {
  const script = withScript.includes(name) ? "script-src 'self'; connect-src 'self'; worker-src 'none'; " : ''
  return `default-src 'none'; ${script}style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
}
