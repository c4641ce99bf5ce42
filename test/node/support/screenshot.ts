// Makes docs/images/incident.png, the picture of the README: `npx node test/node/support/screenshot.ts`.
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'
import { pages } from './pages.ts'
import { root, startServer } from './server.ts'

const width = 1000

const server = await startServer({ demo: true })
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  await pages.incident(page, server)
  // From the place to the claim: each kind of part is there with its source, and the file stays small.
  const boxOf = (title: string) => page.locator(`section:has(> h2:text-is("${title}"))`).boundingBox()
  const [place, claims] = [await boxOf('Location'), await boxOf('Claims of responsibility')]
  if (!place || !claims) throw new Error('The page has no location or no claims.')
  const y = Math.floor(place.y) - 8
  const height = Math.ceil(claims.y + claims.height) + 16 - y
  const clip = { x: 0, y, width, height }
  await page.screenshot({ path: join(root, 'docs/images/incident.png'), fullPage: true, clip })
} finally {
  await browser.close()
  await server.stop()
}
