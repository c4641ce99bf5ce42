// Makes demo/incident.png, the picture of the README: `npx node test/node/support/screenshot.ts`.
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'
import { pages } from './pages.ts'
import { root, startServer } from './server.ts'

const width = 1280

const server = await startServer({ demo: true })
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  await pages.incident(page, server)
  // Down to the claim: by then every kind of part has been shown with its source.
  const claims = await page.locator('section:has(> h2:text-is("Claims of responsibility"))').boundingBox()
  if (!claims) throw new Error('The page has no claims.')
  const height = Math.ceil(claims.y + claims.height) + 16
  const clip = { x: 0, y: 0, width, height }
  await page.screenshot({ path: join(root, 'demo/incident.png'), fullPage: true, clip })
} finally {
  await browser.close()
  await server.stop()
}
