/** The records around a record, on its page. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, ask, browser, publishRecord, submitRecord, withBindings } from '../../client.ts'
import { countTrips } from '../../measured-database.ts'

const page = { headers: { Accept: browser.Accept } }

const link = (incident: string) => ({ type: 'related', incident })

/** The records that a page leads to. */
const linkedOn = (text: string, ids: readonly string[]): string[] =>
  ids.filter((id) => text.includes(`href="/incidents/${id}"`))

const tripsOf = async (path: string) => {
  const { db, trips } = countTrips(env.DB)
  const { text } = await ask(path, page, withBindings({ DB: db }))
  return { text, trips: trips.count }
}

describe('the page of a record for the public', () => {
  it.each([
    ['plain', 1],
    ['0x1F', 1],
    ['ab', 1],
    ['é', 2],
    ['say "so"', 2],
    ['back\\slash', 2],
    ['^LCJI^', 2],
  ])('leads to a record that is named %s and back, in as many trips: %i', async (reference, trips) => {
    const { incident: target, path } = await publishRecord({ reference })
    const main = await publishRecord({ links: [link(reference)] })
    const found = await tripsOf(main.path)
    expect(linkedOn(found.text, [target.id])).toEqual([target.id])
    expect(found.trips).toBe(trips)
    const back = await tripsOf(path)
    expect(linkedOn(back.text, [main.incident.id])).toEqual([main.incident.id])
    expect(back.trips).toBe(trips)
  })

  it('leads nowhere by a name that is another one as it is stored', async () => {
    const { incident: other } = await publishRecord({ reference: '^LCJI^' })
    const main = await publishRecord({ links: [link('é')] })
    expect(linkedOn((await ask(main.path, page)).text, [other.id])).toEqual([])
  })

  it('leads by an id to the record, to the survivor of a merged one, and to no draft', async () => {
    const [target, merged, survivor] = [await publishRecord(), await publishRecord(), await publishRecord()]
    const draft = await submitRecord()
    const ids = [target, merged, survivor, draft].map(({ incident }) => incident.id)
    const strange = ['0197f3a0-1c2b-7d4e-8f60-718293a4b5c6', 'x'.repeat(36)]
    const links = [target, merged, draft].map(({ incident }) => link(incident.id))
    const main = await publishRecord({ links: [...links, ...strange.map(link)] })
    await admin(`${merged.path}/merge`, { json: { into: survivor.incident.id, reason: 'x' } })
    const { text, trips } = await tripsOf(main.path)
    expect(linkedOn(text, ids)).toEqual([target.incident.id, survivor.incident.id])
    expect(trips).toBe(1)
    expect(linkedOn((await admin(main.path, page)).text, ids)).toEqual([
      target.incident.id,
      survivor.incident.id,
      draft.incident.id,
    ])
  })

  it('of a draft has nothing of what is around it', async () => {
    const { incident: target } = await publishRecord({ title: 'Target of a draft' })
    const draft = await submitRecord({ links: [link(target.id)] })
    const answer = await ask(draft.path, page)
    expect(answer.status).toBe(404)
    expect(linkedOn(answer.text, [target.id])).toEqual([])
    expect(answer.text).not.toContain('Target of a draft')
  })
})
