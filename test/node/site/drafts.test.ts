// What a person types survives, and is filed once, in a real browser.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserOptions } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

/** How often each way is tried: `RUNS=20` for all that races can do. */
const runs = Number(process.env.RUNS ?? 2)

/** A minute for each run, of which a slow machine takes half. */
const timeout = Math.max(2, runs) * 60_000

const site = useSite({
  server: () => ({ vars: { TRUST_CLIENT_ADDRESS: 'true' } }),
})

let people = 0

const ownAddress = () => {
  people += 1
  return { extraHTTPHeaders: { 'CF-Connecting-IP': `10.1.${people >> 8}.${people & 255}` } }
}

const openContext = async (): Promise<BrowserContext> => {
  const context = await site.browser.newContext(ownAddress())
  context.setDefaultTimeout(15_000)
  return context
}

const toForm = async (page: Page): Promise<void> => {
  await page.goto(`${site.server.url}/submit`)
  await page.locator('form.incident[data-ready]').waitFor()
}

const summaryOf = (page: Page): Promise<string> => page.locator('[name=summary]').inputValue()

const type = async (page: Page, summary: string): Promise<void> => {
  await page.locator('[name=_kind]').selectOption('shelling')
  await page.locator('[name=date]').fill('2022-01-05')
  await page.locator('[name="location.country"]').selectOption('IQ')
  await page.locator('[name=_source]').fill('Example News')
  await page.locator('[name=summary]').pressSequentially(summary)
}

const send = (page: Page): Promise<void> => page.locator('form.incident button.primary').first().click()

const toReceipt = (page: Page): Promise<void> => page.waitForURL('**/receipts/*')

const countFiled = async (summary: string): Promise<number> => {
  const answer = await site.server.admin('/incidents.json?status=submitted&limit=1000', {
    headers: { accept: 'application/json' },
  })
  const { incidents } = (await answer.json()) as { incidents: { summary?: string }[] }
  return incidents.filter((each) => each.summary === summary).length
}

/** A way to interrupt somebody; returns the page where the report goes on. */
type Interruption = (page: Page, context: BrowserContext) => Promise<Page>

/** Long enough for the draft to be safe: it is kept a moment after the last key. */
const pauseOfTyping = 1_000

const interruptions: Readonly<Record<string, Interruption>> = {
  'a reload': async (page) => {
    await page.reload()
    return page
  },
  'a closed tab': async (page, context) => {
    await page.close()
    const next = await context.newPage()
    await toForm(next)
    return next
  },
  'another page': async (page) => {
    await page.goto(`${site.server.url}/codebook`)
    await toForm(page)
    return page
  },
  'a refused report': async (page) => {
    await page.locator('[name="location.country"]').selectOption('')
    await send(page)
    await page.getByRole('alert').waitFor()
    await page.locator('[name="location.country"]').selectOption('IQ')
    return page
  },
  'a refused report, and a closed tab': async (page, context) => {
    await page.locator('[name="location.country"]').selectOption('')
    await send(page)
    await page.getByRole('alert').waitFor()
    await page.close()
    const next = await context.newPage()
    await toForm(next)
    await next.locator('[name="location.country"]').selectOption('IQ')
    return next
  },
}

describe('a draft', { timeout }, () => {
  it.each(Object.entries(interruptions))('survives %s, and is filed once', async (name, interrupt) => {
    for (let run = 0; run < runs; run++) {
      const context = await openContext()
      const page = await context.newPage()
      const summary = `${name} ${run}`
      await toForm(page)
      await type(page, summary)
      const next = await interrupt(page, context)
      await next.locator('form.incident[data-ready]').waitFor()
      expect(await summaryOf(next)).toBe(summary)
      await send(next)
      await toReceipt(next)
      expect(await countFiled(summary)).toBe(1)
      await toForm(next)
      expect(await summaryOf(next), 'the draft of a filed report is there').toBe('')
      await context.close()
    }
  })

  it('survives the end of the browser', async () => {
    for (let run = 0; run < runs; run++) {
      const folder = mkdtempSync(join(tmpdir(), 'sitrep-profile-'))
      const open = () => chromium.launchPersistentContext(folder, { ...browserOptions, ...ownAddress() })
      const first = await open()
      const summary = `killed ${run}`
      const page = first.pages()[0] ?? (await first.newPage())
      await toForm(page)
      await type(page, summary)
      await page.waitForTimeout(pauseOfTyping)
      const session = (await first.browser()?.newBrowserCDPSession()) ?? (await first.newCDPSession(page))
      const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
        processInfo: { type: string; id: number }[]
      }
      const pid = processInfo.find((each) => each.type === 'browser')?.id
      expect(pid).toBeGreaterThan(1)
      process.kill(pid as number, 'SIGKILL')
      await first.close().catch(() => undefined)
      const second = await open()
      const next = second.pages()[0] ?? (await second.newPage())
      await toForm(next)
      expect(await summaryOf(next)).toBe(summary)
      expect(await next.locator('#drafts').innerText()).toContain('was restored')
      await send(next)
      await toReceipt(next)
      expect(await countFiled(summary)).toBe(1)
      await second.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a report without a network', { timeout }, () => {
  it('is kept, and sent once when there is one again', async () => {
    for (let run = 0; run < runs; run++) {
      const context = await openContext()
      const page = await context.newPage()
      const summary = `offline ${run}`
      await toForm(page)
      await type(page, summary)
      await context.setOffline(true)
      await send(page)
      await page.getByText('There is no network.').waitFor()
      expect(await countFiled(summary)).toBe(0)
      await context.setOffline(false)
      await toReceipt(page)
      expect(await countFiled(summary)).toBe(1)
      await context.close()
    }
  })

  it('is sent once when the page is opened again', async () => {
    for (let run = 0; run < runs; run++) {
      const context = await openContext()
      const page = await context.newPage()
      const summary = `offline and closed ${run}`
      await toForm(page)
      await type(page, summary)
      await context.setOffline(true)
      await send(page)
      await page.getByText('There is no network.').waitFor()
      await page.close()
      await context.setOffline(false)
      const next = await context.newPage()
      await next.goto(`${site.server.url}/submit`)
      await toReceipt(next)
      expect(await countFiled(summary)).toBe(1)
      await context.close()
    }
  })

  it('is filed once if only the answer is lost', async () => {
    for (let run = 0; run < runs; run++) {
      const context = await openContext()
      const page = await context.newPage()
      const summary = `lost answer ${run}`
      await toForm(page)
      await type(page, summary)
      await page.route(
        '**/incidents',
        async (route) => {
          await route.fetch({ maxRedirects: 0 })
          await route.abort('connectionreset')
        },
        { times: 1 },
      )
      await send(page)
      await page.getByText('There is no network.').waitFor()
      await page.close()
      const next = await context.newPage()
      await next.goto(`${site.server.url}/submit`)
      await toReceipt(next)
      expect(await countFiled(summary)).toBe(1)
      await context.close()
    }
  })
})
