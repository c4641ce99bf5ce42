// The map of the real form, as the real server sends it, in a real browser.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityViolations, openPage, recordFaults } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const phone = { viewport: { width: 390, height: 800 } }
const place = '[name="location.place"]'
const erbil = { latitude: 36.19, longitude: 44.01 }

describe('the map of the form', () => {
  const site = useSite({
    server: () => ({ command: 'npm start', vars: { PUBLIC_SUBMISSIONS: 'true' } }),
  })

  const open = async (path = '/submit', options: BrowserContextOptions = phone): Promise<Page> => {
    const page = await openPage(site.browser, options)
    await page.goto(site.server.url + path)
    await page.locator('form[data-ready]').waitFor()
    return page
  }
  const openMap = async (page: Page, country = 'IQ'): Promise<void> => {
    await page.locator('[name="location.country"]').selectOption(country)
    await page.locator('.map-button').click()
    await page.locator('.map svg .own, .map svg .disputed').first().waitFor({ state: 'attached' })
  }
  const sentValues = (page: Page): Promise<Record<string, string>> =>
    page.evaluate(() => {
      const form = document.querySelector('form.incident') as HTMLFormElement
      return Object.fromEntries(
        [...new FormData(form)].flatMap(([name, value]) =>
          name.startsWith('location.') && value !== '' ? [[name.slice(9), String(value)]] : [],
        ),
      )
    })
  /** Returns where a town's dot is on the map, by its name. */
  const findTown = async (page: Page, name: string) => {
    const map = await page.locator('.map').boundingBox()
    const text = page.locator('.map text', { hasText: new RegExp(`^${name}$`) })
    const [x, y] = await Promise.all([text.getAttribute('x'), text.getAttribute('y')])
    // A name is 6 pixels right of its dot and 4 below; the map has a border of 1.
    return { x: (map?.x ?? 0) + 1 + Number(x) - 6, y: (map?.y ?? 0) + 1 + Number(y) - 4 }
  }

  it('sets the point that is tapped, and what follows from it', async () => {
    const page = await open('/submit', { ...phone, hasTouch: true })
    const faults = recordFaults(page, site.server.url)
    await openMap(page)
    await page.locator(place).fill('a village')
    await page.locator('.map').scrollIntoViewIfNeeded()
    const dot = await findTown(page, 'Baghdad')
    await page.touchscreen.tap(dot.x, dot.y)
    const sent = await sentValues(page)
    expect(sent).toMatchObject({ place: 'a village', coordinates_from: 'map', precision: 'near' })
    expect(sent.latitude).toMatch(/^33\.\d{4}$/)
    expect(Math.abs(Number(sent.latitude) - 33.34)).toBeLessThan(0.05)
    expect(Math.abs(Number(sent.longitude) - 44.4)).toBeLessThan(0.05)
    expect(await page.locator('.chosen-place').textContent()).toBe(
      `Point on the map: ${sent.latitude}, ${sent.longitude} — near. Clear`,
    )
    await page.locator(place).press('End')
    await page.locator(place).pressSequentially('s')
    expect(await sentValues(page)).toEqual({ ...sent, place: 'a villages' })
    await page.locator('.chosen-place button').click()
    expect(await sentValues(page)).toEqual({ country: 'IQ', place: 'a villages' })
    expect(await page.locator('.map .point').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('is worked by keys alone: opened, moved, zoomed, and the point set by Enter', async () => {
    const page = await open()
    await page.locator('[name="location.country"]').selectOption('IQ')
    await page.locator(place).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.map svg .own').waitFor({ state: 'attached' })
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('map')
    await page.keyboard.press('Enter')
    const first = await sentValues(page)
    for (const key of ['+', 'ArrowRight', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    const second = await sentValues(page)
    expect(Number(second.longitude)).toBeGreaterThan(Number(first.longitude))
    expect(Number(second.latitude)).toBeGreaterThan(Number(first.latitude))
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Enter')
    expect(Number((await sentValues(page)).longitude)).toBeLessThan(Number(second.longitude))
    expect(new URL(page.url()).pathname).toBe('/submit')
  })

  it('is moved by a drag, which sets no point, and zoomed by buttons', async () => {
    const page = await open()
    await openMap(page)
    await page.locator('.map').scrollIntoViewIfNeeded()
    const before = await findTown(page, 'Baghdad')
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await page.locator('.map').scrollIntoViewIfNeeded()
    const { x, y } = await findTown(page, 'Baghdad')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 40, y + 30, { steps: 4 })
    await page.mouse.up()
    const after = await findTown(page, 'Baghdad')
    expect([after.x - x, after.y - y].map(Math.round)).toEqual([-40, 30])
    expect(before).not.toEqual(after)
    expect(await sentValues(page)).toEqual({ country: 'IQ' })
  })

  it('shows a chosen town as a point, and another country', async () => {
    const page = await open()
    await openMap(page)
    await page.locator(place).pressSequentially('erbi')
    await page.locator('.suggestions [role=option]').first().click()
    expect(await sentValues(page)).toMatchObject({ coordinates_from: 'gazetteer' })
    const point = page.locator('.map .point')
    await point.waitFor()
    await page.locator('.map').focus()
    const [cx, cy] = [await point.getAttribute('cx'), await point.getAttribute('cy')]
    await page.locator('.map').click({ position: { x: Number(cx), y: Number(cy) } })
    const sent = await sentValues(page)
    expect(sent).toMatchObject({ place: 'Erbil', coordinates_from: 'map' })
    expect(Math.abs(Number(sent.latitude) - erbil.latitude)).toBeLessThan(0.05)
    expect(Math.abs(Number(sent.longitude) - erbil.longitude)).toBeLessThan(0.05)
    await page.locator('[name="location.country"]').selectOption('UA')
    await page.locator('.map text', { hasText: 'Kyiv' }).waitFor()
    expect(await page.locator('.map .point').count()).toBe(0)
    expect(await page.locator('.map .disputed').count()).toBeGreaterThan(1)
    expect(await page.getByText('Dashed lines: ground that more than one country claims.').isVisible()).toBe(
      true,
    )
  })

  it('asks for the country first, and says so if there is no map', async () => {
    const page = await open()
    await page.locator('.map-button').click()
    await page.getByText('Choose the country first. The map shows it.').waitFor()
    await page.locator('[name="location.country"]').selectOption('XZ')
    await page.locator('.map-button').click()
    await page.getByText('The map is not available now.').waitFor()
  })

  it('loads nothing of the map before it is opened', async () => {
    const page = await openPage(site.browser, phone)
    const paths: string[] = []
    page.on('request', (request) => paths.push(new URL(request.url()).pathname))
    await page.goto(`${site.server.url}/submit`)
    await page.locator('form[data-ready]').waitFor()
    const ofMap = () => paths.filter((path) => /\/(?:map-|places-|outlines\/)/.test(path))
    expect(ofMap()).toEqual([])
    await openMap(page)
    expect(ofMap().some((path) => path === '/outlines/IQ.json')).toBe(true)
  })

  it.each([
    ['ar', 'light', 390],
    ['ar', 'dark', 1280],
    ['en', 'dark', 390],
    ['en', 'light', 1280],
  ] as const)('has nothing that axe-core finds, in %s, %s, at %i pixels', async (lang, scheme, width) => {
    const page = await open(`/submit?lang=${lang}`, { viewport: { width, height: 800 }, colorScheme: scheme })
    await openMap(page, 'SY')
    await page.locator('.map').click({ position: { x: 100, y: 100 } })
    expect(await sentValues(page)).toMatchObject({ coordinates_from: 'map' })
    expect(await accessibilityViolations(page)).toEqual([])
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(isWide).toBe(false)
    const names = await page.locator('.map text').allTextContents()
    expect(names.some((name) => /[\u0600-\u06ff]/.test(name))).toBe(lang === 'ar')
    for (const control of await page.locator('.map-buttons button').all())
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    if (process.env.SCREENSHOTS)
      await page
        .locator('.field', { has: page.locator('.map') })
        .first()
        .screenshot({
          path: `${process.env.SCREENSHOTS}/map-${lang}-${scheme}-${width}.png`,
        })
  })
})
