/** The page of a dataset. */
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const html = { headers: { Accept: browser.Accept } }
const put = (slug: string, json: object) => admin(`/datasets/${slug}`, { method: 'PUT', json })

const trial = {
  title: 'The trial',
  description: 'What it has.\n\nAnd what it has not.',
  licence: 'CC-BY-4.0',
  attribution: 'Thank the trial',
}

const dataOf = async (slug: string, who: typeof ask = ask) => {
  const answer = await who(`/datasets/${slug}.json`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data()
}

const iraq = { country: 'IQ', precision: 'country' }
const syria = { country: 'SY', precision: 'country' }

describe('the facts of a dataset', () => {
  it('are the days, countries and number of its published records', async () => {
    await put('trial', trial)
    await publishRecord({ dataset: 'trial', date: '2022-01-05', location: syria })
    await publishRecord({ dataset: 'trial', date: '2021-12', location: iraq })
    await publishRecord({ dataset: 'other', date: '2019-01-01', location: { ...iraq, country: 'YE' } })
    await submitRecord({ dataset: 'trial', date: '2023-01-01', location: { ...iraq, country: 'LB' } })
    expect(await dataOf('trial')).toEqual({
      commit: 4,
      dataset: { slug: 'trial', ...trial, publishable: true, published: 2 },
      coverage: { from: '2021-12-01', to: '2022-01-05' },
      countries: ['IQ', 'SY'],
      changed: { commit: 3, at: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
  })

  it('are none of a dataset that has only been described', async () => {
    await put('trial', trial)
    expect(await dataOf('trial')).toMatchObject({ coverage: null, countries: [], changed: null })
  })

  it('change with an edit, a retraction and another description', async () => {
    const { path, etag } = await publishRecord({ dataset: 'trial' })
    const changedBy = async () => (await dataOf('trial', admin)).changed.commit
    expect(await changedBy()).toBe(1)
    expect((await patchRecord(path, etag, { title: 'New' })).status).toBe(200)
    await publishRecord({ dataset: 'other' })
    expect(await changedBy()).toBe(2)
    await put('trial', { title: 'Trial' })
    expect(await changedBy()).toBe(4)
    await reviewRecord(path, 'retract')
    expect(await changedBy()).toBe(5)
    expect(await dataOf('trial')).toMatchObject({ coverage: null, countries: [], dataset: { published: 0 } })
  })

  it('are not sent again to who has them', async () => {
    await publishRecord({ dataset: 'trial' })
    const first = await ask('/datasets/trial.json')
    const again = await ask('/datasets/trial.json', {
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    })
    expect([again.status, again.text]).toEqual([304, ''])
    const byAccept = await ask('/datasets/trial', { headers: { Accept: 'application/json' } })
    expect(byAccept.text).toBe(first.text)
    expect(byAccept.headers.get('Content-Location')).toBe('/datasets/trial.json')
  })
})

describe('the page of a dataset', () => {
  it('says what it is, covers, and how to cite it', async () => {
    await put('trial', trial)
    await publishRecord({ dataset: 'trial', date: '2022-01-05' })
    const { status, text } = await ask('/datasets/trial', html)
    expect(status).toBe(200)
    const page = unescapeHtml(text)
    for (const shown of [
      '<h1><bdi>The trial</bdi></h1>',
      'And what it has not.',
      'Thank the trial',
      'CC-BY-4.0',
      '<a href="/incidents?dataset=trial">1 published incident</a>',
      '<time datetime="2022-01-05">',
      '<a href="/incidents?dataset=trial&country=IQ">Iraq</a>',
      '(version 2)',
      '<bdi>The trial</bdi> (version 2) [Data set]',
      'curl --fail --output trial-c2.csv',
      'href="/incidents.bib?dataset=trial&commit=2',
    ])
      expect(page).toContain(shown)
    expect(page).not.toContain('/datasets/trial/edit')
  })

  it('is linked by the list of datasets and by the terms of a list', async () => {
    await publishRecord({ dataset: 'trial' })
    for (const path of ['/datasets', '/incidents'])
      expect((await ask(path, html)).text).toContain('href="/datasets/trial"')
  })

  it('has the link to the form for those who may describe it', async () => {
    await publishRecord({ dataset: 'trial' })
    for (const [role, isThere] of [
      ['editor', true],
      ['contributor', false],
    ] as const) {
      const { secret } = await createHolder(role)
      const headers = { ...browser, Cookie: `sitrep_token=${secret}` }
      const { text } = await ask('/datasets/trial', { headers })
      expect(text.includes('href="/datasets/trial/edit"')).toBe(isThere)
    }
  })

  it.each(['', '.json'])(
    'is not found if there is none, or if nothing of it is public: %j',
    async (ending) => {
      await put('hidden', { description: 'Secret' })
      await submitRecord({ dataset: 'hidden' })
      const { ask: contributor } = await createHolder('contributor')
      for (const who of [ask, contributor])
        for (const slug of ['hidden', 'nothing', 'No%20name', '%00', '__proto__'])
          expectProblem(await who(`/datasets/${slug}${ending}`), 'not-found')
      expectProblem(await admin(`/datasets/nothing${ending}`), 'not-found')
      expect((await admin(`/datasets/hidden${ending}`)).status).toBe(200)
    },
  )

  it('refuses a parameter that it does not know', async () => {
    await publishRecord({ dataset: 'trial' })
    expectProblem(await ask('/datasets/trial?commit=1'), 'invalid-query')
  })
})
