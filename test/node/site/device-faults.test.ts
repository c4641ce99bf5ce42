// What a browser refuses, what somebody changed on the device, and what is to be forgotten there.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { recordFaults } from '../support/browser.ts'
import {
  control,
  draftTexts,
  hold,
  pause,
  ready,
  sendReport,
  summaryOf,
  toReceipt,
  typeReport,
  useReporter,
} from '../support/report-form.ts'

const reporter = useReporter('10.3.0')

describe('a browser', () => {
  const refusals: Readonly<Record<string, () => void>> = {
    'that forbids all storage': () => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError')
          },
        })
    },
    'whose storage is full': () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    'whose database never opens': () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    },
    'without locks and channels': () => {
      Object.defineProperty(navigator, 'locks', { value: undefined })
      Reflect.deleteProperty(window, 'BroadcastChannel')
    },
  }
  it.each(Object.entries(refusals))('%s files all the same', async (name, refuse) => {
    await reporter.context.addInitScript(refuse)
    const page = await reporter.openForm()
    const faults = recordFaults(page, reporter.site.server.url)
    await typeReport(page, name)
    await sendReport(page)
    await toReceipt(page)
    expect([await reporter.countFiled(name), faults.filter((each) => each.startsWith('threw'))]).toEqual([
      1,
      [],
    ])
  })

  it('that keeps nothing says so, and asks before the page is left', async () => {
    await reporter.context.addInitScript(refusals['whose storage is full'] as () => void)
    const page = await reporter.openForm()
    await typeReport(page, 'unkept')
    await pause(page)
    await reporter.context.setOffline(true)
    await sendReport(page)
    await page.getByText('Leave this page open').waitFor()
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await reporter.context.setOffline(false)
    await toReceipt(page)
    expect(await reporter.countFiled('unkept')).toBe(1)
  })

  it('whose clock goes back keeps the newer text', async () => {
    await reporter.context.addInitScript(() => {
      const { now } = Date
      const start = sessionStorage.getItem('test-back') ? -5 * 86_400_000 : 0
      Date.now = () => now() + start
    })
    const page = await reporter.openForm()
    await control(page, 'summary').fill('older')
    await pause(page)
    await page.evaluate(() => sessionStorage.setItem('test-back', '1'))
    await page.reload()
    await ready(page)
    // The database alone takes the older text, as after a kill.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await control(page, 'summary').fill('newer')
    await pause(page)
    await page.reload()
    await ready(page)
    expect(await summaryOf(page)).toBe('newer')
  })
})

describe('what was tampered with on the device', () => {
  const hostile = `"><img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`
  const stored: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'receipts that are none': { 'sitrep:receipts': {} },
    'receipts of other kinds': {
      'sitrep:receipts': [
        null,
        1,
        { url: 'javascript:document.title="pwned"', at: Number.MAX_VALUE, words: {} },
        { url: 'https://example.org/receipts/x', at: 1, words: hostile },
      ],
    },
    'a country that is none': { 'sitrep:country': { a: hostile } },
    'drafts that are none': {
      'sitrep:draft:1': [],
      'sitrep:draft:2': {
        version: 1,
        id: '2',
        form: '/submit',
        savedAt: Date.now(),
        fields: [1, [2, 3], null],
      },
      'sitrep:draft:3': { version: 1, id: '3', form: '/submit', savedAt: 'now', fields: [] },
    },
    'a draft with fields of the page': {
      'sitrep:draft:1': {
        ...{ version: 1, id: '1', form: '/submit', savedAt: Date.now() },
        fields: [
          ['_next', 'https://example.org'],
          ['summary', hostile],
          ['location.place', hostile],
          ['weapons.0.model', hostile],
        ],
        page: [
          ['_next', 'javascript:alert(1)'],
          ['_zone', hostile],
        ],
      },
    },
  }
  it.each(Object.entries(stored))('%s runs nothing, and the form works', async (_, entries) => {
    const page = await reporter.context.newPage()
    await page.goto(`${reporter.site.server.url}/codebook`)
    await page.evaluate((all) => {
      for (const [name, value] of Object.entries(all)) localStorage.setItem(name, JSON.stringify(value))
    }, entries)
    const faults = recordFaults(page, reporter.site.server.url)
    await reporter.openForm('', page)
    expect(await page.locator('a[href^="javascript"], a[href*="example.org"]').count()).toBe(0)
    await typeReport(page, 'tampered')
    await pause(page)
    expect(await page.title()).not.toContain('pwned')
    expect(faults).toEqual([])
  })

  it('a draft with a field that the form has no more shows it to be copied, and can be sent', async () => {
    const page = await reporter.context.newPage()
    await page.goto(`${reporter.site.server.url}/codebook`)
    await page.evaluate((savedAt) => {
      const fields = [
        ['summary', 'of an older form'],
        ['old_field', 'kept words'],
      ]
      const draft = { version: 1, id: '1', form: '/submit', savedAt, fields, page: [] }
      localStorage.setItem('sitrep:draft:1', JSON.stringify(draft))
    }, Date.now())
    await reporter.openForm('', page)
    expect(await summaryOf(page)).toBe('of an older form')
    expect(await page.locator('#unplaced').innerText()).toContain('old_field: kept words')
    await typeReport(page, 'of an older form')
    await pause(page)
    expect((await draftTexts(page)).join()).toContain('kept words')
    await sendReport(page)
    await toReceipt(page)
  })
})

describe('forgetting all', () => {
  const forget = async (page: Page) => {
    await page.getByRole('button', { name: 'Forget all on this device' }).click()
    await page.waitForURL('**/submit')
    await pause(page)
    await ready(page)
  }
  const expectNothing = async (page: Page, name: string) => {
    expect(await page.locator('body').innerText()).not.toContain(name)
    expect(await summaryOf(page)).toBe('')
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(kept).toBe('{}')
  }

  it('also forgets a report that waits for a network', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'forgotten while waiting')
    await page.route('**/incidents', (route) => route.abort('connectionreset'))
    await sendReport(page)
    await page.getByText('There is no network.').waitFor()
    await forget(page)
    await expectNothing(page, 'forgotten while waiting')
  })

  it('also forgets a report on its way', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'forgotten on its way')
    await page.route('**/submit', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    const release = await hold(page, '**/incidents')
    await sendReport(page)
    await page.getByText('Sending').waitFor()
    await page.getByRole('button', { name: 'Forget all on this device' }).click()
    release()
    await page.waitForTimeout(1500)
    await ready(page)
    expect(page.url()).toBe(`${reporter.site.server.url}/submit`)
    await expectNothing(page, 'forgotten on its way')
  })

  it('empties the form in other tabs, which keep nothing', async () => {
    const page = await reporter.openForm()
    const other = await reporter.openForm()
    await typeReport(other, 'in another tab')
    await pause(other)
    await forget(page)
    await pause(other)
    await ready(other)
    await expectNothing(other, 'in another tab')
    await expectNothing(page, 'in another tab')
  })

  it('leaves nothing that Back shows', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'behind')
    await page.goto(`${reporter.site.server.url}/codebook`)
    await reporter.openForm('', page)
    expect(await summaryOf(page)).toBe('behind')
    await forget(page)
    await page.goBack()
    await page.goBack()
    await page.waitForURL('**/submit')
    await pause(page)
    await ready(page)
    await expectNothing(page, 'behind')
  })
})
