/** How soon a key press in the form of a report is answered in Chromium. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../test/node/support/browser.ts'
import { folder } from './environment.ts'
import type { Row } from './results.ts'
import { serveSitrep } from './servers.ts'

/** The weapons and the sources in the form. */
const entries = 100

/** The keys that are pressed in each control. */
const text = 'a key press must be answered at once, however long the form'

const controls = ['summary', 'weapons.50.model', 'sources.99.title'] as const

/** Returns the page of a form with many entries, with the script of the page or without it. */
const openLongForm = async (browser: Browser, url: string, { hasScript }: { hasScript: boolean }) => {
  const page = await browser.newPage()
  if (!hasScript) await page.route('**/client/*', (route) => route.abort())
  const body = new URLSearchParams({ summary: 'A long report' })
  for (let i = 0; i < entries; i++) {
    body.set(`weapons.${i}.type`, 'rocket')
    body.set(`sources.${i}.publisher`, `News ${i}`)
  }
  await page.goto(`${url}/health`)
  await page.route('**/submit', async (route) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
    const response = await route.fetch({ method: 'POST', headers, postData: body.toString() })
    await route.fulfill({ response })
  })
  await page.goto(`${url}/submit`)
  if (hasScript) await page.locator('form.incident[data-ready]').waitFor()
  return page
}

/** Returns the milliseconds from each key press until the page is painted after it. */
const pressKeys = async (page: Page): Promise<number[]> => {
  await page.evaluate(() => {
    const times: number[] = []
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp))),
      true,
    )
    Object.assign(window, { times })
  })
  for (const name of controls) await page.locator(`[name="${name}"]`).pressSequentially(text, { delay: 40 })
  await page.waitForTimeout(300)
  return page.evaluate(() => (window as unknown as { times: number[] }).times)
}

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN

/** Measures key presses in a form of 100 weapons and 100 sources, beside the same page without its script. */
export async function* form(): AsyncGenerator<Row> {
  const store = join(folder, 'form')
  rmSync(store, { recursive: true, force: true })
  const [server, browser] = [await serveSitrep(store), await launchBrowser()]
  try {
    const withScript = await pressKeys(await openLongForm(browser, server.url, { hasScript: true }))
    const without = await pressKeys(await openLongForm(browser, server.url, { hasScript: false }))
    for (const [name, part] of [
      ['median', 0.5],
      ['slowest of 20', 0.95],
      ['slowest', 1],
    ] as const) {
      const [ours, bare] = [percentile(withScript, part), percentile(without, part)]
      yield {
        what: `key press in a form of ${entries} weapons and ${entries} sources, ${name}`,
        ours: `${ours.toFixed(1)} ms`,
        limit: `${bare.toFixed(1)} ms without a script`,
        ratio: `${(ours / bare).toFixed(2)} ×`,
      }
    }
  } finally {
    await browser.close()
    await server.stop()
  }
}
