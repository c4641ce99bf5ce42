import { beforeEach, describe, expect, it } from 'vitest'
import { admin, ask } from '../../client.ts'
import { report } from '../../support.ts'

const attack = (part = {}) =>
  report({
    event_subtype: 'shelling',
    location: { country: 'SY', place: 'Mayadeen', latitude: 35.02, longitude: 40.45 },
    title: 'Mortar shells on Mayadeen',
    ...part,
  })

interface Answer {
  readonly incident: { readonly id: string }
  readonly receipt: string
  readonly possible_duplicates: readonly { readonly id: string; readonly reasons: readonly string[] }[]
}

const post = async (door: typeof ask, path: string, body: unknown): Promise<Answer> =>
  (await door(path, { json: body })).data() as Answer

const heading = 'Possibly the same event'

describe('possible duplicates', () => {
  let published = ''
  let waiting = ''

  beforeEach(async () => {
    published = (await post(admin, '/incidents?publish=true', attack())).incident.id
    waiting = (await post(admin, '/incidents', attack({ title: 'A draft' }))).incident.id
  })

  it('stand in the answer to a script: published ones for the public, all for editors', async () => {
    const toAnyone = await post(ask, '/incidents', attack())
    expect(toAnyone.possible_duplicates.map(({ id }) => id)).toEqual([published])
    expect(toAnyone.possible_duplicates[0]).toMatchObject({
      status: 'published',
      title: 'Mortar shells on Mayadeen',
      date: '2022-01-05',
      place: 'Mayadeen',
      reasons: expect.arrayContaining(['on the same day']),
    })
    const toAdmin = await post(admin, '/incidents', attack())
    const ids = toAdmin.possible_duplicates.map(({ id }) => id)
    expect(ids.sort()).toEqual([published, waiting, toAnyone.incident.id].sort())
    expect((await post(ask, '/incidents', attack({ date: '2019-01-05' }))).possible_duplicates).toEqual([])
  })

  it('give their reasons to a script in English, and on a page in its language', async () => {
    const headers = { 'Accept-Language': 'ar' }
    const answer = (await ask('/incidents', { json: attack(), headers })).data() as Answer
    expect(answer.possible_duplicates[0]?.reasons).toContain('on the same day')
    const page = await ask(answer.receipt, { headers: { ...headers, Accept: 'text/html' } })
    expect(page.text).toContain('في اليوم نفسه؛ ')
    expect(page.text).not.toContain('on the same day')
  })

  it('stand on the receipt while the report waits, and never what others see not', async () => {
    const { receipt, incident } = await post(ask, '/incidents', attack())
    const page = await ask(receipt, { headers: { Accept: 'text/html' } })
    expect(page.text).toContain(heading)
    expect(page.text).toContain(`/incidents/${published}`)
    expect(page.text).not.toContain(waiting)
    await admin(`/incidents/${incident.id}/review`, {
      json: { decision: 'reject', reason: 'known' },
    })
    expect((await ask(receipt, { headers: { Accept: 'text/html' } })).text).not.toContain(heading)
  })

  it('stand on the page of a record and in the queue for editors, and for nobody else', async () => {
    const html = { headers: { Accept: 'text/html' } }
    for (const path of [`/incidents/${published}`, `/queue/${waiting}`]) {
      const { text } = await admin(path, html)
      expect(text).toContain(heading)
      expect(text).toContain('on the same day')
    }
    expect((await ask(`/incidents/${published}`, html)).text).not.toContain(heading)
  })
})
