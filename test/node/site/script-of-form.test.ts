// What the script of the form does beside keeping drafts, in a real browser.
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityViolations, recordFaults } from '../support/browser.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const toForm = async (page: Page, query = ''): Promise<void> => {
  await page.goto(`${site.server.url}/submit${query}`)
  await page.locator('form.incident[data-ready]').waitFor()
}

const openForm = async (options = {}): Promise<{ page: Page; context: BrowserContext }> => {
  const context = await site.browser.newContext(options)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await toForm(page)
  return { page, context }
}

const control = (page: Page, name: string) => page.locator(`[name="${name}"]`)

const type = async (page: Page): Promise<void> => {
  await control(page, '_kind').selectOption('shelling')
  await control(page, 'date').fill('2022-01-05')
  await control(page, 'location.country').selectOption('IQ')
  await control(page, 'location.place').fill('Hit')
  await control(page, 'summary').fill('Two rockets')
  await control(page, '_source').fill('Example News')
}

const file = async (page: Page): Promise<string> => {
  await page.locator('form.incident button.primary').first().click()
  await page.waitForURL('**/receipts/*')
  return page.url()
}

describe('checks as one types', () => {
  it('says what is wrong when a control is left, not before, and takes it back when it is mended', async () => {
    const { page, context } = await openForm()
    const killed = control(page, '_killed')
    await killed.pressSequentially('manyfold')
    await page.waitForTimeout(800)
    expect(await killed.getAttribute('aria-invalid')).toBe(null)
    await killed.blur()
    await page.locator('[name="_killed"][aria-invalid=true]').waitFor()
    const described = (await killed.getAttribute('aria-describedby')) ?? ''
    expect(described.split(' ')).toContain('in-_killed-faults')
    expect(await page.locator('#announcer').innerText()).toContain('Write a number such as 2')
    await killed.fill('2')
    await page.locator('[name="_killed"]:not([aria-invalid])').waitFor()
    await context.close()
  })

  it('has the words of the server', async () => {
    const { page, context } = await openForm()
    await control(page, 'date').fill('2022-13-05')
    await control(page, 'date').blur()
    await page.locator('[name=date][aria-invalid=true]').waitFor()
    const said = await page.locator('[id="in-date-faults"]').innerText()
    await page.locator('form.incident button.primary').first().click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('[id="in-date-faults"]').innerText()).toBe(said)
    await context.close()
  })

  it('shows what a date in words was understood as, in the zone of the browser', async () => {
    const { page, context } = await openForm({ timezoneId: 'Pacific/Kiritimati' })
    await control(page, 'date').fill('today')
    await control(page, 'date').blur()
    const day = new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'long',
      timeZone: 'Pacific/Kiritimati',
    }).format()
    await page.locator('[id=in-date-reading]', { hasText: `Understood as: ${day}.` }).waitFor()
    expect(await control(page, '_zone').inputValue()).toBe('Pacific/Kiritimati')
    await context.close()
  })
})

describe('groups', () => {
  it('open in place, with the focus in them and all that was typed', async () => {
    const { page, context } = await openForm()
    await type(page)
    await page.getByRole('button', { name: 'Weapons' }).click()
    await control(page, 'weapons.0.type').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('weapons.0.type')
    expect(await control(page, 'summary').inputValue()).toBe('Two rockets')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Grad')
    await page.reload()
    await page.locator('form.incident[data-ready]').waitFor()
    expect(await control(page, 'weapons.0.model').inputValue()).toBe('Grad')
    await file(page)
    await context.close()
  })

  it('say so if there is no network', async () => {
    const { page, context } = await openForm()
    await type(page)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Weapons' }).click()
    await page.getByText('this part of the form cannot be opened now').waitFor()
    expect(await control(page, 'summary').inputValue()).toBe('Two rockets')
    await context.close()
  })
})

describe('this device', () => {
  it('remembers the country and the receipts, until it is told to forget all', async () => {
    const { page, context } = await openForm()
    await type(page)
    const receipt = await file(page)
    await toForm(page)
    expect(await control(page, 'location.country').inputValue()).toBe('IQ')
    expect(await page.locator(`#device a[href="${receipt}"]`).innerText()).toContain('2022-01-05, Hit')
    await control(page, 'summary').fill('A draft')
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Forget all on this device' }).click()
    await loaded
    await page.locator('form.incident[data-ready]').waitFor()
    await toForm(page)
    expect([
      await control(page, 'location.country').inputValue(),
      await control(page, 'summary').inputValue(),
    ]).toEqual(['', ''])
    expect(await page.locator('#device a').count()).toBe(0)
    const kept = await page.evaluate(async () => [
      Object.keys(localStorage),
      await new Promise<number>((resolve) => {
        const request = indexedDB.open('sitrep', 1)
        request.onsuccess = () => {
          const all = request.result.transaction('drafts').objectStore('drafts').count()
          all.onsuccess = () => resolve(all.result)
        }
      }),
    ])
    expect(kept).toEqual([[], 0])
    await context.close()
  })

  it.each(['the button', 'Esc three times'])(
    'is left at once by %s, without a trace on the page',
    async (way) => {
      const { page, context } = await openForm()
      await type(page)
      if (way === 'the button') await page.getByRole('button', { name: 'Leave this page at once' }).click()
      else for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
      await page.waitForURL('about:blank')
      await page.goBack().catch(() => undefined)
      expect(await page.locator('[name=summary]').count()).toBe(0)
      const next = await context.newPage()
      await toForm(next)
      expect(await control(next, 'summary').inputValue()).toBe('')
      await next.locator('#drafts').getByRole('button', { name: 'Show it' }).click()
      await next.waitForFunction(
        () => document.querySelector<HTMLTextAreaElement>('[name=summary]')?.value !== '',
      )
      expect(await control(next, 'summary').inputValue()).toBe('Two rockets')
      await context.close()
    },
  )
})

describe('two tabs', () => {
  it('keep a draft each, and neither is lost', async () => {
    const { page: first, context } = await openForm()
    await control(first, 'summary').fill('first')
    await first.waitForTimeout(600)
    const second = await context.newPage()
    await toForm(second)
    expect(await control(second, 'summary').inputValue()).toBe('')
    expect(await second.locator('#drafts').innerText()).toContain('is open in another tab')
    await control(second, 'summary').fill('second')
    await second.waitForTimeout(600)
    await first.close()
    await second.close()
    const third = await context.newPage()
    await toForm(third)
    expect(await control(third, 'summary').inputValue()).toBe('second')
    await third.locator('#drafts').getByRole('button', { name: 'Show it' }).click()
    await third.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[name=summary]')?.value === 'first',
    )
    await context.close()
  })
})

describe('the page with its script', () => {
  it('is accessible, and asks nobody else', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        const { page, context } = await openForm({ colorScheme, viewport: { width, height: 844 } })
        const faults = recordFaults(page, site.server.url)
        await control(page, 'date').fill('yesterday evening')
        await control(page, '_killed').fill('manyfold')
        await control(page, 'summary').focus()
        await page.locator('.reading').waitFor()
        await page.getByRole('button', { name: 'Weapons' }).click()
        await control(page, 'weapons.0.type').waitFor()
        await page.locator('[name="_killed"][aria-invalid=true]').waitFor()
        expect(await accessibilityViolations(page)).toEqual([])
        expect(faults).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
        await context.close()
      }
  })
})
