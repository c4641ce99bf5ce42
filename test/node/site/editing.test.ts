// Editors in a real browser: a typo is mended in three clicks, a question comes back answered, and a token lives and ends.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { ar } from '../../../src/messages/ar.ts'
import { en } from '../../../src/messages/en.ts'
import { accessibilityViolations, click, missingBrowser, openPage } from '../support/browser.ts'
import { record } from '../support/founding-case.ts'
import { Keyboard } from '../support/keyboard.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const catalogues = { en, ar }

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

/** A page of an editor who has signed in, by default of the admin, and the number of its clicks. */
const openDesk = async (token = site.server.token) => {
  const { url } = site.server
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

interface ListedToken {
  readonly id: string
  readonly name: string
  readonly datasets: readonly string[] | null
  readonly expires_at: string | null
  readonly last_used_at: string | null
}

const createEditor = async (name: string): Promise<string> => {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const answer = await site.server.admin('/tokens', {
    ...init,
    body: JSON.stringify({ name, role: 'editor' }),
  })
  return ((await answer.json()) as { token: string }).token
}

describe('two editors at once', () => {
  it('change one record: the second sees both versions and who wrote the other, and loses nothing', async () => {
    const { incident } = await file('Of two')
    const [amal, basim] = [await openDesk(await createEditor('Amal <i>A.</i>')), await openDesk()]
    for (const { page } of [amal, basim]) {
      await page.goto(`${site.server.url}/incidents/${incident.id}/edit`)
      await page.locator('form.incident[data-ready]').waitFor()
    }
    await amal.page.locator('[name=summary]').fill('Rockets were fired.')
    await amal.press(amal.page.locator('.send button.primary').first())
    await amal.page.locator('.saved:target').waitFor()
    await basim.page.locator('[name=summary]').fill('Two rockets.')
    await basim.page.locator('[name=_reason]').fill('I saw it.')
    await basim.page.locator('.send button.primary').first().click()
    const changes = basim.page.locator('section[aria-labelledby=changed-since]')
    await changes.waitFor()
    expect(await changes.textContent()).toContain('Amal <i>A.</i>')
    expect(await changes.locator('tbody tr').allTextContents()).toEqual([
      expect.stringContaining('Rockets were fired.'),
    ])
    expect(await basim.page.locator('[role=alert]:focus').textContent()).toContain('Nothing is saved yet')
    expect(await accessibilityViolations(basim.page)).toEqual([])
    await basim.press(basim.page.locator('.send button.primary').first())
    await basim.page.locator('.saved:target').waitFor()
    const shown = await site.server.admin(`/incidents/${incident.id}.json`)
    expect(await shown.json()).toMatchObject({ revision: 3, summary: 'Two rockets.' })

    // Both decide on it: the second is told by whom and what, and keeps the reason.
    for (const { page } of [amal, basim]) await page.goto(`${site.server.url}/queue/${incident.id}`)
    await amal.page.getByLabel('Usual reason').selectOption('No source supports it.')
    await amal.press(main(amal.page, 'button', 'Reject'))
    await basim.page.getByLabel('Reason', { exact: true }).fill('Seen <b>twice</b>.')
    await basim.press(main(basim.page, 'button', 'Publish'))
    expect(await basim.page.locator('.summary:focus').textContent()).toContain('Nothing was changed.')
    const latest = await basim.page.locator('.desk .meta').first().textContent()
    for (const part of ['Rejected', 'Amal <i>A.</i>', 'No source supports it.'])
      expect(latest).toContain(part)
    expect(await basim.page.getByLabel('Reason', { exact: true }).inputValue()).toBe('Seen <b>twice</b>.')
    for (const { page } of [amal, basim]) await page.context().close()
  })
})

/** What the API answers to a secret: the status, and why it refuses. */
const use = async (secret: string): Promise<(number | string | undefined)[]> => {
  const headers = { Authorization: `Bearer ${secret}` }
  const answer = await fetch(`${site.server.url}/queue.json`, { headers })
  return [answer.status, ((await answer.json()) as { detail?: string }).detail]
}

describe.each(['en', 'ar'] as const)('a token, by keys alone, in %s', (locale) => {
  it('is made, used, rotated without a gap, and revoked', async () => {
    const { tokens, findings, layout } = catalogues[locale]
    const name = `<img src=x onerror=alert(1)> ${locale}`
    const page = await openPage(site.browser, { locale })
    await page
      .context()
      .addCookies([{ name: 'sitrep_token', value: site.server.token, url: site.server.url }])
    const keys = new Keyboard(page)
    const readSecret = () => page.locator('#secret:focus').inputValue()
    const findToken = async () => {
      const { tokens } = (await (await site.server.admin('/tokens.json')).json()) as { tokens: ListedToken[] }
      return tokens.find((each) => each.name === name)
    }
    await page.goto(`${site.server.url}/tokens`)
    await keys.tabTo('[name=name]')
    await keys.replaceWith(name)
    await keys.tabTo('[name=role]')
    await keys.choose('editor')
    await keys.tabTo('[name=expires_at]')
    // Which comes first, the day or the month, is up to the browser.
    for (const digit of '12122098') await keys.press(digit)
    await keys.tabTo('[name=datasets]')
    await keys.replaceWith('nowhere')
    await keys.lead()
    await page.locator('.faults:focus').waitFor()
    await keys.tabTo('[name=datasets]')
    await keys.replaceWith('reports')
    await keys.lead()
    const first = await readSecret()
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await findToken()).toMatchObject({
      datasets: ['reports'],
      expires_at: '2098-12-12T23:59:59.999Z',
      last_used_at: null,
    })

    expect((await use(first))[0]).toBe(200)
    await page.goto(`${site.server.url}/tokens/${(await findToken())?.id}`)
    const used = (await findToken())?.last_used_at
    expect(used).toMatch(/:00\.000Z$/)
    expect(await page.locator(`time[datetime="${used}"]`).count()).toBe(1)

    await keys.tabTo('[name=grace_hours]')
    await keys.choose('1')
    await keys.tabTo('form[action$="/rotate"] button')
    await keys.lead()
    const second = await readSecret()
    for (const secret of [second, first]) expect((await use(secret))[0]).toBe(200)
    expect(await page.locator('dl').textContent()).toContain(tokens.formerUntil)

    await keys.tabTo('form[action$="/revoke"] button')
    await keys.lead()
    expect(await page.locator('.saved:target').textContent()).toBe(findings.saved)
    expect(await page.locator('dl').textContent()).toContain(tokens.states.revoked)
    expect(await accessibilityViolations(page)).toEqual([])
    const refused = [401, 'The token is unknown, expired or revoked.']
    for (const secret of [first, second]) expect(await use(secret)).toEqual(refused)
    await page.context().addCookies([{ name: 'sitrep_token', value: second, url: site.server.url }])
    await page.goto(`${site.server.url}/queue`)
    expect(await page.getByRole('status').textContent()).toContain(layout.sessionExpired)
    expect(await page.locator('img').count()).toBe(0)
    await page.context().close()
  })
})
