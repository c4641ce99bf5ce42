// One report is filed once, by whatever way a person sends it again, in a real browser with and without scripts.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { click, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

/** How often each way is tried: `RUNS=20` for all that races can do. */
const runs = Number(process.env.RUNS ?? 2)

const site = useSite({
  server: () => ({ vars: { TRUST_CLIENT_ADDRESS: 'true' } }),
})

let people = 0

/** The page of a person with an address of their own: the limit of the public counts by it. */
const openOwnPage = (javaScriptEnabled: boolean): Promise<Page> => {
  people += 1
  const extraHTTPHeaders = { 'CF-Connecting-IP': `10.0.${people >> 8}.${people & 255}` }
  return openPage(site.browser, { javaScriptEnabled, extraHTTPHeaders })
}

const button = (page: Page) => page.getByRole('button', { name: 'Submit', exact: true }).last()
const toForm = (page: Page) => page.goto(`${site.server.url}/submit`)

const fill = async (page: Page, summary: string): Promise<void> => {
  await page.locator('[name=_kind]').selectOption('battle')
  await page.locator('[name=date]').fill('2022-01-05')
  await page.locator('[name="location.country"]').selectOption('IQ')
  await page.locator('[name=summary]').fill(summary)
  await page.locator('[name=_source]').fill('Example News')
}

/** Submits, which must lead to a receipt; returns its address. */
const submit = async (page: Page): Promise<string> => {
  const answer = await click(page, button(page))
  const said = answer.status() === 303 ? '' : await page.locator('main').innerText()
  expect([answer.status(), said.slice(0, 400)]).toEqual([303, ''])
  await page.waitForURL('**/receipts/*')
  return page.url()
}

const isFilledIn = (page: Page, summary: string): Promise<boolean> =>
  page
    .locator('[name=summary]')
    .inputValue()
    .then((value) => value === summary)

/** A way to send a report more than once; returns the receipts to which it led. */
type Way = (page: Page, title: string) => Promise<string[]>

const ways: Readonly<Record<string, Way>> = {
  'a double click': async (page, title) => {
    await toForm(page)
    await fill(page, title)
    await button(page).dblclick()
    await page.waitForURL('**/receipts/*')
    return [page.url()]
  },
  'Back and submit': async (page, title) => {
    await toForm(page)
    await fill(page, title)
    const first = await submit(page)
    await page.goBack()
    expect(await isFilledIn(page, title), 'the form is empty after Back').toBe(true)
    return [first, await submit(page)]
  },
  'Back, reload and submit': async (page, title) => {
    await toForm(page)
    await fill(page, title)
    const first = await submit(page)
    await page.goBack()
    await page.reload()
    await fill(page, title)
    return [first, await submit(page)]
  },
  'reload and submit': async (page, title) => {
    await toForm(page)
    await fill(page, title)
    await page.reload()
    await fill(page, title)
    const first = await submit(page)
    await page.reload()
    return [first, page.url()]
  },
  'a lost answer, Back and submit': async (page, title) => {
    await toForm(page)
    await fill(page, title)
    await page.route(
      '**/incidents',
      async (route) => {
        await route.fetch({ maxRedirects: 0 })
        await route.abort('connectionreset')
      },
      { times: 1 },
    )
    await Promise.all([page.waitForEvent('requestfailed'), button(page).click()])
    // The script says so on the page; without it the browser shows a page of its own.
    if (page.url() !== `${site.server.url}/submit` || (await page.locator('#client-notice').count()) === 0) {
      await page.waitForURL((url) => url.protocol === 'chrome-error:' || url.pathname === '/incidents')
      await page.goBack()
      await page.waitForURL('**/submit')
    } else await page.getByText('There is no network.').waitFor()
    if (!(await isFilledIn(page, title))) await fill(page, title)
    return [await submit(page)]
  },
  'two tabs': async (page, title) => {
    await toForm(page)
    const second = await page.context().newPage()
    await toForm(second)
    await fill(page, title)
    await fill(second, title)
    const receipts = [await submit(page), await submit(second)]
    await second.close()
    return receipts
  },
}

const countTitled = async (title: string): Promise<number> => {
  const answer = await site.server.admin(`/incidents.ndjson?status=submitted&q=${title}`)
  return Number(answer.headers.get('Sitrep-Rows'))
}

describe.each([true, false])('a report is filed once (scripts: %s)', (javaScriptEnabled) => {
  it.each(Object.keys(ways))('by %s', async (name) => {
    for (let run = 0; run < runs; run++) {
      const page = await openOwnPage(javaScriptEnabled)
      const title = `t${crypto.randomUUID().replaceAll('-', '')}`
      const receipts = (await ways[name]?.(page, title)) ?? []
      expect([name, run, new Set(receipts).size, await countTitled(title)]).toEqual([name, run, 1, 1])
      await page.context().close()
    }
  })
})

describe('a second report', () => {
  it('of the same browser, with another text, is filed as well, without a further question', async () => {
    const page = await openOwnPage(false)
    const receipts: string[] = []
    for (const title of ['first', 'second']) {
      await toForm(page)
      await fill(page, title)
      receipts.push(await submit(page))
    }
    expect(new Set(receipts).size).toBe(2)
  })

  it('written over the first after Back gets the form again with all that was typed', async () => {
    const page = await openOwnPage(false)
    await toForm(page)
    await fill(page, 'before')
    const first = await submit(page)
    await page.goBack()
    await page.locator('[name=summary]').fill('afterwards')
    await Promise.all([page.waitForNavigation(), button(page).click()])
    expect(await page.getByRole('alert').textContent()).toContain('already filed a report')
    expect(await isFilledIn(page, 'afterwards')).toBe(true)
    expect(await submit(page)).not.toBe(first)
  })
})

describe('a form that looks as if a program had sent it', () => {
  it('comes back with all that was typed, and is taken when it is sent again', async () => {
    const page = await openOwnPage(true)
    const set = (name: string, value: string) =>
      page.evaluate(`document.querySelector('[name=${name}]').value = '${value}'`)
    await toForm(page)
    expect(await page.getByRole('textbox', { name: 'Leave this field empty' }).count()).toBe(0)
    await fill(page, 'held')
    await set('_served', String(Date.now() + 3_600_000))
    expect((await click(page, button(page))).status()).toBe(422)
    expect(await page.getByRole('alert').textContent()).toContain('faster than people')
    await set('_served', '0')
    await set('_website', 'https://example.org')
    expect((await click(page, button(page))).status()).toBe(422)
    expect(await page.getByRole('alert').textContent()).toContain('perhaps by your browser')
    expect([await isFilledIn(page, 'held'), await countTitled('held')]).toEqual([true, 0])
    await submit(page)
    expect(await countTitled('held')).toBe(1)
  })
})
