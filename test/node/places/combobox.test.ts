import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityViolations, launchBrowser, missingBrowser, openPage } from '../support/browser.ts'
import { shippedPlaces } from './real-places.ts'
import { bundlePlaces, serveForm } from './serve-form.ts'

const chosen = {
  'location.admin1': 'Anbar',
  'location.coordinates_from': 'gazetteer',
  'location.precision': 'near',
}

const sentValues = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const form = document.querySelector('form') as HTMLFormElement
    return Object.fromEntries(
      [...new FormData(form)].flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]])),
    )
  })

const options = (page: Page): Promise<string[]> => page.locator('[role=option]').allTextContents()

const type = async (page: Page, text: string): Promise<void> => {
  await page.locator('#place').fill('')
  await page.locator('#place').pressSequentially(text)
  await page.locator('[role=option]').first().waitFor()
}

describe.skipIf(missingBrowser !== undefined)('the place of a report, with the script', () => {
  let browser: Browser
  let site: Awaited<ReturnType<typeof serveForm>>
  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launchBrowser(), serveForm()])
  })
  afterAll(async () => {
    site.stop()
    await browser.close()
  })
  const open = async (path = '/', viewport = { width: 390, height: 800 }): Promise<Page> => {
    const page = await openPage(browser, { viewport })
    await page.goto(site.origin + path)
    return page
  }
  const openIn = async (country: string, path = '/'): Promise<Page> => {
    const page = await open(path)
    await page.locator('#country').selectOption(country)
    return page
  }

  it('is chosen by arrow keys and Enter, and sets its province and point', async () => {
    const page = await openIn('IQ')
    await type(page, 'ramad')
    const place = page.locator('#place')
    expect(await place.getAttribute('aria-expanded')).toBe('true')
    await place.press('ArrowDown')
    const active = await place.getAttribute('aria-activedescendant')
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await place.press('Enter')
    const sent = await sentValues(page)
    expect(sent).toMatchObject({ 'location.place': 'Ramadi', ...chosen })
    expect(Number(sent['location.latitude'])).toBeCloseTo(33.42, 1)
    expect(await page.locator('.chosen-place').textContent()).toBe(
      'Ramadi, Anbar — from GeoNames, near. Clear',
    )
    expect(await place.getAttribute('aria-expanded')).toBe('false')
  })

  it('loses what came from the choice when another name is typed, and all by the button', async () => {
    const page = await openIn('IQ')
    await type(page, 'ramad')
    await page.locator('[role=option]').first().click()
    await page.locator('#place').press('End')
    await page.locator('#place').pressSequentially('x')
    expect(await sentValues(page)).toEqual({ 'location.country': 'IQ', 'location.place': 'Ramadix' })
    await type(page, 'ramad')
    await page.locator('[role=option]').first().click()
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await sentValues(page)).toEqual({ 'location.country': 'IQ' })
  })

  it('may be a province, which has no point', async () => {
    const page = await openIn('IQ')
    await type(page, 'anbar')
    await page.locator('[role=option]').first().click()
    expect(await sentValues(page)).toEqual({
      ...{ 'location.country': 'IQ', 'location.admin1': 'Anbar', 'location.precision': 'admin1' },
    })
  })

  it('may be a place of published records', async () => {
    const page = await openIn('IQ')
    await type(page, 'ain al')
    expect((await options(page))[0]).toBe('Ain al-Asad Air Base Anbar · records of this site')
  })

  it('stays a text as it is typed, without a country or a known name, or after Escape', async () => {
    const page = await open()
    await page.locator('#place').pressSequentially('ramadi')
    await page.getByText('Choose the country first.').waitFor({ state: 'attached' })
    await page.locator('#country').selectOption('IQ')
    await type(page, 'ramad')
    await page.locator('#place').press('Escape')
    expect(await page.locator('[role=option]').count()).toBe(0)
    expect(await page.locator('#place').inputValue()).toBe('ramad')
  })

  it('has Arabic names first on an Arabic page, for either script', async () => {
    const page = await openIn('IQ', '/ar')
    for (const typed of ['الموص', 'mosul']) {
      await type(page, typed)
      expect((await options(page))[0]).toMatch(/^الموصل نينوى · Mosul/)
    }
  })

  it('loses the point of a draft too when another name is typed, unless the point is of no known place', async () => {
    const page = await openIn('IQ')
    const restore = (latitude: string) =>
      page.evaluate((value) => {
        const fields = {
          latitude: value,
          longitude: '43.30777',
          coordinates_from: 'gazetteer',
          precision: 'near',
        }
        const more = document.querySelector('#more') as Element
        more.innerHTML = Object.entries(fields)
          .map(([name, each]) => `<input name="location.${name}" aria-label="${name}" value="${each}">`)
          .join('')
      }, latitude)
    const known = shippedPlaces('IQ').towns.find(([name]) => name === 'Ramadi')
    await restore('33.5')
    await page.locator('#place').pressSequentially('Fallu')
    expect(await sentValues(page)).toMatchObject({ 'location.latitude': '33.5' })
    await restore(String(known?.[3]))
    await page.locator('[name="location.longitude"]').fill(String(known?.[4]))
    await page.locator('#place').fill('Falluj')
    await expect
      .poll(() => sentValues(page))
      .toEqual({ 'location.country': 'IQ', 'location.place': 'Falluj' })
  })

  it('moves into the fields of a group that is opened later', async () => {
    const page = await openIn('IQ')
    await type(page, 'ramad')
    await page.locator('[role=option]').first().click()
    await page.evaluate(() => {
      const more = document.querySelector('#more') as Element
      more.innerHTML = '<p><label>Province <input id="a1" name="location.admin1" value="Anbar"></label></p>'
    })
    await expect.poll(() => page.locator('[name="location.admin1"]').count()).toBe(1)
    await page.locator('#a1').fill('nin')
    expect((await options(page))[0]).toMatch(/^Ninawa/)
  })

  it.each([390, 1280])(
    'has nothing that axe-core finds at %i pixels, and 44 pixels for a thumb',
    async (width) => {
      const page = await open('/', { width, height: 800 })
      await page.locator('#country').selectOption('IQ')
      await type(page, 'ba')
      expect(await accessibilityViolations(page)).toEqual([])
      const box = await page.locator('[role=option]').first().boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(44)
      await page.locator('[role=option]').first().click()
      expect(await accessibilityViolations(page)).toEqual([])
    },
  )
})

describe('the script of the places', () => {
  it('runs without modules of Node', async () => {
    const code = await bundlePlaces("export { attachPlaces } from './src/client/places/attach-places.ts'")
    expect(code).not.toMatch(/node:/)
  })
})
