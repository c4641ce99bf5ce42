// A researcher with ten minutes: from the front page to a cited file of last month's drone attacks in a country.
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../schemas/edtf-date.ts'
import { openPage, recordFaults } from '../support/browser.ts'
import type { Server } from '../support/server.ts'
import { useSite } from '../support/site.ts'

const lastDay = addDays(`${new Date().toISOString().slice(0, 7)}-01`, -1)
const firstDay = `${lastDay.slice(0, 7)}-01`

/** Two attacks by kinds of drones in the month, and others that are not looked for. */
const events = [
  { date: firstDay, country: 'IQ', weapon: 'drone_armed', title: 'An armed drone' },
  { date: lastDay, country: 'IQ', weapon: 'drone_one_way', title: 'A one-way drone' },
  { date: lastDay, country: 'IQ', weapon: 'rocket', title: 'A rocket' },
  { date: lastDay, country: 'SY', weapon: 'drone_armed', title: 'In Syria' },
  { date: addDays(firstDay, -1), country: 'IQ', weapon: 'drone_armed', title: 'A month before' },
]

const publishEvents = async (server: Server): Promise<void> => {
  for (const { date, country, weapon, title } of events) {
    const answer = await server.admin('/incidents?publish=true', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{ event_type: 'remote_violence', date, title, location: { country } },
        ...{ weapons: [{ type: weapon }], sources: [{ publisher: 'Example News' }] },
      }),
    })
    expect([title, answer.status]).toEqual([title, 201])
  }
}

const site = useSite({ prepare: publishEvents })

const texts = {
  en: { weapons: 'People and weapons', cited: 'Data set', found: '2 incidents' },
  ar: { weapons: 'الأشخاص والأسلحة', cited: 'مجموعة بيانات', found: 'حادثتان' },
} as const

describe.each([
  ['en', true],
  ['en', false],
  ['ar', true],
] as const)('from the front page in %s, script %s', (locale, javaScriptEnabled) => {
  it('to a cited CSV file of the drone attacks of last month takes five clicks', async () => {
    const words = texts[locale]
    const page = await openPage(site.browser, { locale, javaScriptEnabled })
    const faults = recordFaults(page, site.server.url)
    let clicks = 0
    const click = (target: Locator) => {
      clicks += 1
      return target.click()
    }
    await page.goto(site.server.url)
    const requested: string[] = []
    page.on('request', (request) => requested.push(request.url()))
    await click(page.locator('.doors a[href="/incidents?sort=-date"]'))
    await page.waitForURL('**/incidents?sort=-date', { waitUntil: 'networkidle' })
    expect(requested.length, requested.join('\n')).toBeLessThanOrEqual(12)
    await page.locator('main [name=country]').selectOption('IQ')
    await page.locator('main [name=from]').fill(firstDay)
    await page.locator('main [name=to]').fill(lastDay)
    await click(page.locator('summary', { hasText: words.weapons }))
    await page.locator('main [name=weapon]').selectOption('any_drone')
    await click(page.locator('.filters button.primary').first())
    await page.waitForURL(/weapon=any_drone/)
    expect(await page.locator('#results').innerText()).toBe(words.found)
    expect(await page.locator('main').innerText()).not.toContain('A rocket')
    await click(page.locator('.downloads summary'))
    expect(await page.locator('.citation').innerText()).toContain(words.cited)
    const address = await page.locator('#pinned').inputValue()
    const file = await (await fetch(address)).text()
    expect(file.trim().split('\r\n')).toHaveLength(3)
    const bibtex = await page.getByRole('link', { name: 'BibTeX' }).getAttribute('href')
    expect(await (await fetch(site.server.url + bibtex)).text()).toContain('@misc{sitrep-iraq-')
    const download = page.waitForEvent('download')
    await click(page.locator('.downloads').getByRole('link', { name: 'CSV', exact: true }).first())
    expect((await download).suggestedFilename()).toMatch(/^sitrep-iraq-.*any-drone-c\d+\.csv$/)
    // A download ends the request of a page, which the browser calls a failure.
    expect([clicks, faults.filter((each) => !each.includes('/incidents.csv'))]).toEqual([5, []])
    await page.context().close()
  })
})
