// The queue by keyboard alone, in a real browser: several reports in a row, and a decision taken back.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ar } from '../../../src/messages/ar.ts'
import { en } from '../../../src/messages/en.ts'
import { accessibilityViolations, horizontalOverflow, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const catalogues = { en, ar }

/** A title that would be markup if it were not text. */
const titles = ['Rockets <b>one</b>', 'صواريخ', 'Rockets three', 'Rockets four']

const fileReports = async (series: string): Promise<void> => {
  for (const [i, title] of titles.entries()) {
    const report = {
      ...{
        event_type: 'remote_violence',
        date: `2022-01-0${i + 3}`,
        title,
        series,
        summary: 'Rockets fell.',
      },
      location: { country: 'IQ', place: 'Ain al-Asad', latitude: 33.8, longitude: 42.44, precision: 'exact' },
      sources: [{ publisher: 'Example News' }],
      dataset: series,
    }
    const headers = { 'Content-Type': 'application/json' }
    await site.server.admin('/incidents', { method: 'POST', headers, body: JSON.stringify(report) })
  }
}

const open = async (locale: 'en' | 'ar', path: string): Promise<Page> => {
  const page = await openPage(site.browser, { locale, viewport: { width: 1280, height: 900 } })
  await page.context().addCookies([{ name: 'sitrep_token', value: site.server.token, url: site.server.url }])
  await page.goto(site.server.url + path)
  return page
}

/** Presses a key that leads to another page. */
const lead = async (page: Page, key: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
}

/** Presses an access key with Alt, which Playwright sends without its text, and Chromium then takes for none. */
const leadByAccessKey = async (page: Page, key: string): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const code = { key, code: `Digit${key}`, windowsVirtualKeyCode: key.charCodeAt(0), modifiers: 1 }
  await Promise.all([
    page.waitForNavigation(),
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...code, text: key, unmodifiedText: key }),
  ])
  await session.detach()
}

/** Presses Tab until a control has the focus. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
  }
  throw new Error(`Tab does not lead to ${selector}.`)
}

const heading = (page: Page) => page.locator('h1').textContent()
const status = async (page: Page) => (await page.getByRole('status').textContent())?.trim() ?? ''

/** Chooses the first usual reason for a decision, and decides by its access key. */
const decide = async (page: Page, key: '1' | '2'): Promise<void> => {
  await tabTo(page, '[name=_stock]')
  const reason = page
    .locator('[name=_stock] optgroup')
    .nth(Number(key) - 1)
    .locator('option')
    .first()
  const steps = await reason.evaluate((option) => (option as HTMLOptionElement).index)
  for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowDown')
  expect(await page.locator('[name=_stock]').inputValue()).toBe(await reason.textContent())
  await leadByAccessKey(page, key)
}

const checkPage = async (page: Page): Promise<void> => {
  expect(await accessibilityViolations(page)).toEqual([])
  expect(await horizontalOverflow(page)).toBe(0)
}

it.each(['en', 'ar'] as const)('reviews reports in a row by keys, in %s', async (locale) => {
  const { desk, translate } = catalogues[locale]
  const dataset = `keys-${locale}`
  await fileReports(dataset)
  const page = await open(locale, `/queue?dataset=${dataset}&sort=date`)
  await checkPage(page)
  await tabTo(page, 'th[scope=row] a')
  await lead(page, 'Enter')
  expect(await heading(page)).toBe(titles[0])
  await leadByAccessKey(page, '4')
  expect(await page.locator('form.assignee').textContent()).toContain(desk.release)
  await checkPage(page)

  await decide(page, '1')
  expect([await heading(page), await status(page)]).toEqual([
    titles[1],
    `${translate('Published')}: ${titles[0]}`,
  ])
  // Who works through the queue has the next report in hand.
  expect(await page.locator('form.assignee').textContent()).toContain(desk.release)
  await decide(page, '2')
  expect(await heading(page)).toBe(titles[2])
  expect(await status(page)).toContain(`${translate('Rejected')}: ${titles[1]}`)
  await checkPage(page)
  await leadByAccessKey(page, '9')
  expect(await heading(page)).toBe(titles[3])
  await leadByAccessKey(page, '8')
  expect(await heading(page)).toBe(titles[2])
  await leadByAccessKey(page, '3')
  expect(new URL(page.url()).pathname).toMatch(/\/edit$/)
  await page.goBack()
  await page.goBack()
  await page.goBack()
  await leadByAccessKey(page, '0')
  expect(await status(page)).toBe(`${translate('Submitted')}: ${titles[1]}`)
  expect(await page.locator('th[scope=row]').count()).toBe(3)
  await page.context().close()
})

it('rehearses and publishes all that match, and shows facts first on a narrow window', async () => {
  const dataset = 'keys-many'
  await fileReports(dataset)
  const page = await open('en', `/queue?dataset=${dataset}`)
  await page.locator('[name=_all]').focus()
  await page.keyboard.press('Space')
  await tabTo(page, 'button[value=publish]')
  await lead(page, 'Enter')
  await checkPage(page)
  await tabTo(page, '[name=reason]')
  await page.keyboard.type('Checked.')
  await leadByAccessKey(page, '1')
  expect(await status(page)).toBe('Published: 4 reports')
  await fileReports(dataset)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${site.server.url}/queue?dataset=${dataset}`)
  await checkPage(page)
  await tabTo(page, 'th[scope=row] a')
  await lead(page, 'Enter')
  await checkPage(page)
  const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0
  expect(await topOf('.reported')).toBeLessThan(await topOf('.decisions'))
  await page.context().close()
})
