import { describe, expect, it } from 'vitest'
import { click, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('the switch of languages', () => {
  it('keeps what was typed into a form, and the Enter key still sends the form', async () => {
    const page = await openPage(site.browser, { javaScriptEnabled: false, locale: 'en' })
    await page.goto(`${site.server.url}/submit`)
    await page.locator('[name="summary"]').fill('typed')
    await click(page, page.getByRole('button', { name: 'العربية' }))
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    expect(await page.locator('[name="summary"]').inputValue()).toBe('typed')
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.locator('[name="location.place"]').press('Enter')
    expect([(await sent).status(), new URL((await sent).url()).pathname]).toEqual([422, '/incidents'])
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await page.goto(`${site.server.url}/datasets`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})
