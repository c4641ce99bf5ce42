/** How soon Chromium, slowed down four times, shows 50,000 points on the map of a list, and how smoothly it moves. */
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../test/node/support/browser.ts'
import { emptyStore } from './environment.ts'
import { importRecords } from './load-records.ts'
import { generateRecord } from './records.ts'
import type { Row } from './results.ts'
import { type Server, serveSitrep } from './servers.ts'

const points = 50_000
const recordsPerImport = 10_000
const slowdown = 4
const [maxFirstPicture, maxFrame] = [1000, 50]
const [drags, stepsPerDrag] = [4, 40]

/** Returns a record with a point somewhere in and around Iraq. */
const bodyOf = (i: number): string => {
  const record = generateRecord(i)
  const [x, y] = [(i * 0.618034) % 1, (i * 0.7548777) % 1]
  const location = {
    country: 'IQ',
    latitude: Number((29.5 + 7.5 * y).toFixed(4)),
    longitude: Number((39 + 9 * x).toFixed(4)),
    precision: 'exact',
  }
  return JSON.stringify({ ...record, location })
}

const fill = async (server: Server): Promise<void> => {
  for (let from = 0; from < points; from += recordsPerImport)
    await importRecords(server, bodyOf, from, from + recordsPerImport)
}

const openSlowPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return page
}

interface Times {
  /** When the map was first painted, in milliseconds after the page was there. */
  picture?: number
  frames: number[]
}

/** Notes in the page when the map is painted, and how long each frame takes. */
const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const times: Times = { frames: [] }
    Object.assign(window, { times })
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.explore-map')) return
      observer.disconnect()
      requestAnimationFrame(() =>
        setTimeout(() => {
          const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
          times.picture = performance.now() - (page?.domContentLoadedEventEnd ?? 0)
        }),
      )
    }).observe(document, { childList: true, subtree: true })
  })
}

const readTimes = (page: Page): Promise<Times> =>
  page.evaluate(() => (window as unknown as { times: Times }).times)

/** Drags the map to and fro. Returns the milliseconds between its frames. */
const drag = async (page: Page): Promise<number[]> => {
  await page.locator('.map-surface').scrollIntoViewIfNeeded()
  await page.locator('.map-zoom button').first().click()
  const box = await page.locator('.map-surface').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 180, (box?.y ?? 0) + 100]
  await page.evaluate(() => {
    const { frames } = (window as unknown as { times: Times }).times
    let last = performance.now()
    const note = (now: number) => {
      frames.push(now - last)
      last = now
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 1; i <= drags * stepsPerDrag; i++) {
    const swing = Math.sin((i / stepsPerDrag) * Math.PI)
    await page.mouse.move(x + 100 * swing, y + 60 * swing)
  }
  await page.mouse.up()
  return (await readTimes(page)).frames.slice(2)
}

const toRow = (what: string, ours: number, limit: number): Row => ({
  ...{ what, ours: `${ours.toFixed(0)} ms`, limit: `${limit} ms`, ratio: `${(ours / limit).toFixed(2)} ×` },
})

/** Measures the map of a list of 50,000 points. */
export async function* map(): AsyncGenerator<Row> {
  const [server, browser] = [await serveSitrep(emptyStore('map')), await launchBrowser()]
  try {
    await fill(server)
    const page = await openSlowPage(browser)
    await watch(page)
    // The first request of a store starts the runtime.
    await page.goto(`${server.url}/incidents?limit=1`)
    await page.goto(`${server.url}/incidents?country=IQ#map`)
    await page.locator('.explore-map canvas').waitFor()
    await page.waitForTimeout(1000)
    const { picture = Number.NaN } = await readTimes(page)
    const frames = await drag(page)
    yield toRow('map of 50,000 points, 4 × slower, first picture after the page', picture, maxFirstPicture)
    yield toRow('map of 50,000 points, 4 × slower, longest frame of panning', Math.max(...frames), maxFrame)
  } finally {
    await browser.close()
    await server.stop()
  }
}
