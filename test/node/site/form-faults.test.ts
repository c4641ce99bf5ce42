// What goes wrong between a report and the server: nothing that was typed is lost, and nothing is filed twice.
import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
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

const reporter = useReporter('10.2.0')

/** Answers that are not those of the server, to the first request that files. */
const answers: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'a redirect to the page to sign in': (route) =>
    route.fulfill({ status: 303, headers: { location: `${reporter.site.server.url}/sign-in` } }),
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
    const page = await reporter.openForm()
    await typeReport(page, name)
    await page.route('**/incidents', answer, { times: 1 })
    const answered = page.waitForEvent('requestfinished', (r) => r.method() === 'POST').catch(() => undefined)
    const failed = page.waitForEvent('requestfailed', (r) => r.method() === 'POST').catch(() => undefined)
    await sendReport(page)
    await Promise.race([answered, failed])
    await pause(page)
    expect(page.url()).toBe(`${reporter.site.server.url}/submit`)
    expect((await draftTexts(page)).join()).toContain(name)
    expect(await page.locator('body').innerText()).not.toContain('Pay here')
    await page.close()
    const next = await reporter.context.newPage()
    await next.goto(`${reporter.site.server.url}/submit`)
    await Promise.race([toReceipt(next), ready(next)])
    if (!next.url().includes('/receipts/')) {
      await ready(next)
      if (!next.url().includes('/receipts/')) {
        expect(await summaryOf(next)).toBe(name)
        await sendReport(next)
      }
    }
    await toReceipt(next)
    expect(await reporter.countFiled(name)).toBe(1)
  })
})

describe('what is typed while an answer is awaited', () => {
  it('stays when a group opens', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'before')
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
    const page = await reporter.openForm()
    await typeReport(page, 'refused')
    await control(page, 'date').fill('soon')
    const release = await hold(page, '**/incidents')
    await sendReport(page)
    await control(page, 'summary').fill('refused, and more')
    release()
    await page.getByRole('alert').waitFor()
    expect(await summaryOf(page)).toBe('refused, and more')
  })

  it('is kept for those who ask when the report is filed', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'filed')
    const release = await hold(page, '**/incidents')
    await sendReport(page)
    await control(page, 'summary').fill('filed, and more')
    release()
    await toReceipt(page)
    await reporter.openForm('', page)
    expect(await summaryOf(page)).toBe('')
    await page.getByRole('button', { name: 'Show it' }).click()
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[name=summary]')?.value)
    expect(await summaryOf(page)).toBe('filed, and more')
    expect([await reporter.countFiled('filed'), await reporter.countFiled('filed, and more')]).toEqual([1, 0])
  })
})

describe('a draft that is offered', () => {
  const openAnew: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'after the page was left at once': async (page) => {
      await page.getByRole('button', { name: 'Leave this page at once' }).click()
      await page.waitForURL('about:blank')
      await reporter.openForm('', page)
    },
    'beside a form that a link fills in': async (page) => {
      await reporter.openForm('?location.country=SY', page)
    },
  }
  it.each(Object.entries(openAnew))('%s is not written over by another text', async (name, open) => {
    const page = await reporter.openForm()
    await typeReport(page, name)
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

describe('the language', () => {
  it('changes with all that was typed, and the report is filed once though the answer was lost', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'two languages')
    await page.route(
      '**/incidents',
      answers['nothing, though the report is stored'] as (r: Route) => Promise<void>,
      {
        times: 1,
      },
    )
    await sendReport(page)
    await page.getByText('There is no network.').waitFor()
    await page.getByRole('button', { name: 'العربية' }).click()
    await page.locator('html[lang=ar]').waitFor()
    await Promise.race([toReceipt(page), ready(page)])
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    if (!page.url().includes('/receipts/')) {
      expect(await summaryOf(page)).toBe('two languages')
      await sendReport(page)
    }
    await toReceipt(page)
    expect(await reporter.countFiled('two languages')).toBe(1)
  })
})

describe('double presses', () => {
  it('of Enter and of the button file once', async () => {
    const page = await reporter.openForm()
    await typeReport(page, 'pressed twice')
    await control(page, '_source').focus()
    await Promise.all([
      page.keyboard.press('Enter'),
      page.keyboard.press('Enter'),
      page.keyboard.press('Enter'),
    ])
    await toReceipt(page)
    expect(await reporter.countFiled('pressed twice')).toBe(1)
  })
})
