/** What a person does with the form of a report, in a browser of their own. */
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach } from 'vitest'
import { type Site, useSite } from './site.ts'

export const control = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
export const ready = (page: Page) => page.locator('form.incident[data-ready]').waitFor()
export const summaryOf = (page: Page) => control(page, 'summary').inputValue()

export const typeReport = async (page: Page, summary: string): Promise<void> => {
  await control(page, '_kind').selectOption('shelling')
  await control(page, 'date').fill('2022-01-05')
  await control(page, 'location.country').selectOption('IQ')
  await control(page, '_source').fill('Example News')
  await control(page, 'summary').fill(summary)
}

export const sendReport = (page: Page) => page.locator('form.incident button.primary').first().click()
export const toReceipt = (page: Page) => page.waitForURL('**/receipts/*')

/** Long enough for a draft to be kept after the last key. */
export const pause = (page: Page) => page.waitForTimeout(600)

export const draftTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('sitrep:draft:'))
      .map((name) => localStorage.getItem(name) ?? ''),
  )

/** Delays the answer to a request of the form until it is let through. */
export const hold = async (page: Page, path: string): Promise<() => void> => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(
    path,
    async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 })
      await released
      await route.fulfill({ response: answer }).catch(() => undefined)
    },
    { times: 1 },
  )
  return release
}

/** A person, and what is filed at the site that they visit. */
interface Reporter {
  readonly site: Site
  readonly context: BrowserContext
  /** Opens the form in a page, a new one unless it is given. */
  readonly openForm: (query?: string, page?: Page) => Promise<Page>
  /** Returns how many reports with a summary were filed. */
  readonly countFiled: (summary: string) => Promise<number>
}

/** Returns a person who is another one in each test, with an address of their own, which begins with `network`. */
export const useReporter = (network: string): Reporter => {
  const site = useSite({ server: () => ({ vars: { TRUST_CLIENT_ADDRESS: 'true' } }) })
  let context: BrowserContext
  let people = 0
  beforeEach(async () => {
    people += 1
    context = await site.browser.newContext({
      extraHTTPHeaders: { 'CF-Connecting-IP': `${network}.${people}` },
    })
    context.setDefaultTimeout(8_000)
    return () => context.close()
  })
  return {
    site,
    get context() {
      return context
    },
    openForm: async (query = '', page) => {
      const opened = page ?? (await context.newPage())
      await opened.goto(`${site.server.url}/submit${query}`)
      await ready(opened)
      return opened
    },
    countFiled: async (summary) => {
      const answer = await site.server.admin('/incidents.json?status=submitted&limit=1000', {
        headers: { accept: 'application/json' },
      })
      const { incidents } = (await answer.json()) as { incidents: { summary?: string }[] }
      return incidents.filter((each) => each.summary === summary).length
    },
  }
}
