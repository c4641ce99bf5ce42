// The forms and the script of docs/filing.md on pages of another origin, in a real browser.
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { click, openPage } from '../support/browser.ts'
import { findDocument } from '../support/documents.ts'
import { useSite } from '../support/site.ts'

const sites: HttpServer[] = []
let [named, other] = ['', '']

const blocks = findDocument('docs/filing.md').blocks
const [form = '', frame = ''] = blocks.filter(({ language }) => language === 'html').map(({ text }) => text)
const script = blocks.find(({ language }) => language === 'js')?.text ?? ''

/** A block with the addresses of these tests in place of those of the document. */
const here = (text: string): string =>
  text.replaceAll('http://localhost:8787', site.server.url).replaceAll('https://ngo.example', named)

/** Serves the pages of the document at a port of its own; returns its origin. */
const startSite = async (): Promise<string> => {
  const pages: Readonly<Record<string, () => string>> = {
    '/form': () => here(form),
    '/frame': () => here(frame),
    '/script': () => '<p>A page whose script files a report.',
    '/thanks': () => '<h1>Thank you</h1>',
  }
  const opened = createServer(({ url = '' }, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8').end(pages[url]?.() ?? '')
  })
  sites.push(opened)
  await new Promise<void>((listening) => opened.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`
}

const site = useSite({
  server: async () => {
    ;[named, other] = [await startSite(), await startSite()]
    return { vars: { FORM_ORIGINS: `https://ngo.example ${named}` } }
  },
})
afterAll(() => {
  for (const each of sites) each.close()
})

const countStored = async (): Promise<number> => {
  const answer = await site.server.admin('/incidents.ndjson?status=submitted')
  return Number(answer.headers.get('Sitrep-Rows'))
}

const fill = async (page: Page, date: string): Promise<void> => {
  await page.locator('[name=date]').fill(date)
  await page.locator('[name="location.country"]').fill('IQ')
  await page.locator('[name="location.place"]').fill('Ain al-Asad')
  await page.locator('[name="sources.0.publisher"]').fill('Example News')
}

/** The status of the receipt in the fragment of the page. */
const receiptStatus = async (page: Page): Promise<number> => {
  const { pathname, hash } = new URL(page.url())
  expect(pathname).toBe('/thanks')
  return (await fetch(site.server.url + new URLSearchParams(hash.slice(1)).get('receipt'))).status
}

describe('a page on another port', () => {
  it('has a form of 15 lines, which files a report without script and leads back with the receipt', async () => {
    expect(form.trimEnd().split('\n')).toHaveLength(15)
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    const before = await countStored()
    await page.goto(`${named}/form`)
    await fill(page, '2022-01-05')
    expect((await click(page, page.getByRole('button'))).status()).toBe(303)
    expect(new URL(page.url()).origin).toBe(named)
    expect(await receiptStatus(page)).toBe(200)
    expect(await countStored()).toBe(before + 1)
  })

  it('gets the form of this site with all that was typed, which leads back once it is right', async () => {
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    await page
      .context()
      .addCookies([{ name: 'sitrep_token', value: site.server.token, url: site.server.url }])
    await page.goto(`${named}/form`)
    await fill(page, 'soon')
    expect((await click(page, page.getByRole('button'))).status()).toBe(422)
    expect(await page.locator('[name="location.place"]').inputValue()).toBe('Ain al-Asad')
    await page.locator('[name=date]').fill('2022-01-05')
    await click(page, page.getByRole('button', { name: 'Submit', exact: true }).last())
    expect(await receiptStatus(page)).toBe(200)
  })

  it('is refused with a page if its origin is not named, and stores nothing', async () => {
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    const before = await countStored()
    await page.goto(`${other}/form`)
    await fill(page, '2022-01-05')
    expect((await click(page, page.getByRole('button'))).status()).toBe(403)
    expect(await page.locator('main').textContent()).toContain('open the form on this site')
    expect(await countStored()).toBe(before)
  })

  it('files by fetch and reads the answer, if its origin is named', async () => {
    const run = `(async () => { ${here(script)}; return receipt })()`
    const page = await openPage(site.browser)
    await page.goto(`${named}/script`)
    expect(await page.evaluate(run)).toMatch(/^\/receipts\/[\w-]{43}$/)
    const before = await countStored()
    await page.goto(`${other}/script`)
    await expect(page.evaluate(run)).rejects.toThrow('Failed to fetch')
    expect(await countStored()).toBe(before)
  })

  it('reads public files with headers that need a preflight', async () => {
    const page = await openPage(site.browser)
    await page.goto(`${other}/script`)
    const asked = `fetch('${site.server.url}/incidents.csv', { headers: { 'If-None-Match': '"x"' } })`
    expect(
      await page.evaluate(`${asked}.then(({ status, headers }) => status + headers.get('ETag'))`),
    ).toMatch(/^200"/)
  })

  it('frames the short form, whose answer opens in the whole window, if its origin is named', async () => {
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    await page.goto(`${named}/frame`)
    const framed = page.frameLocator('iframe')
    expect(await framed.locator('[name="location.country"]').inputValue()).toBe('IQ')
    await framed.locator('[name=_kind]').selectOption('battle')
    await framed.locator('[name=date]').fill('2022-01-05')
    await framed.locator('[name=_source]').fill('Example News')
    await framed.getByRole('button', { name: 'Submit' }).last().click()
    await page.waitForURL(`${site.server.url}/receipts/*`)

    await page.goto(`${other}/frame`)
    expect(await framed.locator('form').count()).toBe(0)
  })
})
