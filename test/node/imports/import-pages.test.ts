// The pages of imports in a real browser: a file of 10,000 rows with 50 faults, by keyboard, in each language.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityViolations, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

/** The numbers of rows by language. */
const rowCounts: Readonly<Record<string, number>> = { en: 10_000, ar: 1000, x: 100 }
const columns = ['reference', 'event_type', 'date', 'country', 'deaths_best', 'source_urls', 'summary']

/** The faults of the file: the number of a row's first one, how many follow, the column and the cell. */
const faults = [
  [10, 20, 'country', 'Irak'],
  [100, 15, 'event_type', 'batle'],
  [300, 10, 'date', '2022-13-40'],
  ...[0, 1, 2, 3, 4].map((i) => [900 + i, 1, 'deaths_best', `some ${i}`] as const),
] as const

/** What somebody types in place of each cell. */
const mended: Readonly<Record<string, string>> = {
  Irak: 'IQ',
  batle: 'battle',
  '2022-13-40': '2022-12-30',
  ...Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`some ${i}`, String(i)])),
}

const makeFile = (locale: string): Buffer => {
  const rowCount = rowCounts[locale] ?? 0
  const lines = Array.from({ length: rowCount }, (_, i) => {
    const row = i + 1
    const cells: Record<string, string> = {
      reference: `${locale}-${row}`,
      event_type: 'battle',
      date: `2022-01-${String((i % 28) + 1).padStart(2, '0')}`,
      country: 'SY',
      deaths_best: '0',
      source_urls: `https://example.org/${locale}/${row}`,
      summary: `Shots were fired at post ${row}.`,
    }
    for (const [first, count, column, cell] of faults)
      if (row >= first && row < first + count) cells[column] = cell
    return columns.map((name) => cells[name]).join(',')
  })
  return Buffer.from([columns.join(','), ...lines, ''].join('\n'))
}

const signIn = async (page: Page, token = site.server.token): Promise<void> => {
  const { url } = site.server
  await page.context().addCookies([{ name: 'sitrep_token', value: token, url }])
}

/** Presses Tab until an element has the focus. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`Tab does not lead to ${selector}.`)
}

const chooseFile = async (page: Page, name: string, buffer: Buffer): Promise<void> => {
  const open = async () => {
    await tabTo(page, '#in-file')
    await page.keyboard.press('Enter')
  }
  // The wait begins first: a chooser that opens before the browser hands its choosers over is not seen.
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()])
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer })
}

const importPattern = /\/imports\/[0-9a-f-]{36}/

describe.each(['en', 'ar'])('the import of a file in %s', (locale) => {
  it('is rehearsed, mended in place and sent by keyboard alone', { timeout: 120_000 }, async () => {
    const page = await openPage(site.browser, { locale })
    page.setDefaultTimeout(60_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await signIn(page)
    await page.goto(`${site.server.url}/imports/new`)
    await tabTo(page, '#in-dataset')
    await page.keyboard.type(`rows-${locale}`)
    // The list of datasets closes.
    await page.keyboard.press('Escape')
    await chooseFile(page, '<img src=x onerror=alert(1)>.csv', makeFile(locale))
    await page.locator('.import tbody tr').first().waitFor()
    const rowCount = rowCounts[locale] ?? 0
    const digits = new Intl.NumberFormat(locale).format(rowCount)
    await page.getByText(digits).first().waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    await tabTo(page, '.send button.primary')
    await page.keyboard.press('Enter')
    await page.waitForURL(importPattern)
    expect(await page.locator('table.faulty tbody tr').count()).toBe(8)
    expect(await accessibilityViolations(page)).toEqual([])
    for (const [, , , cell] of faults) {
      await tabTo(page, 'input.cell')
      // The rows of a group are in a part that is closed, which Tab passes by.
      await page.keyboard.press('ControlOrMeta+A')
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(cell)
      await page.keyboard.type(mended[cell] ?? '')
    }
    await tabTo(page, 'button.primary[name=dry_run]')
    await page.keyboard.press('Enter')
    await page.locator('#undo').waitFor()
    const answer = await fetch(`${page.url().split('?')[0]}`, {
      headers: { Authorization: `Bearer ${site.server.token}` },
    })
    expect(await answer.json()).toMatchObject({ created: rowCount, rejected: 0, dry_run: false })
    expect(await page.locator('img').count()).toBe(0)
    expect(errors).toEqual([])
    await page.goto(`${site.server.url}/imports`)
    expect(await accessibilityViolations(page)).toEqual([])
    await page.context().close()
  })
})

describe('the page of a new import', () => {
  const open = async () => {
    const page = await openPage(site.browser, { locale: 'en' })
    await signIn(page)
    await page.goto(`${site.server.url}/imports/new`)
    return page
  }

  it('says in words why a file is refused, and lets another be sent', async () => {
    const page = await open()
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from('') }
    await page.locator('#in-file').setInputFiles(file)
    await page.locator('.send button.primary').click()
    await page.locator('.summary[role=alert]').waitFor()
    expect(await page.locator('.send button.primary').isEnabled()).toBe(true)
    await page.locator('#in-file').setInputFiles({ ...file, buffer: makeFile('x').subarray(0, 2000) })
    await page.locator('.send button.primary').click()
    await page.waitForURL(importPattern)
    await page.context().close()
  })

  it('refuses a file that is too large for a page, and names the command', async () => {
    const page = await open()
    await page.locator('form.import').evaluate((form) => form.setAttribute('data-max-megabytes', '0.001'))
    const buffer = makeFile('x').subarray(0, 2000)
    await page.locator('#in-file').setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer })
    await page.locator('.send button.primary').click()
    const summary = page.locator('.summary[role=alert]')
    await summary.waitFor()
    expect(await summary.innerText()).toContain(`node import.mjs FILE --to ${site.server.url}`)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary')
    await page.context().close()
  })

  it('says so if the network is gone, and keeps what was typed', async () => {
    const page = await open()
    await page.locator('#in-dataset').fill('trial')
    await page.locator('#in-file').setInputFiles({
      name: 'rows.csv',
      mimeType: 'text/csv',
      buffer: makeFile('x').subarray(0, 2000),
    })
    await page.context().setOffline(true)
    await page.locator('.send button.primary').click()
    await page.getByText('The file was not sent.').waitFor()
    expect(await page.locator('#in-dataset').inputValue()).toBe('trial')
    await page.context().close()
  })
})

describe('one import of two editors at once', () => {
  it('is stored once; the second is told by whom, and keeps what was typed', async () => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
    const body = JSON.stringify({ name: 'Basim', role: 'editor' })
    const { token } = await (await site.server.admin('/tokens', { ...init, body })).json()
    const open = async (secret: string, path: string) => {
      const page = await openPage(site.browser, { locale: 'en' })
      await signIn(page, secret)
      await page.goto(site.server.url + path)
      return page
    }
    const cell = (page: Page, from: string) => page.getByLabel(new RegExp(`^Read "${from}" in`))
    const mend = async (page: Page, country: string) => {
      await cell(page, 'Irak').fill(country)
      await cell(page, 'batle').fill('battle')
      await page.locator('button.primary[name=dry_run]').click()
    }
    const first = await open(token, '/imports/new')
    await first.locator('#in-dataset').fill('shared')
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: makeFile('x') }
    await first.locator('#in-file').setInputFiles(file)
    await first.locator('.send button.primary').click()
    await first.waitForURL(importPattern)
    const second = await open(site.server.token, new URL(first.url()).pathname)
    await mend(first, 'IQ')
    await first.locator('.notice', { hasText: '100 created' }).waitFor()
    await mend(second, 'SY')
    await second.getByText('Basim has imported this file since you opened the page.').waitFor()
    expect(await cell(second, 'Irak').inputValue()).toBe('SY')
    expect(await accessibilityViolations(second)).toEqual([])
    const link = second.getByRole('link', { name: 'See what was stored' })
    const [shown] = await Promise.all([second.waitForEvent('popup'), link.click()])
    expect(shown.url()).toBe(first.url())
    await second.locator('button.primary[name=dry_run]').click()
    await second.locator('.notice', { hasText: '20 updated' }).waitFor()
    for (const page of [first, second]) await page.context().close()
  })
})
