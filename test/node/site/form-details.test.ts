// Smaller things that the script of the form does, in a real browser.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityViolations, missingBrowser, recordFaults } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const toForm = async (page: Page, path = '/submit'): Promise<void> => {
  await page.goto(site.server.url + path)
  await page.locator('form.incident[data-ready]').waitFor()
}

const openForm = async (options = {}): Promise<{ page: Page; context: BrowserContext }> => {
  const context = await site.browser.newContext(options)
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await toForm(page)
  return { page, context }
}

const control = (page: Page, name: string) => page.locator(`[name="${name}"]`)

const type = async (page: Page): Promise<void> => {
  await control(page, '_kind').selectOption('shelling')
  await control(page, 'date').fill('2022-01-05')
  await control(page, 'location.country').selectOption('IQ')
  await control(page, 'location.place').fill('Hit')
  await control(page, 'summary').fill('Two rockets')
  await control(page, '_source').fill('Example News')
}

const send = (page: Page): Promise<void> => page.locator('form.incident button.primary').first().click()

const file = async (page: Page): Promise<string> => {
  await type(page)
  await send(page)
  await page.waitForURL('**/receipts/*')
  return new URL(page.url()).pathname
}

/** Long enough for the draft to be kept. */
const pauseOfTyping = 1_000

const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = await site.server.admin(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, unknown>
}

describe('an event that is reported already', () => {
  beforeAll(async () => {
    if (missingBrowser) return
    await post('/incidents?publish=true', {
      ...{ date: '2022-01-05', event_subtype: 'shelling', title: 'Rockets at Hit' },
      location: { country: 'IQ', place: 'Hit', latitude: 33.6387, longitude: 42.8267 },
      sources: [{ publisher: 'Example News' }],
    })
  })

  it.each([
    ['en', 'Perhaps already reported', 'on the same day'],
    ['ar', 'ربما سبق الإبلاغ عنها', 'في اليوم نفسه'],
  ])('is shown before its report is sent, in %s', async (locale, heading, reason) => {
    const { page, context } = await openForm({ locale, viewport: { width: 390, height: 844 } })
    const faults = recordFaults(page, site.server.url)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith(`/possible-duplicates?lang=${locale}`)) asked.push(request.postData() ?? '')
    })
    await type(page)
    const box = page.locator('#reported', { hasText: heading })
    await box.waitFor()
    const link = box.getByRole('link')
    expect(await link.innerText()).toContain('Rockets at Hit')
    expect(await link.getAttribute('target')).toBe('_blank')
    expect(await box.innerText()).toContain(reason)
    expect(asked.at(-1)).not.toContain('Example News')
    const count = asked.length
    await control(page, '_source').fill('Other News')
    await page.waitForTimeout(3 * pauseOfTyping)
    expect(asked).toHaveLength(count)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(faults).toEqual([])
    await control(page, 'date').fill('2019-01-05')
    await box.waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('the buttons of a receipt', () => {
  it('copy and share its texts', async () => {
    const { page, context } = await openForm()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await context.addInitScript(() => {
      const shared: unknown[] = []
      Object.assign(window, { shared })
      Object.assign(navigator, { share: async (data: unknown) => void shared.push(data) })
    })
    const path = await file(page)
    await page.getByRole('button', { name: 'Copy' }).first().click()
    await page.getByText('Copied.').first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(path)
    await page.getByRole('button', { name: 'Share' }).first().click()
    const shared = await page.evaluate(() => (window as unknown as { shared: unknown[] }).shared)
    expect(shared).toEqual([{ url: expect.stringContaining(path) }])
    await context.close()
  })
})

describe('the list of days', () => {
  it('opens from a button, and writes the day that is chosen', async () => {
    const { page, context } = await openForm()
    const faults = recordFaults(page, site.server.url)
    await page.getByRole('button', { name: 'Choose a day' }).first().click()
    await page.keyboard.press('Escape')
    await page.locator('.is-date .day-picker input').first().fill('2022-01-05')
    expect(await control(page, 'date').inputValue()).toBe('2022-01-05')
    expect(faults).toEqual([])
    await context.close()
  })
})

describe('a draft', () => {
  it('of a correction is kept apart from that of a new report', async () => {
    const { page, context } = await openForm()
    const path = await file(page)
    await toForm(page, path)
    await control(page, 'summary').fill('Two rockets, one hit')
    await page.waitForTimeout(pauseOfTyping)
    await toForm(page)
    expect(await control(page, 'summary').inputValue()).toBe('')
    await toForm(page, path)
    expect(await control(page, 'summary').inputValue()).toBe('Two rockets, one hit')
    await context.close()
  })

  it('goes after thirty days', async () => {
    const { page, context } = await openForm()
    await control(page, 'summary').fill('Two rockets')
    await page.waitForTimeout(pauseOfTyping)
    await page.close()
    const later = await context.newPage()
    await later.clock.setFixedTime(Date.now() + 31 * 86_400_000)
    await toForm(later)
    expect(await control(later, 'summary').inputValue()).toBe('')
    expect(await later.locator('#drafts').count()).toBe(0)
    await context.close()
  })

  it('survives a session that ends while it is sent', async () => {
    const token = await post('/tokens', { name: 'Monitor', role: 'contributor' })
    const context = await site.browser.newContext()
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    await page.goto(`${site.server.url}/sign-in`)
    await control(page, 'token').fill(String(token.token))
    await page.locator('main button').click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    await toForm(page)
    await type(page)
    await site.server.admin(`/tokens/${token.id}`, { method: 'DELETE' })
    await send(page)
    await page.locator('form.incident').waitFor({ state: 'detached' })
    await toForm(page)
    expect(await control(page, 'summary').inputValue()).toBe('Two rockets')
    await context.close()
  })
})

describe('the form in Arabic', () => {
  it('speaks Arabic, from right to left', async () => {
    const { page, context } = await openForm({ locale: 'ar', viewport: { width: 390, height: 844 } })
    const faults = recordFaults(page, site.server.url)
    await control(page, '_killed').fill('manyfold')
    await control(page, 'date').fill('5 كانون الثاني 2022')
    await control(page, 'summary').focus()
    await page.locator('[id=in-date-reading]', { hasText: 'فهمنا منه' }).waitFor()
    await page.locator('[id=in-_killed-faults]', { hasText: 'يُكتب عدد' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
