/** What somebody at the desk does: signs in, opens what waits, reads what it would change, decides. */
import type { Page } from 'playwright-core'
import { click } from './browser.ts'
import type { Server } from './server.ts'

const press = (page: Page, name: string) => click(page, page.getByRole('button', { name, exact: true }))
export const followLink = (page: Page, name: string) =>
  click(page, page.locator('main').getByRole('link', { name, exact: true }).first())

/** Signs in, and opens the queue by the navigation. */
export const openQueue = async (page: Page, { url, token }: Server): Promise<void> => {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Token').fill(token)
  await press(page, 'Sign in')
  await click(page, page.locator('header').getByRole('link', { name: 'Queue', exact: true }))
}

/** The rows of the table of differences: the field, what stood there, what is to stand there. */
export const readDiffTable = (page: Page): Promise<string[][]> =>
  page
    .locator('table.difference tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    )

/** Types a reason and presses the button of a decision; the status of the first answer. */
export const submitDecision = async (page: Page, decision: string, reason?: string): Promise<number> => {
  if (reason !== undefined) await page.getByLabel('Reason', { exact: true }).fill(reason)
  return (await press(page, decision)).status()
}
