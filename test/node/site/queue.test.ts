// The queue by keyboard alone, in a real browser: twenty reports in each language, and each way of deciding on them.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ar } from '../../../src/messages/ar.ts'
import { en } from '../../../src/messages/en.ts'
import { accessibilityViolations, horizontalOverflow, missingBrowser, openPage } from '../support/browser.ts'
import { Keyboard } from '../support/keyboard.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

/** What each language reviews. */
const ways = {
  en: { messages: en, country: 'IQ', title: (i: number) => `Rockets <b>${i}</b>` },
  ar: { messages: ar, country: 'SY', title: (i: number) => `صواريخ ${i}` },
}
type Locale = keyof typeof ways

const jsonHeaders = { 'Content-Type': 'application/json' }

/** The report of an index: each at a place and time of its own, but three of one salvo. */
const reportAt = (locale: Locale, i: number) => {
  const { country, title } = ways[locale]
  const isSalvo = i >= 5 && i < 8
  const day = new Date(Date.UTC(2021, 0, 1 + 25 * (isSalvo ? 5 : i)))
  return {
    ...{ event_type: 'remote_violence', date: day.toISOString().slice(0, 10), title: title(i) },
    summary: i < 5 ? 'Rokets fell.' : 'Rockets fell.',
    location: { country, place: isSalvo ? 'Ain al-Asad' : `Post ${i * 7}` },
    ...(isSalvo ? { weapons: [{ type: 'rocket', ...(i < 7 ? { fired: i - 1 } : {}) }] } : {}),
    sources: [{ publisher: `Example News ${i}` }],
  }
}

interface Filed {
  readonly incident: { readonly id: string }
  readonly receipt: string | null
}

/** Files the twenty reports: two by the public, who can be asked. Returns the receipts of those. */
const fileReports = async (locale: Locale): Promise<string[]> => {
  const send = async (indexes: readonly number[], isPublic: boolean) => {
    const body = JSON.stringify(indexes.map((i) => reportAt(locale, i)))
    const init = { method: 'POST', headers: jsonHeaders, body }
    const answer = await (isPublic
      ? fetch(`${site.server.url}/incidents`, init)
      : site.server.admin('/incidents', init))
    return ((await answer.json()) as { results: Filed[] }).results
  }
  const all = Array.from({ length: 20 }, (_, i) => i)
  await send(
    all.filter((i) => i !== 8 && i !== 9),
    false,
  )
  return (await send([8, 9], true)).map(({ receipt }) => receipt ?? '')
}

const checkPage = async (page: Page): Promise<void> => {
  expect(await accessibilityViolations(page)).toEqual([])
  expect(await horizontalOverflow(page)).toBe(0)
}

/** One who reviews in a language, from a page of the queue on. */
const openReview = async (locale: Locale) => {
  const { messages, country, title } = ways[locale]
  const { desk, translate } = messages
  const page = await openPage(site.browser, { locale, viewport: { width: 1280, height: 900 } })
  await page.context().addCookies([{ name: 'sitrep_token', value: site.server.token, url: site.server.url }])
  const filters = `?country=${country}&sort=date`
  const openQueue = () => page.goto(`${site.server.url}/queue${filters}`)
  await openQueue()
  const keys = new Keyboard(page)
  /** Which entry is shown, and what the page says of the last one. */
  const shown = async () => {
    const [heading, said] = [page.locator('h1'), page.locator('[role=status] p')]
    return [await heading.textContent(), (await said.count()) > 0 ? (await said.textContent())?.trim() : '']
  }
  const done = (status: string, i: number) => `${translate(status)}: ${title(i)}`
  /** Chooses a usual reason, and decides. */
  const decide = async (key: string, reason = '') => {
    await keys.access('5')
    await keys.choose(reason)
    await keys.leadByAccess(key)
  }
  /** Mends the typo of the entry, and publishes it. */
  const mend = async () => {
    await keys.leadByAccess('3')
    await page.locator('form.incident[data-ready]').waitFor()
    await keys.tabTo('[name=summary]')
    await keys.replaceWith('Rockets fell.')
    await Promise.all([page.waitForURL(/\/queue\//), keys.access('1')])
  }
  /** Asks the filer, and goes on to the next entry. */
  const ask = async (text: string) => {
    await keys.access('6')
    await keys.replaceWith(text)
    await keys.tabTo('form[action$="/questions"] button')
    await keys.lead()
    expect(page.url()).toContain(`${filters}#questions`)
    await keys.leadByAccess('9')
  }
  const takes = () => page.locator('form.assignee').textContent()
  return { page, keys, filters, openQueue, shown, done, decide, mend, ask, takes, title, desk, translate }
}

/** The numbers of reports by status. */
const countStatuses = async (country: string) => {
  const count = async (status: string) => {
    const answer = await site.server.admin(`/incidents.json?country=${country}&status=${status}`)
    return [status, ((await answer.json()) as { incidents: unknown[] }).incidents.length] as const
  }
  return Object.fromEntries(await Promise.all(['submitted', 'published', 'rejected', 'merged'].map(count)))
}

describe.each(['en', 'ar'] as const)('twenty reports by keys alone, in %s', (locale) => {
  let receipts: string[] = []
  let review: Awaited<ReturnType<typeof openReview>>
  beforeAll(async () => {
    if (missingBrowser) return
    receipts = await fileReports(locale)
    review = await openReview(locale)
  })
  afterAll(() => review?.page.context().close())

  it('are mended and published, five in a row', async () => {
    const { keys, shown, done, mend, takes, title, desk } = review
    await keys.leadByAccess('9')
    await keys.leadByAccess('4')
    expect(await takes()).toContain(desk.release)
    for (let i = 0; i < 5; i++) {
      expect(await shown()).toEqual([title(i), i === 0 ? '' : done('Published', i - 1)])
      await mend()
      // Who works through the queue has the next report in hand.
      expect(await takes()).toContain(desk.release)
    }
  })

  it('are merged, three into one that is published', async () => {
    const { page, keys, shown, decide, title, desk, translate } = review
    expect((await shown())[0]).toBe(title(5))
    await keys.leadByAccess('7')
    await keys.tabTo('input[name="/weapons/0/fired"]')
    await keys.press('ArrowDown')
    await keys.leadByAccess('2')
    await checkPage(page)
    await keys.leadByAccess('1')
    expect(await shown()).toEqual([title(5), desk.doneMany(translate('Merged'), 2)])
    await decide('1', desk.reasons.publish[0])
  })

  it('are asked about, rejected, published, and one decision is taken back', async () => {
    const { page, keys, filters, shown, done, decide, ask, title, desk } = review
    expect(await shown()).toEqual([title(8), done('Published', 5)])
    for (const i of [8, 9]) {
      expect((await shown())[0]).toBe(title(i))
      await ask('How many <b>rockets</b>? كم؟')
    }
    await keys.leadByAccess('8')
    await checkPage(page)
    await keys.leadByAccess('9')
    expect((await shown())[0]).toBe(title(10))
    await decide('2', desk.reasons.reject[1])
    expect(await shown()).toEqual([title(11), done('Rejected', 10)])
    for (const _ of [11, 12, 13]) await decide('1', desk.reasons.publish[0])
    await decide('2', desk.reasons.reject[1])
    expect(await shown()).toEqual([title(15), done('Rejected', 14)])
    await keys.leadByAccess('0')
    expect((await shown())[1]).toBe(done('Submitted', 14))
    expect(new URL(page.url()).search.startsWith(filters)).toBe(true)
  })

  it('are published together after a rehearsal', async () => {
    const { page, keys, shown, decide, desk, translate } = review
    await keys.tabTo('[name=from]')
    await keys.replaceWith(reportAt(locale, 14).date)
    await keys.lead()
    await keys.access('5')
    await keys.tabTo('[name=_all]')
    await keys.press('Space')
    await keys.leadByAccess('1')
    await page.setViewportSize({ width: 390, height: 844 })
    await checkPage(page)
    await decide('1', desk.reasons.publish[1])
    expect((await shown())[1]).toBe(desk.doneMany(translate('Published'), 6))
  })

  it('have an answer of the filer on the receipt, and are then as decided', async () => {
    const { page, keys, openQueue, shown, decide, title, desk } = review
    const filer = new Keyboard(await openPage(site.browser, { locale, javaScriptEnabled: false }))
    await filer.page.goto(site.server.url + receipts[0])
    await filer.tabTo('form[action$="/questions"] textarea')
    await filer.replaceWith('Two <b>rockets</b>.')
    await filer.tabTo('form[action$="/questions"] button')
    await filer.lead()
    await filer.page.context().close()
    await openQueue()
    expect(await page.locator('tbody .help').allTextContents()).toEqual([
      ways[locale].messages.remarks.answered,
      ways[locale].messages.remarks.asked,
    ])
    await keys.leadByAccess('9')
    expect(await page.locator('.decisions').textContent()).toContain('Two <b>rockets</b>.')
    // On a narrow window the facts come first.
    const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0
    expect(await topOf('.reported')).toBeLessThan(await topOf('.decisions'))
    await decide('1', desk.reasons.publish[0])
    expect((await shown())[0]).toBe(title(9))
    const states = { submitted: 1, published: 16, rejected: 1, merged: 2 }
    expect(await countStatuses(ways[locale].country)).toEqual(states)
    const listed = await fetch(`${site.server.url}/incidents.json?country=${ways[locale].country}`)
    const { incidents } = (await listed.json()) as { incidents: { title: string; summary: string }[] }
    const left = [6, 7, 9, 10].map(title)
    const published = Array.from({ length: 20 }, (_, i) => title(i)).filter((each) => !left.includes(each))
    expect(incidents.map((each) => each.title).sort()).toEqual(published.sort())
    expect(new Set(incidents.map(({ summary }) => summary))).toEqual(new Set(['Rockets fell.']))
    // Ten keys for each report at most, without the letters of texts.
    expect(keys.presses).toBeLessThanOrEqual(200)
  })
})
