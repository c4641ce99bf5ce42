/** A store that has rows in every table that no commit covers. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { upkeep } from '../../../../src/services/maintenance.ts'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  publishRecord,
  record,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { importRows, redactRecord } from '../../web/incidents/redact-record.ts'
import { tableMapping } from '../../web/trips/world.ts'

/** An answer that must be a success. */
const done = async (answer: Promise<Answer>): Promise<Answer> => {
  const found = await answer
  expect(found.status, found.text.slice(0, 600)).toBeLessThan(300)
  return found
}

const put = (path: string, json: object) => done(admin(path, { method: 'PUT', json }))
const post = (path: string, json: object) => done(admin(path, { json }))

/** Tokens that are limited, rotated, used and revoked, and downloads. */
const useTokens = async (): Promise<TokenHolder> => {
  const desk = await createHolder('editor', { name: 'Desk' })
  const night = await createHolder('contributor', { name: 'Night', expires_at: '2099-01-01T00:00:00.000Z' })
  await post(`/tokens/${night.id}/limits`, { datasets: ['trial'] })
  for (const { id } of [desk, night])
    await post(`/tokens/${id}/rotate`, { grace_hours: 5, until_first_use: id === night.id })
  for (const tag of ['a', 'b']) await done(desk.ask(`/incidents.csv?tag=${tag}`))
  const old = await createHolder('editor', { name: 'Old' })
  await done(admin(`/tokens/${old.id}`, { method: 'DELETE' }))
  return desk
}

/** Remarks of each kind, marks that last and that ended, and corrections in each state. */
const discuss = async (): Promise<void> => {
  const [first, second] = [await publishRecord({ title: 'First' }), await publishRecord({ title: 'Second' })]
  const { question } = (await post(`${first.path}/questions`, { text: 'How many?' })).data()
  await done(ask(`${first.receipt}/questions`, { json: { question: question.id, text: 'Two.' } }))
  await post(`${second.path}/comments`, { text: 'As we heard.' })
  const ids: string[] = []
  for (const title of ['Accepted', 'Declined', 'Waiting']) {
    const json = { revision: 1, reason: 'x', patch: { title } }
    ids.push((await done(ask(`${second.path}/suggestions`, { json }))).data().suggestion.id)
  }
  for (const [i, decision] of ['accept', 'decline'].entries())
    await post(`/suggestions/${ids[i]}/review`, { decision, reason: 'so it is' })
  for (const undo of [false, true, false])
    await post(`${first.path}/distinct`, { other: second.incident.id, reason: 'two events', undo })
}

/** Entries of the queue in the hand of somebody, and one that was released. */
const takeInHand = async (editor: TokenHolder): Promise<void> => {
  const drafts = [await submitRecord({ title: 'Draft' }), await submitRecord({ title: 'Another' })]
  for (const { incident } of drafts)
    await done(editor.ask(`/queue/${incident.id}/assignee`, { method: 'PUT' }))
  const released = (await submitRecord({ title: 'Released' })).incident.id
  for (const method of ['PUT', 'DELETE']) await done(admin(`/queue/${released}/assignee`, { method }))
  const decided = await submitRecord({ title: 'Decided' })
  await put(`/queue/${decided.incident.id}/assignee`, {})
  await post(`${decided.path}/review`, { decision: 'reject', reason: 'not so' })
}

/** Fills the empty store, and runs its upkeep. */
export const fillStore = async (): Promise<void> => {
  await put('/datasets/closed', { title: 'Closed', publishable: false })
  const name = '/datasets/closed/mappings'
  for (const each of ['one', 'other', 'gone']) await put(`${name}/${each}`, tableMapping)
  await put(`${name}/one`, { ...tableMapping, about: 'again' })
  await done(admin(`${name}/gone`, { method: 'DELETE' }))
  const equal = [record({ title: 'Equal' }), record({ title: 'Equal' })]
  await importRows('dataset=trial&mode=valid', [...equal, record({ event_type: 'none' })])
  const secret = await publishRecord({ title: 'A secret' })
  await done(redactRecord(secret.path, { erase: ['secret'] }))
  await importRows('dataset=trial&dry_run=true', [record()])
  const desk = await useTokens()
  await discuss()
  await takeInHand(desk)
  for (const key of ['a', 'b'])
    await done(admin('/incidents', { json: record({ title: key }), headers: { 'Idempotency-Key': key } }))
  const patch = { summary: 'Seen.' }
  const filter = 'dataset=trial&status=submitted'
  await post('/incidents/bulk', { filter, patch, reason: 'so it is', confirm: 2 })
  await upkeep(env.DB, env.FILES, Date.now())
}
