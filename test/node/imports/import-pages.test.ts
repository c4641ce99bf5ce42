// The pages of imports in a real browser: a file of 10,000 rows with 50 faults, by keyboard, in each language.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { catalogues } from '../../../src/messages/messages.ts'
import { accessibilityViolations, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const maxRows = 10_000
/** The year of the rows by language: events of other years are no possible duplicates, whose search takes its time. */
const years: Readonly<Record<string, number>> = { en: 2022, ar: 2019 }
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

const makeFile = (locale: string, rowCount = maxRows): Buffer => {
  const lines = Array.from({ length: rowCount }, (_, i) => {
    const row = i + 1
    const cells: Record<string, string> = {
      reference: `${locale}-${row}`,
      event_type: 'battle',
      date: `${years[locale]}-01-${String((i % 28) + 1).padStart(2, '0')}`,
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
    const others = {
      name: 'others.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Event ID;Pays\n1;Irak\n'),
    }
    await page.locator('#in-file').setInputFiles(others)
    const fields = page.locator('.import .fields code')
    await fields.first().waitFor()
    expect(await fields.allInnerTexts()).toEqual(['→ reference', '→ location.country'])
    const { client: texts } = catalogues[locale === 'ar' ? 'ar' : 'en'].importPages
    await page.getByText(texts.missing('event_type, date, sources.0.publisher')).waitFor()
    await chooseFile(page, '<img src=x onerror=alert(1)>.csv', makeFile(locale))
    await page.locator('.import tbody tr').first().waitFor()
    await page.getByText(texts.ownLayout).waitFor()
    expect(await fields.count()).toBe(0)
    const digits = new Intl.NumberFormat(locale).format(maxRows)
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
    expect(await answer.json()).toMatchObject({ created: maxRows, rejected: 0, dry_run: false })
    expect(await page.locator('img').count()).toBe(0)
    expect(errors).toEqual([])
    await page.goto(`${site.server.url}/imports`)
    expect(await accessibilityViolations(page)).toEqual([])
    await page.context().close()
  })
})

it('mends values of JSON and retracts the records that it lacks, by keyboard', {
  timeout: 60_000,
}, async () => {
  const record = (reference: string, ...types: string[]) => ({
    ...{ reference, event_type: 'remote_violence', date: '2021-01-05', location: { country: 'IQ' } },
    ...{ sources: [{ publisher: 'Example News' }], weapons: types.map((type) => ({ type })) },
  })
  const { url, token } = site.server
  const sent = await fetch(`${url}/imports?dataset=json&publish=true`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify([record('kept', 'rocket'), record('gone', 'rocket')]),
  })
  expect(await sent.json()).toMatchObject({ created: 2 })
  const page = await openPage(site.browser, { locale: 'ar' })
  await signIn(page)
  await page.goto(`${url}/imports/new`)
  await page.locator('#in-dataset').fill('json')
  const file = Buffer.from(JSON.stringify([record('kept', 'rocket', 'rokcet'), record('new', 'rokcet')]))
  await page
    .locator('#in-file')
    .setInputFiles({ name: 'rows.json', mimeType: 'application/json', buffer: file })
  await page.locator('.send button.primary').click()
  await page.waitForURL(importPattern)
  const rehearsed = page.url()
  await tabTo(page, 'input.cell')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('rocket')
  await tabTo(page, '[aria-labelledby=again] summary')
  await page.keyboard.press('Enter')
  await tabTo(page, '#in-missing')
  await page.keyboard.press('Space')
  await tabTo(page, '#in-missing-reason')
  await page.keyboard.type('It is not in the source any more.')
  await tabTo(page, 'button[name=dry_run][value=true]')
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => address.href !== rehearsed)
  expect(await page.locator('[aria-labelledby=missing] li').count()).toBe(1)
  expect(await accessibilityViolations(page)).toEqual([])
  await tabTo(page, 'button.primary[name=dry_run]')
  await page.keyboard.press('Enter')
  await page.locator('#undo').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  const answer = await fetch(`${page.url()}`, { headers: { Authorization: `Bearer ${token}` } })
  expect(await answer.json()).toMatchObject({ created: 1, updated: 1, retracted: 1, rejected: 0 })
  await page.context().close()
})

describe('the page of a new import', () => {
  const open = async () => {
    const page = await openPage(site.browser, { locale: 'en' })
    await signIn(page)
    await page.goto(`${site.server.url}/imports/new`)
    return page
  }

  /** Sets the lengths that the form states, in bytes. */
  const setSizes = async (page: Page, sizes: Readonly<Record<string, number>>): Promise<void> => {
    for (const [name, bytes] of Object.entries(sizes))
      await page
        .locator('form.import')
        .evaluate((form, [key, value]) => form.setAttribute(`data-${key}-bytes`, value), [
          name,
          String(bytes),
        ] as const)
  }

  it('says in words why a file is refused, and lets another be sent', async () => {
    const page = await open()
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from('') }
    await page.locator('#in-file').setInputFiles(file)
    await page.locator('.send button.primary').click()
    await page.locator('.summary[role=alert]').waitFor()
    expect(await page.locator('.send button.primary').isEnabled()).toBe(true)
    await page.locator('#in-file').setInputFiles({ ...file, buffer: makeFile('en').subarray(0, 2000) })
    await page.locator('.send button.primary').click()
    await page.waitForURL(importPattern)
    await page.context().close()
  })

  it('shows the first rows of a workbook before it is sent, and says if it cannot', async () => {
    const page = await open()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const buffer = readFileSync(new URL('../../fixtures/workbooks/libreoffice.xlsx', import.meta.url))
    const choose = (name: string, bytes: Buffer) =>
      page.locator('#in-file').setInputFiles({ name, mimeType: '', buffer: bytes })
    await choose('book.xlsx', buffer)
    await page.locator('.import tbody tr').first().waitFor()
    const [first] = await page.locator('.import tbody tr').all()
    expect(await first?.locator('td').allInnerTexts()).toEqual([
      ...['l1', '2022-01-05', '2022-01-05T19:30', '3', '2', 'TRUE'],
    ])
    await page.getByText('2 rows, 6 columns.').waitFor()
    await page.getByText(/^No column is read as .*country/).waitFor()
    await choose('cut.xlsx', buffer.subarray(0, buffer.length - 30))
    await page.getByText('This file cannot be shown here.').waitFor()
    expect(await page.locator('.import tbody tr').count()).toBe(0)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('refuses a file that is too large, and says what to do', async () => {
    const page = await open()
    await setSizes(page, { 'max-upload': 1000 })
    const buffer = makeFile('en').subarray(0, 2000)
    await page.locator('#in-file').setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer })
    await page.locator('.send button.primary').click()
    const summary = page.locator('.summary[role=alert]')
    await summary.waitFor()
    expect(await summary.innerText()).toContain('Split it into files')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary')
    await page.context().close()
  })

  it('sends a large file in parts, and none twice over a connection that breaks', async () => {
    const page = await open()
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: makeFile('en', 100) }
    const partBytes = Math.ceil(file.buffer.length / 4)
    await setSizes(page, { 'max-request': 1000, part: partBytes })
    await page.clock.install()
    const arrived: string[] = []
    page.on('requestfinished', (request) => {
      const { pathname } = new URL(request.url())
      if (request.method() !== 'GET' && pathname !== '/mappings/suggest')
        arrived.push(pathname.replace(/[0-9a-f-]{36}/, 'ID'))
    })
    const sendButton = page.locator('.send button.primary')
    await page.locator('#in-dataset').fill('in-parts')
    await page.locator('#in-file').setInputFiles(file)
    // Cancelled: what has arrived is deleted.
    await page.route('**/parts/2*', (route) => route.abort('connectionreset'))
    await sendButton.click()
    await page.getByText('The connection broke. Trying again').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Cancelled: the file was not sent.').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await page.evaluate(() => sessionStorage.getItem('sitrep.upload'))).toBeNull()
    // Interrupted for longer than the script tries.
    await sendButton.click()
    const summary = page.locator('.summary', { hasText: 'what has arrived is not sent again' })
    while ((await summary.count()) === 0) await page.clock.runFor(20_000)
    expect(await page.locator('#in-dataset').inputValue()).toBe('in-parts')
    await page.unroute('**/parts/2*')
    await sendButton.click()
    await page.waitForURL(importPattern)
    const parts = [1, 2, 3, 4].map((part) => `/uploads/ID/parts/${part}`)
    expect(arrived).toEqual(['/uploads', parts[0], '/uploads/ID', '/uploads', ...parts, '/imports/new'])
    const url = page.url().split('?')[0]
    const headers = { Authorization: `Bearer ${site.server.token}` }
    expect(await (await fetch(`${url}/file`, { headers })).text()).toBe(file.buffer.toString())
    await page.context().close()
  })

  it('says so if the network is gone, and keeps what was typed', async () => {
    const page = await open()
    await page.locator('#in-dataset').fill('trial')
    await page.locator('#in-file').setInputFiles({
      name: 'rows.csv',
      mimeType: 'text/csv',
      buffer: makeFile('en').subarray(0, 2000),
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
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: makeFile('en', 100) }
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
