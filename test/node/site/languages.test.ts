// Pages in Arabic in a real browser without scripts: from right to left, as wide as the window, and without faults.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  accessibilityViolations,
  click,
  horizontalOverflow,
  launchBrowser,
  missingBrowser,
  openPage,
  recordFaults,
} from '../support/browser.ts'
import { record } from '../support/founding-case.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

let server: Server
let browser: Browser
let incident = ''

beforeAll(async () => {
  if (missingBrowser) return
  browser = await launchBrowser()
  server = await startServer()
  for (const which of [9, 8, 3]) {
    const answer = await server.admin('/incidents?publish=true', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(record(which)),
    })
    incident = `/incidents/${((await answer.json()) as { incident: { id: string } }).incident.id}`
  }
})
printLogOnFailure(() => server)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach((context) => context.skip(missingBrowser !== undefined, missingBrowser))

const pages = {
  home: () => '/',
  list: () => '/incidents?country=IQ',
  incident: () => incident,
  history: () => `${incident}/history`,
  suggest: () => `${incident}/suggest`,
  submit: () => '/submit',
  codebook: () => '/codebook',
  reference: () => '/docs',
  datasets: () => '/datasets',
  signIn: () => '/sign-in',
  nowhere: () => '/nowhere',
}

describe.each([390, 1280])('in Arabic, at %i pixels', (width) => {
  let page: Page

  beforeAll(async () => {
    if (missingBrowser) return
    page = await openPage(browser, {
      javaScriptEnabled: true,
      locale: 'ar',
      viewport: { width, height: 900 },
    })
  })

  it.each(Object.keys(pages) as (keyof typeof pages)[])('the page %s has no faults', async (name) => {
    const faults = recordFaults(page, server.url)
    await page.goto(server.url + pages[name]())
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await horizontalOverflow(page)).toBe(0)
    expect(faults).toEqual([])
    const { SCREENSHOTS: folder } = process.env
    if (folder)
      await page.screenshot({
        path: `${folder}/ar-${name}-${width}.png`,
        fullPage: name !== 'codebook' && name !== 'reference',
      })
  })
})

describe('the switch of languages', () => {
  it('keeps what was typed into a form, and the Enter key still sends the form', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false, locale: 'en' })
    await page.goto(`${server.url}/submit`)
    await page.locator('[name="title"]').fill('typed')
    await click(page, page.getByRole('button', { name: 'العربية' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    expect(await page.locator('[name="title"]').inputValue()).toBe('typed')
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.locator('[name="title"]').press('Enter')
    expect([(await sent).status(), new URL((await sent).url()).pathname]).toEqual([422, '/incidents'])
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await page.goto(`${server.url}/datasets`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})
