/** How long the page of a new import is held up while it reads a large file, and while it sends it. */
import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/node/support/browser.ts'
import { emptyStore, folder, runs } from './environment.ts'
import type { Row } from './results.ts'
import { type Server, serveSitrep } from './servers.ts'

const megabytes = 200
const columns = ['reference', 'date', 'country', 'event_type', 'deaths_best', 'summary']

async function* lines(): AsyncGenerator<string> {
  yield `${columns.join(',')}\n`
  const summary = 'Shots were fired at a post on the road to the town. '.repeat(18)
  for (let size = 0, row = 1; size < megabytes * 1_000_000; row++) {
    const line = `r${row},2022-01-05,IQ,battle,${row % 7},${summary}\n`
    size += line.length
    yield line
  }
}

/** An event of Chromium's trace. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** The processor time in microseconds, which other programs do not change. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Returns the longest task of a main thread in a trace, in milliseconds of its processor. */
const longestTask = (trace: Buffer): number => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  )
  const tasks = traceEvents.filter((each) => each.name === 'RunTask' && main.has(threadOf(each)))
  if (tasks.length === 0) throw new Error('The trace has no tasks.')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}

const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']

interface Visit {
  readonly reading: number
  readonly sending: number
}

/** Chooses a file and sends it; returns the longest task of each. */
const visit = async (browser: Browser, { url, token }: Server, file: string): Promise<Visit> => {
  const page = await browser.newPage()
  page.setDefaultTimeout(120_000)
  await page.context().addCookies([{ name: 'sitrep_token', value: token, url }])
  await page.goto(`${url}/imports/new`, { waitUntil: 'networkidle' })
  const trace = async (act: () => Promise<unknown>, shown: RegExp): Promise<number> => {
    await browser.startTracing(page, { categories })
    await act()
    await page.locator('form.import [role=status]', { hasText: shown }).waitFor()
    return longestTask(await browser.stopTracing())
  }
  const reading = await trace(() => page.locator('#in-file').setInputFiles(file), /columns\.$/)
  await page.locator('#in-dataset').fill('preview')
  const sending = await trace(() => page.locator('.send button.primary').click(), /faults/)
  await page.close()
  return { reading, sending }
}

/** The longest task that nobody notices, in milliseconds (W3C Long Tasks). */
const maxTask = 50

const toRow = (what: string, longest: number): Row => ({
  what: `longest task of the page while it ${what} ${megabytes} MB`,
  ours: `${longest.toFixed(0)} ms`,
  limit: `${maxTask} ms`,
  ratio: (longest / maxTask).toFixed(2),
})

/** Measures the page of a new import with a large file, which a worker reads and parts carry. */
export async function* preview(): AsyncGenerator<Row> {
  const file = join(folder, 'preview.csv')
  await pipeline(Readable.from(lines()), createWriteStream(file))
  const [server, browser] = [await serveSitrep(emptyStore('preview')), await launchBrowser()]
  try {
    const visits: Visit[] = []
    for (let i = 0; i < runs; i++) visits.push(await visit(browser, server, file))
    yield toRow('reads', Math.max(...visits.map(({ reading }) => reading)))
    yield toRow('sends', Math.max(...visits.map(({ sending }) => sending)))
  } finally {
    await browser.close()
    await server.stop()
    rmSync(file)
  }
}
