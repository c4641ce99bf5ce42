// The place of the real form, as the real server sends it, in a real browser.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, missingBrowser, openPage, recordFaults } from '../support/browser.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

describe.skipIf(missingBrowser !== undefined)('the place of the form', () => {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    server = await startServer({ command: 'npm start', vars: { PUBLIC_SUBMISSIONS: 'true' } })
    browser = await launchBrowser()
  })
  printLogOnFailure(() => server)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const sentValues = (page: Page): Promise<Record<string, string>> =>
    page.evaluate(() => {
      const form = document.querySelector('form.incident') as HTMLFormElement
      return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    })

  it('suggests towns of the country, by what the site ships, and sets the point', async () => {
    const page = await openPage(browser, { viewport: { width: 390, height: 800 } })
    const faults = recordFaults(page, server.url)
    await page.goto(`${server.url}/submit`)
    await page.locator('form[data-ready]').waitFor()
    await page.locator('[name="location.country"]').focus()
    await page.locator('[name="location.country"]').selectOption('IQ')
    const place = page.locator('[name="location.place"]')
    await place.focus()
    await page.locator('[name="location.place"][role=combobox]').waitFor()
    await place.pressSequentially('ramad')
    await page.locator('.suggestions [role=option]').first().click()
    expect(await sentValues(page)).toMatchObject({
      ...{ 'location.country': 'IQ', 'location.place': 'Ramadi', 'location.admin1': 'Anbar' },
      ...{ 'location.coordinates_from': 'gazetteer', 'location.precision': 'near' },
    })
    expect(faults).toEqual([])
  })
})
