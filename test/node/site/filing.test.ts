// How much it takes to file a report, on a phone and a wide screen, in each language and scheme, with and without script.
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { horizontalOverflow, openPage } from '../support/browser.ts'
import { record, withoutStamps } from '../support/founding-case.ts'
import { giveIncident3, Hand } from '../support/hand.ts'
import { useSite } from '../support/site.ts'

/** What was counted, for those who compare forms. */
const measured = new Map<string, object>()

const site = useSite({
  prepare: async (server) => {
    await server.admin('/incidents?publish=true', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(record(9)),
    })
  },
})
afterAll(() => {
  for (const [what, figures] of measured) console.info(`${what}: ${JSON.stringify(figures)}`)
})

type Width = 390 | 1280
type Scheme = 'light' | 'dark'
type Script = 'on' | 'off'
type Locale = 'en' | 'ar'
type Way = readonly [width: Width, scheme: Scheme, script: Script, locale: Locale]

/** Every two values of two properties meet in one of these. */
const ways: readonly Way[] = [
  [390, 'light', 'on', 'en'],
  [390, 'dark', 'off', 'ar'],
  [1280, 'light', 'off', 'ar'],
  [1280, 'dark', 'on', 'ar'],
  [1280, 'dark', 'off', 'en'],
]

const openForm = async ([width, colorScheme, script, locale]: Way): Promise<Page> => {
  const page = await openPage(site.browser, {
    viewport: { width, height: 844 },
    colorScheme,
    javaScriptEnabled: script === 'on',
    locale,
  })
  await page.goto(`${site.server.url}/submit`)
  if (script === 'on') await page.locator('form.incident[data-ready]').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe(locale)
  return page
}

/** The record that has this reference or this summary, without what only the server says. */
const filed = async (text: string): Promise<object | undefined> => {
  const answer = await site.server.admin('/incidents.json?status=submitted')
  const { incidents } = (await answer.json()) as { incidents: { reference: string; summary: string }[] }
  const found = incidents.find((each) => each.reference === text || each.summary === text)
  return found && withoutStamps(found)
}

describe('founding incident 3 whole', () => {
  /** The typed characters beside those of the reference. */
  const characters = { en: 2558, ar: 2564 }

  it.each(ways)('at %i pixels, %s, script %s, in %s', async (...way) => {
    const [, , , locale] = way
    const page = await openForm(way)
    const hand = new Hand(page)
    const wanted = { ...record(3), reference: way.join('-') }
    await giveIncident3(hand, wanted, locale === 'ar' ? 'لا يوجد' : 'none')
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0)
    await hand.send()
    expect(await filed(wanted.reference)).toEqual(wanted)
    const { steps, taps, characters: typed } = hand.counts
    const counts = { steps, taps, characters: typed - wanted.reference.length }
    expect(counts).toEqual({ steps: 105, taps: 125, characters: characters[locale] })
    measured.set(`incident 3, ${locale}`, counts)
    await page.context().close()
  })
})

describe('the shortest report', () => {
  const texts = {
    en: { place: 'Hit', summary: 'Two rockets hit a house.' },
    ar: { place: 'هيت', summary: 'أصاب صاروخان منزلًا.' },
  } as const

  it.each(ways)('at %i pixels, %s, script %s, in %s', async (...way) => {
    const [width, , , locale] = way
    const page = await openForm(way)
    const controls = page.locator('.first input:not([type=hidden], .spoken), .first select, .first textarea')
    expect(await controls.count()).toBe(8)
    const bottom = await page
      .locator('.send button')
      .first()
      .evaluate((at) => at.getBoundingClientRect().bottom)
    const hand = new Hand(page)
    const { place, summary } = texts[locale]
    const text = `${summary} ${way.join(' ')}`
    await hand.giveAll({ _kind: 'shelling', date: '2022-01-05', 'location.country': 'IQ' })
    await hand.giveAll({ 'location.place': place, summary: text, _source: 't.me/abc/12' })
    await hand.send()
    expect(await filed(text)).toMatchObject({
      event_type: 'remote_violence',
      event_subtype: 'shelling',
      date: '2022-01-05',
      location: { country: 'IQ', place },
      sources: [{ url: 'https://t.me/abc/12' }],
    })
    const characters = [...`2022-01-05${place}${text}t.me/abc/12`].length
    expect(hand.counts).toEqual({ steps: 7, taps: 9, characters })
    measured.set(`shortest, ${locale}, ${width}`, { ...hand.counts, screens: bottom / 844 })
    await page.context().close()
  })
})
