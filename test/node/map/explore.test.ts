// The map of a list with its script, as the real server sends it, in a real browser.
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityViolations, openPage, recordFaults } from '../support/browser.ts'
import type { Server } from '../support/server.ts'
import { useSite } from '../support/site.ts'

const places = [
  ...[
    [33.312, 44.361],
    [33.313, 44.362],
    [36.34, 43.13],
  ].map(([latitude, longitude]) => ({ latitude, longitude, precision: 'exact' })),
  { admin1: 'Sulaymaniyah', precision: 'admin1' },
]

const list = '/incidents?country=IQ&series=explore'

const publish = async ({ url, token }: Server): Promise<void> => {
  for (const place of places) {
    const answer = await fetch(`${url}/incidents?publish=true`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        event_type: 'remote_violence',
        date: '2022-01-05',
        series: 'explore',
        location: { country: 'IQ', ...place },
        sources: [{ publisher: 'Example News' }],
      }),
    })
    expect(answer.status).toBe(201)
  }
}

describe('the map of a list', () => {
  const site = useSite({ server: () => ({ command: 'npm start', vars: {} }), prepare: publish })

  const open = async (options: BrowserContextOptions = {}, path = list): Promise<Page> => {
    const page = await openPage(site.browser, options)
    await page.goto(`${site.server.url}${path}#map`)
    return page
  }

  it('takes the place of the drawing, and leads with the keyboard to the records of a circle', async () => {
    const page = await openPage(site.browser)
    const faults = recordFaults(page, site.server.url)
    await page.goto(site.server.url + list)
    await page.locator('.explore-map canvas').waitFor()
    expect(await page.locator('.drawn-map').count()).toBe(0)
    const plain = await open({ javaScriptEnabled: false })
    const drawing = await plain.locator('.drawn-map').boundingBox()
    expect(await page.locator('.explore-map').boundingBox()).toMatchObject({
      width: drawing?.width,
      height: drawing?.height,
    })
    await page.locator('.map-surface').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.map-selected').textContent()).toBe('')
    // Baghdad is east of the middle of Iraq.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await page.locator('.map-selected a').textContent()).toBe('List 2 incidents')
    expect(await accessibilityViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL(/bbox=/)
    expect(await page.locator('#results').textContent()).toBe('2 incidents')
    expect(new URL(page.url()).searchParams.get('geo_precision')).toBe('exact,near')
    expect(faults).toEqual([])
  })

  it('is moved, and selects the circle or the area that is tapped', async () => {
    const page = await open({ viewport: { width: 390, height: 800 }, hasTouch: true }, `${list}&lang=ar`)
    await page.locator('.explore-map canvas').waitFor()
    await page.locator('.map-surface').scrollIntoViewIfNeeded()
    const plain = await open({ javaScriptEnabled: false })
    const [left, top] = await Promise.all(
      ['cx', 'cy'].map((name) => plain.locator('.circles circle').first().getAttribute(name)),
    )
    const circle = { x: Number(left), y: Number(top) }
    const picture = () => page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
    const first = await picture()
    await page.locator('.map-zoom button').first().click()
    await expect.poll(picture).not.toBe(first)
    await page.locator('.map-zoom button').last().click()
    const { x = 0, y = 0, width = 0 } = (await page.locator('.map-surface').boundingBox()) ?? {}
    const tap = (at: typeof circle) =>
      page.touchscreen.tap(x + (at.x / 600) * width, y + (at.y / 600) * width)
    await tap(circle)
    const selected = page.locator('.map-selected a')
    expect(await selected.getAttribute('href')).toMatch(/\/incidents\?country=IQ&series=explore&.*bbox=/)
    const count = plain.locator('.area-counts text')
    const [areaX, areaY] = await Promise.all(['x', 'y'].map((name) => count.getAttribute(name)))
    await tap({ x: Number(areaX), y: Number(areaY) })
    expect(await selected.getAttribute('href')).toBe(
      '/incidents?series=explore&country=IQ&admin1=Sulaymaniyah&geo_precision=admin1',
    )
    expect(await selected.textContent()).toContain('حادثة واحدة')
  })

  it('stays a drawing without the points, and without a script', async () => {
    const page = await openPage(site.browser)
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.route('**/incidents.points*', (route) => route.abort())
    const failed = page.waitForEvent('requestfailed')
    await page.goto(`${site.server.url}${list}#map`)
    await failed
    await page.waitForTimeout(200)
    expect(await page.locator('.drawn-map .circles a').count()).toBe(2)
    expect(errors).toEqual([])
    const plain = await open({ javaScriptEnabled: false })
    expect(await plain.locator('.drawn-map .circles a').count()).toBe(2)
  })

  it('takes at most 20 KB, with the outlines of Iraq', async () => {
    const page = await openPage(site.browser)
    const sizes = new Map<string, number>()
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url())
      if (/^\/client\/|^\/outlines\/|\.points$/.test(pathname))
        sizes.set(pathname, gzipSync(await response.body(), { level: 9 }).length)
    })
    await page.goto(`${site.server.url}${list}#map`)
    await page.locator('.explore-map canvas').waitFor()
    expect([...sizes.keys()].sort()).toEqual([
      expect.stringMatching(/^\/client\/explore-en-\w+\.js$/),
      '/incidents.points',
      '/outlines/IQ.json',
      '/outlines/IQ.svg',
    ])
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    expect(total, JSON.stringify([...sizes])).toBeLessThan(20 * 1024)
  })

  it('is the only reason for a script on the list', async () => {
    const policyOf = async (path: string) => {
      const answer = await fetch(site.server.url + path, { headers: { accept: 'text/html' } })
      return answer.headers.get('Content-Security-Policy')
    }
    expect(await policyOf('/incidents')).toMatch(
      /^default-src 'none'; script-src 'self'; connect-src 'self'; /,
    )
    expect(await policyOf('/incidents?country=YE')).toMatch(/^default-src 'none'; style-src 'self'; /)
  })
})
