import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { launchBrowser, missingBrowser } from './browser.ts'
import { type Options, type Server, startServer } from './server.ts'
import { printLogOnFailure } from './server-log.ts'

/** A server, and a browser that visits it. */
export interface Site {
  readonly server: Server
  readonly browser: Browser
}

interface SiteOptions {
  readonly server?: () => Options | Promise<Options>
  /** Done once, before the tests. */
  readonly prepare?: (server: Server) => Promise<unknown>
}

/**
 * Returns a site that is there while the tests of the file or the `describe` block are executed, which are skipped where
 * there is no browser. Call it in the file or the block itself.
 */
export const useSite = ({ server: options, prepare }: SiteOptions = {}): Site => {
  const site: { server?: Server; browser?: Browser } = {}
  beforeAll(async () => {
    if (missingBrowser) return
    site.browser = await launchBrowser()
    site.server = await startServer(await options?.())
    await prepare?.(site.server)
  })
  printLogOnFailure(() => site.server)
  afterAll(async () => {
    await site.browser?.close()
    await site.server?.stop()
  })
  beforeEach((context) => context.skip(missingBrowser !== undefined, missingBrowser))
  return site as Site
}
