/** `view=public` of a record: what an editor gets is what the public gets, byte for byte. */
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { signIn } from '../../signed-in.ts'
import { withWithheldPlace } from './withheld-place.ts'

const html = { headers: browser }
const secret = { ...withWithheldPlace('place'), notes: 'call at noon' }

/** The answer, without what a cache and the time of the answer say. */
const answerOf = ({ status, headers, text }: Answer) => {
  const rest = ['cache-control', 'vary', 'access-control-allow-origin', 'access-control-expose-headers']
  return { status, text, headers: [...headers].filter(([name]) => !rest.includes(name)) }
}

describe('the public view of a record', () => {
  it('has the bytes and headers of the answer to the public: page, JSON and citation, in each language', async () => {
    const draft = await submitRecord()
    const links = [{ type: 'related', incident: draft.incident.id }]
    const { path, incident } = await publishRecord({ ...secret, links })
    await publishRecord({ links: [{ type: 'related', incident: incident.id }] })
    const { headers } = await signIn()
    for (const [end, asked] of [
      ['', html],
      ['?lang=ar', html],
      ['.json', {}],
      ['', { headers: { Accept: 'application/json' } }],
      ['.bib', {}],
      [`.json?commit=${incident.commit}`, {}],
    ] as const) {
      const seen = answerOf(await ask(`${path}${end}`, asked))
      expect(seen.status).toBe(200)
      const view = `${path}${end}${end.includes('?') ? '&' : '?'}view=public`
      const shown = await admin(view, asked)
      expect(answerOf(shown)).toEqual(seen)
      expect(shown.headers.get('Cache-Control')).toBe('private, no-store')
      expect(shown.headers.has('Access-Control-Allow-Origin')).toBe(false)
    }
    const signedIn = await ask(`${path}?view=public`, { headers })
    expect(signedIn.text).toBe((await ask(path, html)).text)
    expect(signedIn.text).not.toMatch(/Secret|call at noon|id="desk"/)
    expect((await ask(path, { headers })).text).toContain(`href="${path}?view=public"`)
  })

  it.each(['submitted', 'rejected'])(
    'of a record that is %s is what it becomes by publishing',
    async (status) => {
      const hidden = await submitRecord()
      const links = [{ type: 'related', incident: hidden.incident.id }]
      const { path } = await submitRecord({ ...secret, links, title: 'Mine' })
      if (status === 'rejected') await reviewRecord(path, 'reject')
      const before = (await admin(`${path}.json?view=public`)).data()
      const page = (await admin(`${path}?view=public`, html)).text
      if (status === 'rejected') await reviewRecord(path, 'restore')
      await reviewRecord(path, 'publish')
      const after = (await ask(`${path}.json`)).data()
      const { revision, commit, updated_at } = after
      expect({ ...before, revision, commit, updated_at }).toEqual(after)
      expect(page).not.toMatch(/Secret|call at noon|id="desk"|Submitted/)
      const titles = (text: string) => [...text.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id)
      expect(titles(page)).toEqual(titles((await ask(path, html)).text))
    },
  )

  it('of what the public does not get is what the public gets: the reason, or the survivor', async () => {
    const [retracted, merged, into] = [await publishRecord(), await publishRecord(), await publishRecord()]
    await reviewRecord(retracted.path, 'retract')
    await admin(`${merged.path}/merge`, { json: { into: into.incident.id, reason: 'x' } })
    expectProblem(await admin(`${retracted.path}.json?view=public`), 'retracted')
    expect((await admin(`${merged.path}.json?view=public`)).headers.get('Location')).toBe(`${into.path}.json`)
  })

  it('shows nobody a draft who does not see it', async () => {
    const [mine, other] = [await createHolder('contributor'), await createHolder('contributor')]
    const { path } = await submitRecord(secret, { token: mine.secret })
    const shown = await mine.ask(`${path}.json?view=public`)
    expect([shown.status, shown.text.includes('Secret')]).toEqual([200, false])
    expectProblem(await other.ask(`${path}.json?view=public`), 'not-found')
    expectProblem(await ask(`${path}.json?view=public`), 'not-found')
  })

  it.each(['view=full', 'view=', 'view=public&view=public'])('refuses %s', async (query) => {
    const { path } = await publishRecord()
    const problem = expectProblem(await admin(`${path}.json?${query}`), 'invalid-query')
    expect(problem.errors).toMatchObject([{ parameter: 'view' }])
  })
})
