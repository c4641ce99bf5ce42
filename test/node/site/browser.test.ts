// The form in a real browser without scripts, and every page as people see it.
import { join } from 'node:path'
import type { APIResponse, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  accessibilityViolations,
  click,
  cutTexts,
  horizontalOverflow,
  missingBrowser,
  openPage,
  recordFaults,
  typedValues,
  unreachable,
} from '../support/browser.ts'
import { addEntry, controlLabelled, group, open, textControl, typeIncident3 } from '../support/fill-form.ts'
import { record, withoutStamps } from '../support/founding-case.ts'
import { correctedIndex, pageNames, pages, policyOf, prepareReview, statuses } from '../support/pages.ts'
import { followLink, openQueue, readDiffTable, submitDecision } from '../support/review-queue.ts'
import { useSite } from '../support/site.ts'

interface Stored {
  readonly id: string
  readonly revision: number
  readonly status: string
  readonly warnings: readonly unknown[]
  readonly title: string
  readonly sources: readonly unknown[]
}

/** In the order in which every link finds its record there. */
const others = [9, 8, 6, 7, 1, 2, 4, 5]

const json = { 'Content-Type': 'application/json' }

const site = useSite({
  prepare: async (server) => {
    for (const which of others) {
      const body = JSON.stringify(record(which))
      await server.admin('/incidents?publish=true', { method: 'POST', headers: json, body })
    }
  },
})

/** The records of a state, as the admin sees them. */
const stored = async (status: string): Promise<Stored[]> => {
  const answer = await site.server.admin(`/incidents.json?status=${status}`)
  return ((await answer.json()) as { incidents: Stored[] }).incidents
}

describe('filing founding incident 3 without scripts', () => {
  let page: Page
  let receipt: string
  let sent: { url: string; headers: Record<string, string>; body: string }
  const button = (name: string) => page.getByRole('button', { name, exact: true }).last()

  beforeAll(async () => {
    if (missingBrowser) return
    page = await openPage(site.browser, { javaScriptEnabled: false })
    page.on('request', async (request) => {
      if (request.method() !== 'POST' || !request.url().endsWith('/incidents')) return
      sent = { url: request.url(), headers: await request.allHeaders(), body: request.postData() ?? '' }
    })
  })

  it('sends the form when Enter is pressed in a field, and does not add an entry', async () => {
    await page.goto(`${site.server.url}/submit`)
    await textControl(page, 'Place').fill('only a place')
    const [answer] = await Promise.all([page.waitForNavigation(), textControl(page, 'Place').press('Enter')])
    expect([answer?.status(), page.url()]).toEqual([422, `${site.server.url}/incidents`])
    expect(await textControl(page, 'Place').inputValue()).toBe('only a place')
  })

  it('opens a group with its controls, goes there, and keeps what was typed', async () => {
    await page.goto(`${site.server.url}/submit`)
    await textControl(page, 'Place').fill('Hit')
    const weapons = await open(page, 'Weapons')
    expect(new URL(page.url()).hash).toBe('#group-weapons')
    expect(await weapons.evaluate((group) => document.activeElement === group)).toBe(true)
    expect(await textControl(page, 'Place').inputValue()).toBe('Hit')
    await controlLabelled(group(page, 'Weapon 1'), 'Model').fill('Katyusha')
    await open(page, 'Damage')
    expect(await controlLabelled(group(page, 'Weapon 1'), 'Model').inputValue()).toBe('Katyusha')
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('gives back a report with a wrong date: the message beside the field, everything typed still there', async () => {
    await page.goto(`${site.server.url}/submit`)
    await typeIncident3(page, 'yesterday-ish')
    const typed = await typedValues(page)
    const answer = await click(page, button('Submit'))
    expect(answer.status()).toBe(422)
    expect(await typedValues(page)).toEqual(typed)

    const date = textControl(page, 'When')
    expect(await date.getAttribute('aria-invalid')).toBe('true')
    const ids = (await date.getAttribute('aria-describedby'))?.split(' ') ?? []
    const described = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()))
    expect(described.join(' ')).toContain('date.invalid')
    expect(await page.locator('[aria-invalid]').count()).toBe(1)
    expect(await stored('submitted')).toEqual([])
  })

  it('takes it once it is right, though the answer is lost and the button pressed again, and leads to a receipt', async () => {
    await textControl(page, 'When').fill('2022-01-05')
    const lost = new Promise<APIResponse>((answered) => {
      page.route('**/incidents', async (route) => answered(await route.fetch({ maxRedirects: 0 })), {
        times: 1,
      })
    })
    await button('Submit').focus()
    await page.keyboard.press('Enter')
    expect((await lost).status()).toBe(303)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/receipts/*')
    receipt = page.url()
    expect(receipt).toMatch(/\/receipts\/[\w-]{20,}$/)
    expect(await page.locator('main').textContent()).toContain('Awaiting review')
  })

  it('stores exactly the record of the founding case, without a warning', async () => {
    const [filed, ...more] = await stored('submitted')
    expect(more).toEqual([])
    expect(filed).toMatchObject({ status: 'submitted', revision: 1, warnings: [] })
    expect(withoutStamps(filed ?? {})).toEqual(record(3))
  })

  it('answers the same form sent again with the same receipt, and stores nothing', async () => {
    const { url, headers, body } = sent
    const kept = ['accept', 'content-type', 'origin'].map((name) => [name, headers[name] ?? ''])
    const again = await fetch(url, {
      method: 'POST',
      headers: Object.fromEntries(kept),
      body,
      redirect: 'manual',
    })
    expect([again.status, again.headers.get('Location')]).toEqual([303, new URL(receipt).pathname])
    expect(await stored('submitted')).toHaveLength(1)
  })

  it('corrects the report by its receipt', async () => {
    await textControl(page, 'Title').fill('Rockets on a base')
    const answer = await click(page, button('Correct the report'))
    expect([answer.status(), page.url()]).toEqual([303, receipt])
    const reports = await stored('submitted')
    expect(reports).toMatchObject([{ revision: 2, title: 'Rockets on a base' }])
    expect(withoutStamps({ ...reports[0], title: record(3).title })).toEqual(record(3))
  })

  it('adds an entry to a report that is corrected, and stays with its receipt', async () => {
    const source = await addEntry(page, 'Sources', 'Source', 8)
    expect(new URL(page.url()).pathname).toBe(new URL(receipt).pathname)
    await controlLabelled(source, 'Publisher').fill('Example News')
    await textControl(page, 'Title').fill(record(3).title)
    await click(page, button('Correct the report'))
    const reports = await stored('submitted')
    expect(reports).toMatchObject([{ revision: 3, title: record(3).title }])
    expect(reports[0]?.sources).toHaveLength(8)

    await controlLabelled(group(page, 'Source 8'), 'Publisher').fill('')
    await click(page, button('Correct the report'))
    expect(withoutStamps((await stored('submitted'))[0] ?? {})).toEqual(record(3))
  })

  it('refuses a correction of a version that has been corrected since, also where an entry was added', async () => {
    const correct = async (tab: Page, title: string) => {
      await textControl(tab, 'Title').fill(title)
      return (await click(tab, tab.getByRole('button', { name: 'Correct the report' }).last())).status()
    }
    const other = await page.context().newPage()
    await other.goto(receipt)
    expect(await correct(other, 'From the other tab')).toBe(303)
    await addEntry(page, 'Weapons', 'Weapon', 3)
    expect(await correct(page, 'From this tab')).toBe(412)
    expect(await stored('submitted')).toMatchObject([{ title: 'From the other tab' }])
    expect(await correct(other, record(3).title)).toBe(303)
  })

  it('leads from the receipt to the public page once it is published', async () => {
    const [filed] = await stored('submitted')
    const decision = { decision: 'publish', reason: 'checked against the report' }
    const review = { method: 'POST', headers: json, body: JSON.stringify(decision) }
    await site.server.admin(`/incidents/${filed?.id}/review`, review)
    await page.goto(receipt)
    expect(await page.locator('main').textContent()).toContain('Published')
    expect(await page.getByRole('button').count()).toBe(0)
    await click(page, page.locator(`main a[href="/incidents/${filed?.id}"]`))
    expect(await page.locator('h1').textContent()).toBe(record(3).title)
  })
})

describe('signing in without scripts', () => {
  it('leads to the page that was asked for, shows who it is, and ends with the button of any page', async () => {
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    const asked = await page.goto(`${site.server.url}/tokens`)
    expect(asked?.status()).toBe(401)
    await click(page, page.locator('main').getByRole('link', { name: 'Sign in' }))
    await page.getByLabel('Token').fill('sitrep_nonsense')
    const refused = await click(page, page.getByRole('button', { name: 'Sign in' }))
    expect(refused.status()).toBe(401)
    await page.getByLabel('Token').fill(site.server.token)
    const answer = await click(page, page.getByRole('button', { name: 'Sign in' }))
    expect([answer.status(), page.url()]).toEqual([303, `${site.server.url}/tokens`])
    const cookies = new Map((await page.context().cookies()).map((cookie) => [cookie.name, cookie]))
    expect([...cookies.keys()].sort()).toEqual(['sitrep_bookmark', 'sitrep_token'])
    expect(cookies.get('sitrep_token')?.value).toBe(site.server.token)
    for (const cookie of cookies.values()) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

    await page.goto(`${site.server.url}/codebook`)
    expect(await page.locator('header').textContent()).toContain('first admin, admin')
    const out = await click(page, page.getByRole('button', { name: 'Sign out' }))
    expect([out.status(), page.url()]).toEqual([303, `${site.server.url}/`])
    expect(await page.context().cookies()).toEqual([])
    expect(await page.locator('header').textContent()).not.toContain('first admin')
    await page.context().close()
  })
})

describe('the desk without scripts', () => {
  it('leads through the queue: a difference is read and accepted, a report published, and both stand in the history', async () => {
    await prepareReview(site.server)
    const page = await openPage(site.browser, { javaScriptEnabled: false })
    const { title: _, reference: __, ...untitled } = record(8)
    const body = JSON.stringify({ ...untitled, dataset: 'reports', title: 'Waits for the desk' })
    // The queue has reports without a token in random order within a day.
    await site.server.admin('/incidents', { method: 'POST', headers: json, body })

    await openQueue(page, site.server)
    await followLink(page, 'Waits for the desk')
    await followLink(page, 'Previous in the queue')
    const [weapon, ...rest] = await readDiffTable(page)
    expect(weapon?.[0]).toBe('Weapon 1')
    expect(weapon?.[1]).toContain('Mortar')
    expect(rest).toEqual([
      ['Series', 'january-2022-attacks', 'corrected'],
      ['Title', record(correctedIndex).title, 'صواريخ على قاعدة'],
    ])
    expect(await submitDecision(page, 'Accept')).toBe(303)
    expect(await page.getByRole('status').textContent()).toContain('Correction accepted')

    expect(await submitDecision(page, 'Publish')).toBe(422)
    expect(await page.getByRole('alert').textContent()).toContain('Please give a reason.')
    expect(await submitDecision(page, 'Publish', 'two sources')).toBe(303)
    expect(await page.getByRole('status').textContent()).toContain('Published')
    await followLink(page, 'Waits for the desk')
    expect(await page.getByRole('button', { name: 'Retract' }).count()).toBe(1)
    await followLink(page, 'History')
    expect(await page.locator('main').textContent()).toContain('two sources')
    await page.context().close()
  })
})

describe('every page', () => {
  /** What stands in the queue. */
  beforeAll(async () => {
    if (missingBrowser) return
    await prepareReview(site.server)
    await fetch(`${site.server.url}/incidents`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ ...record(5), reference: 'waits' }),
    })
  })

  const directions = { en: ['en', 'ltr'], ar: ['ar', 'rtl'] }

  /** A folder for pictures of the pages; without it, none are taken. */
  const shots = process.env.SCREENSHOTS

  const inBothLanguages = pageNames.flatMap((name) => [[name, 'en'] as const, [name, 'ar'] as const])

  it.each(inBothLanguages)(
    'is accessible, fits, and loads nothing from elsewhere: %s in %s',
    async (name, locale) => {
      const page = await openPage(site.browser, { locale })
      const troubles = recordFaults(page, site.server.url)
      const answer = await pages[name](page, site.server)
      expect(answer?.status()).toBe(statuses[name] ?? 200)
      expect(answer?.headers()['content-security-policy']).toBe(policyOf(name))
      const html = page.locator('html')
      expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(directions[locale])
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await accessibilityViolations(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([])
          const path = join(shots ?? '', `${name}-${locale}-${width}-${colorScheme}.png`)
          if (shots) await page.screenshot({ path, fullPage: name !== 'codebook' && name !== 'reference' })
        }
      }
      // 1280 pixels at a zoom of 400 %.
      await page.setViewportSize({ width: 320, height: 256 })
      expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0)
      expect(await cutTexts(page)).toEqual([])
      expect(await unreachable(page)).toEqual([])
      expect(troubles).toEqual([])
      await page.context().close()
    },
  )
})
