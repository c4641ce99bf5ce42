// What a browser, a server and a person may do wrong while a report is written: nothing is lost, and nothing filed twice.
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, missingBrowser, recordFaults } from '../support/browser.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  if (missingBrowser) return
  browser = await launchBrowser()
  server = await startServer({ vars: { TRUST_CLIENT_ADDRESS: 'true' } })
})
printLogOnFailure(() => server)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

let context: BrowserContext
let people = 0

beforeEach(async (test) => {
  test.skip(missingBrowser !== undefined, missingBrowser)
  people += 1
  context = await browser.newContext({ extraHTTPHeaders: { 'CF-Connecting-IP': `10.2.0.${people}` } })
  context.setDefaultTimeout(8_000)
  return () => context.close()
})

const control = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
const ready = (page: Page) => page.locator('form.incident[data-ready]').waitFor()
const summaryOf = (page: Page) => control(page, 'summary').inputValue()

const toForm = async (page: Page, query = ''): Promise<Page> => {
  await page.goto(`${server.url}/submit${query}`)
  await ready(page)
  return page
}

const openForm = async (query = ''): Promise<Page> => toForm(await context.newPage(), query)

const type = async (page: Page, summary: string): Promise<void> => {
  await control(page, '_kind').selectOption('shelling')
  await control(page, 'date').fill('2022-01-05')
  await control(page, 'location.country').selectOption('IQ')
  await control(page, '_source').fill('Example News')
  await control(page, 'summary').fill(summary)
}

const send = (page: Page) => page.locator('form.incident button.primary').first().click()
const toReceipt = (page: Page) => page.waitForURL('**/receipts/*')

const countFiled = async (summary: string): Promise<number> => {
  const answer = await server.admin('/incidents.json?status=submitted&limit=1000', {
    headers: { accept: 'application/json' },
  })
  const { incidents } = (await answer.json()) as { incidents: { summary?: string }[] }
  return incidents.filter((each) => each.summary === summary).length
}

/** Long enough for a draft to be kept after the last key. */
const pause = (page: Page) => page.waitForTimeout(600)

const draftTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('sitrep:draft:'))
      .map((name) => localStorage.getItem(name) ?? ''),
  )

/** Answers that are not those of the server, to the first request that files. */
const answers: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'a redirect to the page to sign in': (route) =>
    route.fulfill({ status: 303, headers: { location: `${server.url}/sign-in` } }),
  'a redirect to another site': (route) =>
    route.fulfill({ status: 303, headers: { location: 'http://127.0.0.1:9/login' } }),
  'the page of a network that wants a password': (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html><body><main>Pay here</main></body></html>',
    }),
  'a form that was cut': async (route) => {
    const answer = await route.fetch({ maxRedirects: 0, postData: 'date=soon&summary=x' })
    const body = await answer.text()
    await route.fulfill({ response: answer, body: body.slice(0, body.indexOf('name="summary"')) })
  },
  'an error of the server': (route) => route.fulfill({ status: 500, body: 'broken' }),
  'a server that is away': (route) =>
    route.fulfill({ status: 503, body: '<html><main id="content"></html>' }),
  'a limit of something in between': (route) => route.fulfill({ status: 429, body: 'later' }),
  'nothing, though the report is stored': async (route) => {
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  },
}

describe('a report that gets', () => {
  it.each(Object.entries(answers))('%s is kept, and filed once', async (name, answer) => {
    const page = await openForm()
    await type(page, name)
    await page.route('**/incidents', answer, { times: 1 })
    const answered = page.waitForEvent('requestfinished', (r) => r.method() === 'POST').catch(() => undefined)
    const failed = page.waitForEvent('requestfailed', (r) => r.method() === 'POST').catch(() => undefined)
    await send(page)
    await Promise.race([answered, failed])
    await pause(page)
    expect(page.url()).toBe(`${server.url}/submit`)
    expect((await draftTexts(page)).join()).toContain(name)
    expect(await page.locator('body').innerText()).not.toContain('Pay here')
    await page.close()
    const next = await context.newPage()
    await next.goto(`${server.url}/submit`)
    await Promise.race([toReceipt(next), ready(next)])
    if (!next.url().includes('/receipts/')) {
      await ready(next)
      if (!next.url().includes('/receipts/')) {
        expect(await summaryOf(next)).toBe(name)
        await send(next)
      }
    }
    await toReceipt(next)
    expect(await countFiled(name)).toBe(1)
  })
})

/** Delays the answer to a request of the form until it is let through. */
const hold = async (page: Page, path: string): Promise<() => void> => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(
    path,
    async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 })
      await released
      await route.fulfill({ response: answer }).catch(() => undefined)
    },
    { times: 1 },
  )
  return release
}

describe('what is typed while an answer is awaited', () => {
  it('stays when a group opens', async () => {
    const page = await openForm()
    await type(page, 'before')
    const release = await hold(page, '**/submit')
    await page.getByRole('button', { name: 'Weapons' }).click()
    await control(page, 'summary').fill('before and after')
    release()
    await control(page, 'weapons.0.type').waitFor()
    expect(await summaryOf(page)).toBe('before and after')
    await pause(page)
    expect((await draftTexts(page)).join()).toContain('before and after')
  })

  it('stays when the report is refused', async () => {
    const page = await openForm()
    await type(page, 'refused')
    await control(page, 'date').fill('soon')
    const release = await hold(page, '**/incidents')
    await send(page)
    await control(page, 'summary').fill('refused, and more')
    release()
    await page.getByRole('alert').waitFor()
    expect(await summaryOf(page)).toBe('refused, and more')
  })

  it('is kept for those who ask when the report is filed', async () => {
    const page = await openForm()
    await type(page, 'filed')
    const release = await hold(page, '**/incidents')
    await send(page)
    await control(page, 'summary').fill('filed, and more')
    release()
    await toReceipt(page)
    await toForm(page)
    expect(await summaryOf(page)).toBe('')
    await page.getByRole('button', { name: 'Show it' }).click()
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[name=summary]')?.value)
    expect(await summaryOf(page)).toBe('filed, and more')
    expect([await countFiled('filed'), await countFiled('filed, and more')]).toEqual([1, 0])
  })
})

describe('a draft that is offered', () => {
  const openAnew: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'after the page was left at once': async (page) => {
      await page.getByRole('button', { name: 'Leave this page at once' }).click()
      await page.waitForURL('about:blank')
      await toForm(page)
    },
    'beside a form that a link fills in': async (page) => {
      await toForm(page, '?location.country=SY')
    },
  }
  it.each(Object.entries(openAnew))('%s is not written over by another text', async (name, open) => {
    const page = await openForm()
    await type(page, name)
    await pause(page)
    await open(page)
    expect(await summaryOf(page)).toBe('')
    await control(page, 'summary').fill('another text')
    await pause(page)
    const texts = (await draftTexts(page)).join()
    expect(texts).toContain(name)
    expect(texts).toContain('another text')
  })
})

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
    await context.addInitScript(refuse)
    const page = await openForm()
    const faults = recordFaults(page, server.url)
    await type(page, name)
    await send(page)
    await toReceipt(page)
    expect([await countFiled(name), faults.filter((each) => each.startsWith('threw'))]).toEqual([1, []])
  })

  it('that keeps nothing says so, and asks before the page is left', async () => {
    await context.addInitScript(refusals['whose storage is full'] as () => void)
    const page = await openForm()
    await type(page, 'unkept')
    await pause(page)
    await context.setOffline(true)
    await send(page)
    await page.getByText('Leave this page open').waitFor()
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await context.setOffline(false)
    await toReceipt(page)
    expect(await countFiled('unkept')).toBe(1)
  })

  it('whose clock goes back keeps the newer text', async () => {
    await context.addInitScript(() => {
      const { now } = Date
      const start = sessionStorage.getItem('test-back') ? -5 * 86_400_000 : 0
      Date.now = () => now() + start
    })
    const page = await openForm()
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
    const page = await context.newPage()
    await page.goto(`${server.url}/codebook`)
    await page.evaluate((all) => {
      for (const [name, value] of Object.entries(all)) localStorage.setItem(name, JSON.stringify(value))
    }, entries)
    const faults = recordFaults(page, server.url)
    await toForm(page)
    expect(await page.locator('a[href^="javascript"], a[href*="example.org"]').count()).toBe(0)
    await type(page, 'tampered')
    await pause(page)
    expect(await page.title()).not.toContain('pwned')
    expect(faults).toEqual([])
  })

  it('a draft with a field that the form has no more shows it to be copied, and can be sent', async () => {
    const page = await context.newPage()
    await page.goto(`${server.url}/codebook`)
    await page.evaluate((savedAt) => {
      const fields = [
        ['summary', 'of an older form'],
        ['old_field', 'kept words'],
      ]
      const draft = { version: 1, id: '1', form: '/submit', savedAt, fields, page: [] }
      localStorage.setItem('sitrep:draft:1', JSON.stringify(draft))
    }, Date.now())
    await toForm(page)
    expect(await summaryOf(page)).toBe('of an older form')
    expect(await page.locator('#unplaced').innerText()).toContain('old_field: kept words')
    await type(page, 'of an older form')
    await pause(page)
    expect((await draftTexts(page)).join()).toContain('kept words')
    await send(page)
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
    const page = await openForm()
    await type(page, 'forgotten while waiting')
    await page.route('**/incidents', (route) => route.abort('connectionreset'))
    await send(page)
    await page.getByText('There is no network.').waitFor()
    await forget(page)
    await expectNothing(page, 'forgotten while waiting')
  })

  it('also forgets a report on its way', async () => {
    const page = await openForm()
    await type(page, 'forgotten on its way')
    await page.route('**/submit', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    const release = await hold(page, '**/incidents')
    await send(page)
    await page.getByText('Sending').waitFor()
    await page.getByRole('button', { name: 'Forget all on this device' }).click()
    release()
    await page.waitForTimeout(1500)
    await ready(page)
    expect(page.url()).toBe(`${server.url}/submit`)
    await expectNothing(page, 'forgotten on its way')
  })

  it('empties the form in other tabs, which keep nothing', async () => {
    const page = await openForm()
    const other = await openForm()
    await type(other, 'in another tab')
    await pause(other)
    await forget(page)
    await pause(other)
    await ready(other)
    await expectNothing(other, 'in another tab')
    await expectNothing(page, 'in another tab')
  })

  it('leaves nothing that Back shows', async () => {
    const page = await openForm()
    await type(page, 'behind')
    await page.goto(`${server.url}/codebook`)
    await toForm(page)
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

describe('the language', () => {
  it('changes with all that was typed, and the report is filed once though the answer was lost', async () => {
    const page = await openForm()
    await type(page, 'two languages')
    await page.route(
      '**/incidents',
      answers['nothing, though the report is stored'] as (r: Route) => Promise<void>,
      {
        times: 1,
      },
    )
    await send(page)
    await page.getByText('There is no network.').waitFor()
    await page.getByRole('button', { name: 'العربية' }).click()
    await page.locator('html[lang=ar]').waitFor()
    await Promise.race([toReceipt(page), ready(page)])
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    if (!page.url().includes('/receipts/')) {
      expect(await summaryOf(page)).toBe('two languages')
      await send(page)
    }
    await toReceipt(page)
    expect(await countFiled('two languages')).toBe(1)
  })
})

describe('double presses', () => {
  it('of Enter and of the button file once', async () => {
    const page = await openForm()
    await type(page, 'pressed twice')
    await control(page, '_source').focus()
    await Promise.all([
      page.keyboard.press('Enter'),
      page.keyboard.press('Enter'),
      page.keyboard.press('Enter'),
    ])
    await toReceipt(page)
    expect(await countFiled('pressed twice')).toBe(1)
  })
})
