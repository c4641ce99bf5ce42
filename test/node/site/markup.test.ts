// What somebody types is text wherever the script of the form shows it, in a real browser under the policy of the site.
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hostileLines as texts } from '../../pure/hostile-texts.ts'
import { recordFaults } from '../support/browser.ts'
import type { Server } from '../support/server.ts'
import { useSite } from '../support/site.ts'

const textAt = (i: number): string => texts[i % texts.length] ?? ''

const publishPlace = async (server: Server, place: string, i: number): Promise<void> => {
  const answer = await server.admin('/incidents?publish=true', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ...{ event_type: 'battle', date: '2022-01-05', summary: place },
      location: {
        ...{ country: 'IQ', place: `Xanadu ${place}`, admin1: place, latitude: 33 + i / 10, longitude: 43 },
        ...{ coordinates_from: 'gazetteer', precision: 'near' },
      },
      sources: [{ publisher: place, url: 'https://example.org/a' }],
    }),
  })
  expect([place, answer.status, answer.status === 201 ? '' : await answer.text()]).toEqual([place, 201, ''])
}

const site = useSite({
  prepare: async (server) => {
    for (const [i, text] of texts.entries()) await publishPlace(server, text, i)
  },
})

/** Without what the browser itself writes of a report that is refused, and of a receipt that is opened before it is read. */
const realFaults = (faults: readonly string[]): string[] =>
  faults.filter((each) => !/status of 422|^failed: .*\/receipts\//.test(each))

/** A page of a browser that tells what runs, what the policy blocks, and what asks for a dialog. */
const openWatched = async (context: BrowserContext): Promise<{ page: Page; faults: string[] }> => {
  await context.addInitScript(() => {
    Object.defineProperty(window, 'pwned', { set: () => console.error('a text has run') })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`blocked: ${violatedDirective} ${blockedURI}`),
    )
  })
  const page = await context.newPage()
  const faults = recordFaults(page, site.server.url)
  page.on('dialog', (dialog) => {
    faults.push(`asked: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, faults }
}

const ready = (page: Page) => page.locator('form.incident[data-ready]').waitFor()
const control = (page: Page, name: string) => page.locator(`main [name="${name}"]`)

/** Writes a hostile text into each text control. Returns how many there are. */
const fillAll = async (page: Page): Promise<number> => {
  const all = page.locator('form.incident').locator('input[type=text]:visible, textarea:visible')
  const count = await all.count()
  for (let i = 0; i < count; i++) await all.nth(i).fill(textAt(i))
  await page.keyboard.press('Tab')
  return count
}

/** Opens all groups, one after the other; one with a value is open already. */
const openAllGroups = async (page: Page): Promise<void> => {
  const closed = page.locator('button[name=_open]')
  while ((await closed.count()) > 0) {
    const name = await closed.first().getAttribute('value')
    await closed.first().click()
    await page.locator(`button[name=_open][value="${name}"]`).waitFor({ state: 'detached' })
  }
}

describe.each(['en', 'ar'])('the form in %s', (language) => {
  it('shows hostile texts as texts, with no fault and nothing blocked', async () => {
    const context = await site.browser.newContext()
    context.setDefaultTimeout(20_000)
    const { page, faults } = await openWatched(context)
    await page.goto(`${site.server.url}/submit?lang=${language}`)
    await ready(page)

    // Suggestions of places.
    await control(page, 'location.country').focus()
    await control(page, 'location.country').selectOption('IQ')
    await control(page, 'location.place').focus()
    await page.locator('[name="location.place"][role=combobox]').waitFor()
    await control(page, 'location.place').pressSequentially('Xanadu')
    const options = page.locator('.suggestions [role=option]')
    await options.first().waitFor()
    const shown = await options.allInnerTexts()
    expect(shown.join()).toContain('<')
    await options.first().click()
    await page.locator('.chosen-place').first().waitFor()

    // Each control, what the script checks in it, the draft of it, and what the server answers.
    await openAllGroups(page)
    expect(await fillAll(page)).toBeGreaterThan(40)
    await page.locator('[aria-invalid=true]').first().waitFor()
    await page.waitForTimeout(400)
    await page.reload()
    await ready(page)
    await page.locator('#drafts').waitFor()
    await page.locator('form.incident button.primary').first().click()
    await page.getByRole('alert').waitFor()
    expect(realFaults(faults)).toEqual([])

    // The receipt, and the list of receipts on the device.
    const forget = page.getByRole('button', { name: language === 'ar' ? 'محو كل شيء' : 'Forget all' })
    await Promise.all([page.waitForEvent('load'), forget.click()])
    await ready(page)
    await control(page, '_kind').selectOption('shelling')
    await control(page, 'date').fill('2022-01-05')
    await control(page, 'location.country').selectOption('IQ')
    await control(page, 'location.place').fill(textAt(0))
    await control(page, 'summary').fill(texts.join('\n'))
    await control(page, '_source').fill(textAt(1))
    await page.locator('form.incident button.primary').first().click()
    await page.waitForURL('**/receipts/*')
    expect(await page.locator('main').innerText()).toContain('<script>')
    await page.goto(`${site.server.url}/submit`)
    await ready(page)
    expect(await page.locator('#device a').innerText()).toContain('<script>')
    expect(realFaults(faults)).toEqual([])
    await context.close()
  })
})
