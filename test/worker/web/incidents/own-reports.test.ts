/** The list of one's own reports: every state, its reason, what is asked, and nothing of others. */
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  createHolder,
  expectProblem,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { signIn } from '../../signed-in.ts'

const file = ({ secret }: TokenHolder, title: string) => submitRecord({ title }, { token: secret })

/** The row of a report in the table of the page. */
const rowOf = (page: string, title: string): string =>
  page
    .split('<tr')
    .find((row) => row.includes(`>${title}<`))
    ?.split('</tr>')[0] ?? ''

describe('the list of own reports', () => {
  it('has each report with its state, the reason, a question, and the link to edit it, newest first', async () => {
    const mine = await createHolder('contributor')
    const [waits, rejected, shown, gone, merged] = [
      await file(mine, 'Waits'),
      await file(mine, 'Rejected'),
      await file(mine, 'Shown'),
      await file(mine, 'Gone'),
      await file(mine, 'Merged'),
    ]
    await file(await createHolder('contributor'), 'Of another')
    await submitRecord({ title: 'Of the public' })
    await admin(`${waits.path}/questions`, { json: { text: 'How many?' } })
    await reviewRecord(rejected.path, 'reject', { reason: 'no <b>source</b>' })
    await reviewRecord(shown.path, 'publish')
    await reviewRecord(gone.path, 'publish')
    const { headers } = await reviewRecord(gone.path, 'retract', { reason: 'it was not so' })
    await patchRecord(gone.path, headers.get('ETag') ?? '', { title: 'For editors only' })
    const into = await publishRecord({ title: 'Survivor' })
    await admin(`${merged.path}/merge`, { json: { into: into.incident.id, reason: 'the same' } })

    const { total, reports } = (await mine.ask('/my.json')).data()
    expect([total, reports]).toMatchObject([
      5,
      [
        { title: 'Merged', status: 'merged', reason: 'the same', question: null },
        { title: 'Gone', status: 'retracted', reason: 'it was not so' },
        { title: 'Shown', status: 'published', reason: null },
        { title: 'Rejected', status: 'rejected', reason: 'no <b>source</b>' },
        { title: 'Waits', status: 'submitted', reason: null, question: 'asked' },
      ],
    ])
    const { page } = await signIn(mine.secret)
    const text = await page('/my')
    expect(text).not.toMatch(/Of another|Of the public|For editors only|Survivor/)
    const links = (title: string) =>
      [...rowOf(text, title).matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
    expect([rowOf(text, 'Waits').includes('Awaiting review'), links('Waits')]).toEqual([
      true,
      [waits.path, `${waits.path}#questions`, `${waits.path}/edit`],
    ])
    expect([rowOf(text, 'Rejected').includes('no &lt;b&gt;source&lt;/b&gt;'), links('Rejected')]).toEqual([
      true,
      [rejected.path, `${rejected.path}/edit`],
    ])
    expect(links('Shown')).toEqual([shown.path])
    expect(links('Gone')).toEqual([gone.path])
    expect([rowOf(text, 'Merged').includes('the same'), links('Merged')]).toEqual([true, []])
  })

  it('has an entry in the navigation of contributors, and leads who has filed nothing to the form', async () => {
    const [contributor, editor] = [await createHolder('contributor'), await createHolder('editor')]
    const page = await (await signIn(contributor.secret)).page('/my')
    expect(page).toContain('aria-current="page">My reports</a>')
    expect(page).toContain('You have not filed a report with this token yet.')
    expect(await (await signIn(editor.secret)).page('/my')).not.toContain('>My reports</a>')
    expectProblem(await ask('/my.json'), 'token-needed')
    expectProblem(await contributor.ask('/my.json?cursor=x'), 'invalid-query')
  })

  it('has pages of 50, without a gap', async () => {
    const mine = await createHolder('contributor')
    const titles = Array.from({ length: 101 }, (_, i) => `Report ${i + 1}`)
    for (const part of [titles.slice(0, 100), titles.slice(100)])
      await mine.ask('/incidents', { json: part.map((title) => record({ title })) })
    const found: string[] = []
    let [path, pages]: [string | undefined, number] = ['/my.json', 0]
    for (; path !== undefined; pages++) {
      const { data, headers } = await mine.ask(path)
      expect(data().total).toBe(101)
      found.push(...data().reports.map((each: { title: string }) => each.title))
      path = /<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '')?.[1]
    }
    expect([pages, found]).toEqual([3, titles.toReversed()])
    const page = await (await signIn(mine.secret)).page('/my')
    expect(page).toMatch(/href="\/my\?cursor=\d+"/)
  })
})
