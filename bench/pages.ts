/** How soon pages are painted in Chromium slowed down, on all records, and how much of them moves. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/node/support/browser.ts'
import { fillStore, runs, store } from './environment.ts'
import { median, type Row } from './results.ts'
import { serveSitrep } from './servers.ts'

/** How many times slower the processor of the browser is. */
const slowdown = 4

const viewport = { width: 390, height: 844 }

interface Visit {
  /** The largest paint, in milliseconds since the page was asked for. */
  readonly paint: number
  /** The cumulative layout shift. */
  readonly shift: number
  readonly requests: number
}

/** Opens a page with an empty cache. */
const visit = async (browser: Browser, url: string): Promise<Visit> => {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  let requests = 0
  page.on('request', () => {
    requests += 1
  })
  await page.addInitScript(() => {
    const seen = { paint: 0, shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      seen.paint = list.getEntries().at(-1)?.startTime ?? seen.paint
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.waitForTimeout(500)
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { paint: number; shift: number } }).seen,
  )
  await context.close()
  return { ...seen, requests }
}

/** Serves one text at every path; returns its origin, and a function that ends it. */
const serveText = async (text: string) => {
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(text),
  )
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  }
}

const withoutParts = (html: string): string =>
  html.replace(/<link[^>]*>/g, '').replace(/<script[\s\S]*?<\/script>/g, '')

/** Returns the row of a page, beside its text alone: without style sheet, script and server. */
const measurePage = async (browser: Browser, what: string, url: string): Promise<Row> => {
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
  const bare = await serveText(withoutParts(html))
  const [ours, limits]: [Visit[], number[]] = [[], []]
  for (let i = 0; i < runs; i++) {
    ours.push(await visit(browser, url))
    limits.push((await visit(browser, bare.url)).paint)
  }
  bare.stop()
  const [paint, limit] = [median(ours.map((each) => each.paint)), median(limits)]
  const [shift, requests] = [
    Math.max(...ours.map((each) => each.shift)),
    Math.max(...ours.map((each) => each.requests)),
  ]
  return {
    what: `largest paint of ${what}, processor ${slowdown} times slower`,
    ours: `${paint.toFixed(0)} ms, shift ${shift.toFixed(3)}, ${requests} requests`,
    limit: `${limit.toFixed(0)} ms of its text alone`,
    ratio: `${(paint / limit).toFixed(2)} ×`,
  }
}

/** Measures the pages that readers meet first. */
export async function* pages(): AsyncGenerator<Row> {
  const [server, browser] = [await serveSitrep(store), await launchBrowser()]
  try {
    await fillStore(server)
    const answer = await fetch(`${server.url}/incidents.json?limit=1`)
    const { incidents } = (await answer.json()) as { incidents: { id: string }[] }
    for (const [what, path] of [
      ['the front page', '/'],
      ['the list', '/incidents'],
      ['a list of one country', '/incidents?country=IQ'],
      ['a record', `/incidents/${incidents[0]?.id}`],
    ] as const)
      yield await measurePage(browser, what, server.url + path)
  } finally {
    await browser.close()
    await server.stop()
  }
}
