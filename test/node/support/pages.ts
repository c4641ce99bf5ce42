/** Every kind of page that there is, and the way to it. */
import type { Page, Response } from 'playwright-core'
import { click } from './browser.ts'
import { plain } from './filing.ts'
import { record } from './founding.ts'
import type { Server } from './server.ts'

type Visit = (page: Page, server: Server) => Promise<Response | null>

const at =
  (path: string): Visit =>
  (page, { url }) =>
    page.goto(url + path)

/** A published record is found by its reference: ids are made anew each time. */
const incident: Visit = async (page, server) => {
  const answer = await fetch(`${server.url}/incidents.json`)
  const { incidents } = (await answer.json()) as { incidents: { id: string; reference: string }[] }
  const found = incidents.find(({ reference }) => reference === record(3).reference)
  return page.goto(`${server.url}/incidents/${found?.id}`)
}

const refused: Visit = async (page, { url }) => {
  await page.goto(`${url}/submit`)
  await plain(page, 'Date').fill('yesterday-ish')
  return click(page, page.getByRole('button', { name: 'Submit', exact: true }).last())
}

const receipt: Visit = async (page, { url }) => {
  const { reference: _, ...report } = { ...record(5), dataset: 'reports' }
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${url}/incidents`, { method: 'POST', headers, body: JSON.stringify(report) })
  return page.goto(((await answer.json()) as { receipt: string }).receipt)
}

/** Goes to a page as the admin, who has signed in before. */
const signedIn =
  (path: string): Visit =>
  async (page, { url, token }) => {
    await page.context().addCookies([{ name: 'sitrep_token', value: token, url }])
    return page.goto(url + path)
  }

/** A token that was made just now, in a list behind another. */
const newToken: Visit = async (page, server) => {
  await signedIn('/tokens')(page, server)
  let answer: Response | null = null
  for (const name of ['Desk of the north', 'مكتب الشمال']) {
    await page.getByLabel('Name').fill(name)
    answer = await click(page, page.getByRole('button', { name: 'Make the token' }))
  }
  return answer
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

const duplicates: Visit = async (page, server) => {
  await filedTwice(server)
  return signedIn('/duplicates')(page, server)
}

export const pages = {
  home: at('/'),
  list: at('/incidents'),
  incident,
  datasets: at('/datasets'),
  submit: at('/submit'),
  refused,
  codebook: at('/codebook'),
  receipt,
  signIn: at('/sign-in'),
  newToken,
  commits: signedIn('/commits'),
  merging,
  duplicates,
  mine: signedIn('/incidents?status=submitted,rejected'),
  nowhere: at('/nowhere'),
} as const satisfies Readonly<Record<string, Visit>>

export type PageName = keyof typeof pages
export const pageNames = Object.keys(pages) as PageName[]

/** The statuses that are not 200. */
export const statuses: Readonly<Partial<Record<PageName, number>>> = {
  refused: 422,
  newToken: 201,
  nowhere: 404,
}

/** Nothing but styles and images from here; no script at all. */
export const strictPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
