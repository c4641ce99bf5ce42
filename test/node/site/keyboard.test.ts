// The form and the receipt by keyboard alone, in a real browser, with its script and without.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser, openPage } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const maxStops = 60

/** The element that has the focus: its name or words, and whether a person sees that it has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body
    const { top, bottom, left, right } = at.getBoundingClientRect()
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    return {
      stop: at.getAttribute('name') || at.className || (at.textContent ?? '').trim().slice(0, 40),
      isInside: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      hasOutline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    }
  })

const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

/** Presses Tab until an element has the focus; returns the stops on the way. All must be seen. */
const tabTo = async (page: Page, selector: string, key = 'Tab'): Promise<string[]> => {
  const stops: string[] = []
  while (stops.length < maxStops) {
    await page.keyboard.press(key)
    const { stop, ...seen } = await focused(page)
    stops.push(stop)
    expect([stop, seen]).toEqual([stop, { isInside: true, hasOutline: true }])
    if (await hasFocus(page, selector)) return stops
  }
  throw new Error(`Tab does not lead to ${selector}, but to ${stops.join(', ')}.`)
}

const press = async (page: Page, key: string, times = 1): Promise<void> => {
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}

/** Chooses an option by arrows, which do the same in every language. */
const choose = async (page: Page, code: string): Promise<void> => {
  const steps = await page.evaluate((wanted) => {
    const { options, selectedIndex } = document.activeElement as HTMLSelectElement
    return [...options].findIndex(({ value }) => value === wanted) - selectedIndex
  }, code)
  await press(page, 'ArrowDown', steps)
}

const replaceWith = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

const value = (page: Page, name: string): Promise<string> => page.locator(`[name="${name}"]`).inputValue()

interface Way {
  readonly script: 'on' | 'off'
  readonly locale: 'en' | 'ar'
}

const openForm = async ({ script, locale }: Way): Promise<Page> => {
  const page = await openPage(site.browser, {
    javaScriptEnabled: script === 'on',
    locale,
    viewport: { width: 390, height: 844 },
  })
  await page.goto(`${site.server.url}/submit`)
  if (script === 'on') await page.locator('form.incident[data-ready]').waitFor()
  return page
}

/** Focuses the main part by the link that skips the navigation. */
const skip = async (page: Page): Promise<void> => {
  await page.keyboard.press('Tab')
  expect(await hasFocus(page, '.skip')).toBe(true)
  await page.keyboard.press('Enter')
  expect(await hasFocus(page, 'main')).toBe(true)
}

/** Has the focus at the beginning of the page again. */
const skipBack = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.querySelector<HTMLElement>('.skip')?.focus())
}

const send = '.send button.primary'

const ways: readonly Way[] = [
  { script: 'on', locale: 'en' },
  { script: 'off', locale: 'en' },
  { script: 'on', locale: 'ar' },
]

describe.each(ways)('by keyboard alone, script $script, in $locale', (way) => {
  const isScripted = way.script === 'on'
  let page: Page
  beforeAll(async () => {
    if (missingBrowser) return
    page = await openForm(way)
  })
  afterAll(() => page?.context().close())

  it('stops at the controls in the order in which they stand', async () => {
    await skip(page)
    const stops = await tabTo(page, send)
    const picker = isScripted ? [expect.any(String)] : []
    const exit = isScripted ? ['exit'] : []
    const map = isScripted ? ['map-button'] : []
    expect(stops).toEqual([
      ...[...exit, '_kind', 'date', ...picker, 'location.country', 'location.place', ...map],
      ...['summary', '_killed', '_hurt', '_open', '_source', '_open', 'primary'],
    ])
  })

  it('goes to the errors when the report is refused, and from there to the control', async () => {
    await tabTo(page, '[name="location.country"]', 'Shift+Tab')
    await choose(page, 'IQ')
    await tabTo(page, '[name=date]', 'Shift+Tab')
    await page.keyboard.type('yesterday-ish')
    await tabTo(page, '[name=_kind]', 'Shift+Tab')
    await choose(page, 'shelling')
    await tabTo(page, send)
    await page.keyboard.press('Enter')
    await page.locator('.summary:focus').waitFor()
    expect(await focused(page)).toMatchObject({ isInside: true, hasOutline: true })
    await tabTo(page, '.summary a[href="#in-date"]')
    await page.keyboard.press('Enter')
    expect(await hasFocus(page, '[name=date]')).toBe(true)
    await replaceWith(page, '2022-01-05')
  })

  it('opens a group, whose controls come next', async () => {
    await tabTo(page, '[name=_open][value=weapons]')
    await press(page, 'Enter')
    await page.locator('#group-weapons [name=_opened]').waitFor({ state: 'attached' })
    const first = '[name="weapons.0.type"]'
    await page.locator('form.incident:not([aria-busy])').waitFor()
    if (!isScripted) {
      // The browser goes to the group once the page is whole.
      await page.locator('#group-weapons:focus').waitFor()
      await tabTo(page, first)
    }
    await page.locator(`${first}:focus`).waitFor()
    await choose(page, 'rocket')
    await press(page, 'Tab')
    await page.keyboard.type('Katyusha')
    expect(await value(page, 'date')).toBe('2022-01-05')
  })

  it('keeps what was typed when the language changes', async () => {
    const other = way.locale === 'en' ? 'ar' : 'en'
    await skipBack(page)
    await tabTo(page, `.languages [lang=${other}]`)
    await press(page, 'Enter')
    await page.locator(`html[lang=${other}]`).waitFor()
    if (isScripted) await page.locator('form.incident[data-ready]').waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe(other === 'ar' ? 'rtl' : 'ltr')
    expect([await value(page, 'date'), await value(page, 'weapons.0.model')]).toEqual([
      '2022-01-05',
      'Katyusha',
    ])
    await skipBack(page)
    await page.keyboard.press('Enter')
  })

  it('files the report, and corrects it on its receipt', async () => {
    await tabTo(page, '[name=summary]')
    await page.keyboard.type('Two rockets')
    await tabTo(page, '[name=_source]')
    await page.keyboard.type('witness')
    await tabTo(page, '[name=date]', 'Shift+Tab')
    await replaceWith(page, 'yesterday')
    await tabTo(page, send)
    await press(page, 'Enter')
    await page.locator('.confirm:focus').waitFor()
    await tabTo(page, '.confirm button.primary')
    await press(page, 'Enter')
    await page.waitForURL('**/receipts/*')
    if (isScripted) await page.locator('form.incident[data-ready]').waitFor()
    await skip(page)
    await tabTo(page, '[name=summary]')
    await replaceWith(page, 'Three rockets')
    await tabTo(page, send)
    const answered = page.waitForEvent('load')
    await press(page, 'Enter')
    await answered
    expect(await page.locator('.filed').textContent()).toContain('Three rockets')
  })
})

describe('by keyboard alone, what the script adds', () => {
  let page: Page
  /** The countries whose places were asked for. */
  const asked: string[] = []

  beforeAll(async () => {
    if (missingBrowser) return
    page = await openForm({ script: 'on', locale: 'ar' })
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (/^\/places\/..\.json$/.test(pathname) && !asked.includes(pathname)) asked.push(pathname)
    })
  })
  afterAll(() => page?.context().close())

  it('offers days, and Esc leads back', async () => {
    await tabTo(page, '.day-picker button')
    await press(page, 'Enter')
    await press(page, 'Escape')
    expect(await hasFocus(page, '.day-picker *')).toBe(true)
  })

  it('chooses a place from the list by arrows and Enter, and closes it by Esc', async () => {
    await tabTo(page, '[name="location.country"]')
    await choose(page, 'IQ')
    await tabTo(page, '[name="location.place"]')
    await page.locator('[name="location.place"][role=combobox]').waitFor()
    const options = page.locator('[role=option]')
    await page.keyboard.type('Faluja')
    await options.first().waitFor()
    await press(page, 'Escape')
    expect(await options.count()).toBe(0)
    await press(page, 'ArrowDown')
    await options.first().waitFor()
    await press(page, 'ArrowDown')
    const active = page.locator('[role=option][aria-selected=true]')
    const named = await active.getAttribute('id')
    const place = page.locator('[name="location.place"]')
    expect(await place.getAttribute('aria-activedescendant')).toBe(named)
    await press(page, 'Enter')
    expect(await hasFocus(page, '[name="location.place"]')).toBe(true)
    expect(await value(page, 'location.precision')).toBe('near')
    expect(await options.count()).toBe(0)
    // Not those of the countries on the way.
    expect(asked).toEqual(['/places/IQ.json'])
  })
})
