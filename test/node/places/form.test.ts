// The place of the real form, as the real server sends it, in a real browser.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openPage, recordFaults } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

describe('the place of the form', () => {
  const site = useSite({
    server: () => ({ command: 'npm start', vars: { PUBLIC_SUBMISSIONS: 'true' } }),
  })

  const sentValues = (page: Page): Promise<Record<string, string>> =>
    page.evaluate(() => {
      const form = document.querySelector('form.incident') as HTMLFormElement
      return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    })

  it('suggests towns of the country, by what the site ships, and sets the point', async () => {
    const page = await openPage(site.browser, { viewport: { width: 390, height: 800 } })
    const faults = recordFaults(page, site.server.url)
    await page.goto(`${site.server.url}/submit`)
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
