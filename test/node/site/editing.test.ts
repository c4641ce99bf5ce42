// Editors in a real browser: a typo is mended and published in three clicks, and a question comes back with its answer.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityViolations, click, missingBrowser, openPage } from '../support/browser.ts'
import { record } from '../support/founding-case.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

interface Filed {
  readonly incident: { readonly id: string }
  readonly receipt: string
}

const file = async (title: string): Promise<Filed> => {
  const headers = { 'Content-Type': 'application/json' }
  const { reference: _, ...report } = {
    ...record(5),
    title,
    dataset: 'reports',
    summary: 'Rokets were fired.',
  }
  const body = JSON.stringify(report)
  return (await (
    await fetch(`${site.server.url}/incidents`, { method: 'POST', headers, body })
  ).json()) as Filed
}

let typo: Filed
let asked: Filed

beforeAll(async () => {
  if (missingBrowser) return
  typo = await file('With a typo')
  asked = await file('With a gap')
})

/** A page of the admin, who has signed in, and the number of its clicks. */
const openDesk = async () => {
  const { url, token } = site.server
  const page = await openPage(site.browser)
  await page.context().addCookies([{ name: 'sitrep_token', value: token, url }])
  let clicks = 0
  const press = async (target: Locator) => {
    clicks++
    await click(page, target)
  }
  return { page, press, clicks: () => clicks }
}

const main = (page: Page, role: 'link' | 'button', name: string) =>
  page.locator('main').getByRole(role, { name, exact: true }).first()

describe('an editor in a browser', () => {
  it('mends a typo of a report and publishes it in three clicks from the queue', async () => {
    const { page, press, clicks } = await openDesk()
    await page.goto(`${site.server.url}/queue`)
    await press(main(page, 'link', 'With a typo'))
    await press(main(page, 'link', 'Edit'))
    await page.locator('[name=summary]').fill('Rockets were fired.')
    await press(main(page, 'button', 'Save and publish'))
    expect(clicks()).toBe(3)
    const shown = await fetch(`${site.server.url}/incidents/${typo.incident.id}.json`)
    expect(await shown.json()).toMatchObject({ status: 'published', summary: 'Rockets were fired.' })
    await page.context().close()
  })

  it('asks the filer, who answers on the receipt, and reverts by one click', async () => {
    const { page, press } = await openDesk()
    const { url } = site.server
    await page.goto(`${url}/incidents/${asked.incident.id}`)
    await page.getByLabel('New question to the filer').fill('How many?')
    await press(main(page, 'button', 'Ask the filer'))
    const filer = await openPage(site.browser, { javaScriptEnabled: false })
    await filer.goto(url + asked.receipt)
    await filer.getByLabel('Answer to: How many?').fill('Two <b>rockets</b>.')
    await filer.getByRole('button', { name: 'Send the answer' }).click()
    await filer.getByText('Two <b>rockets</b>.').waitFor()
    await page.reload()
    expect(await page.locator('#desk ~ *, .desk').getByText('Two <b>rockets</b>.').count()).toBe(1)
    expect(await accessibilityViolations(page)).toEqual([])

    await page.goto(`${url}/incidents/${typo.incident.id}/history?from=1&to=2`)
    await press(main(page, 'button', 'Revert'))
    const reverted = await fetch(`${url}/incidents/${typo.incident.id}.json`)
    expect(await reverted.json()).toMatchObject({ revision: 3, summary: 'Rokets were fired.' })
    for (const each of [page, filer]) await each.context().close()
  })
})
