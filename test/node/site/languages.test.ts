// The switch of languages in a real browser without scripts.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { click, launchBrowser, missingBrowser, openPage } from '../support/browser.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  if (missingBrowser) return
  browser = await launchBrowser()
  server = await startServer()
})
printLogOnFailure(() => server)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach((context) => context.skip(missingBrowser !== undefined, missingBrowser))

describe('the switch of languages', () => {
  it('keeps what was typed into a form, and the Enter key still sends the form', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false, locale: 'en' })
    await page.goto(`${server.url}/submit`)
    await page.locator('[name="summary"]').fill('typed')
    await click(page, page.getByRole('button', { name: 'العربية' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    expect(await page.locator('[name="summary"]').inputValue()).toBe('typed')
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.locator('[name="location.place"]').press('Enter')
    expect([(await sent).status(), new URL((await sent).url()).pathname]).toEqual([422, '/incidents'])
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await page.goto(`${server.url}/datasets`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})
