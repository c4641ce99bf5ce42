/** A real Chromium, and what tests ask of its pages. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
  type Response,
} from 'playwright-core'

/** Chromium without its windows, which takes half the time, or else all of it. */
const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const executablePath = programs.find((path) => existsSync(path))
const quiet = 'background-networking component-update sync'.split(' ').map((what) => `--disable-${what}`)
const args = ['--headless', '--no-sandbox', '--disable-gpu', ...quiet, '--no-first-run']

/** Why there can be no browser here; undefined where there can. CI has one, or fails. */
export const missingBrowser: string | undefined =
  executablePath || process.env.CI ? undefined : `there is no ${programs.join(' and no ')}`

/** How a browser is started. */
export const browserOptions = { ...(executablePath === undefined ? {} : { executablePath }), args }

export const launchBrowser = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error(`There is no ${programs.join(' and no ')}.`)
  return chromium.launch(browserOptions)
}

/** A page of its own, with scripts or without; what does not come within 15 seconds fails. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/**
 * Clicks what leads to another page, or to another form in its place, and answers the first response: of a redirect, the
 * redirect.
 */
export const click = async (page: Page, target: Locator): Promise<Response> => {
  const first = page.waitForResponse((response) => {
    const asked = response.request()
    return asked.method() === 'POST' || asked.isNavigationRequest()
  })
  const landed = page.waitForNavigation().catch(() => undefined)
  const [answer] = await Promise.all([first, target.click()])
  if (answer.request().isNavigationRequest() || answer.status() === 303) await landed
  else await page.locator('form[aria-busy]').waitFor({ state: 'detached' })
  return answer
}

/** Everything typed and chosen on the page, by the name of its control. */
export const typedValues = async (page: Page): Promise<Record<string, string>> => {
  const controls = page.locator('main input:not([type=hidden]), main select, main textarea')
  const found = await controls.evaluateAll((all) =>
    all.map((each) => [each.getAttribute('name') ?? '', (each as HTMLInputElement).value] as const),
  )
  return Object.fromEntries(found)
}

/** What goes wrong while pages load: requests to elsewhere, and errors in the console. */
export const recordFaults = (page: Page, origin: string): string[] => {
  const troubles: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) troubles.push(`asked for ${request.url()}`)
  })
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`))
  page.on('pageerror', (error) => troubles.push(`threw: ${error.message}`))
  page.on('console', (message) => {
    // A script sends the form to where the page itself is not.
    const asked = [page.url(), `${origin}/incidents`]
    const ofPage = asked.includes(message.location().url) && /status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !ofPage) troubles.push(`console: ${message.text()}`)
  })
  return troubles
}

/** Evaluated, not added as a script: so the page keeps its policy. */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

/**
 * The violations that axe-core finds on the page as it is shown; by all rules, or only by those
 * that a change of colours can break.
 */
export const accessibilityViolations = async (
  page: Page,
  which: 'all' | 'colours' = 'all',
): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const runOnly = which === 'colours' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}
  const found = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as {
        axe: { run: (o: object) => Promise<{ violations: Violation[] }> }
      }
      return (await axe.run(options)).violations
    },
    { resultTypes: ['violations'], ...runOnly },
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`),
  )
}

/** By how many pixels the page is wider than its window. */
export const horizontalOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** The links and controls of the page that a press does not reach: outside the window, or below something else. */
export const unreachable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')
    for (const each of all) {
      if (each.matches('.spoken, .skip, [type=hidden]') || !each.checkVisibility()) continue
      each.scrollIntoView({ block: 'center', inline: 'center' })
      const [{ left = 0, right = 0, top = 0, bottom = 0 } = {}] = each.getClientRects()
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      const isHit = hit !== null && (each.contains(hit) || hit.contains(each))
      const isInside = left >= -1 && right <= innerWidth + 1
      const [label] = (each as HTMLInputElement).labels ?? []
      if (isHit && (isInside || each.closest('.scroll'))) continue
      found.push(
        `${each.tagName} ${each.getAttribute('name') ?? ''} ${label?.textContent ?? each.textContent}`,
      )
    }
    return found
  })

/** The elements of the page whose text is cut off. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((each) => {
        const { overflowX } = getComputedStyle(each)
        if (
          each.closest('.spoken, .scroll') ||
          !each.checkVisibility() ||
          each.matches('input, select, option')
        )
          return false
        return (overflowX === 'hidden' || overflowX === 'clip') && each.scrollWidth > each.clientWidth + 1
      })
      .map((each) => `${each.tagName} ${each.className} ${each.textContent}`),
  )
