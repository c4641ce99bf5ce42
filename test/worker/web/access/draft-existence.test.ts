/** Whether a draft is there is told to nobody who may not see it. */
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  ask,
  createHolder,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

/** An id that no record has. */
const newId = '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'

/** Without what chance and the clock give: identities, times, secrets, and the number of the commit. */
const comparableText = ({ status, text }: Answer, own: string): string =>
  `${status} ${text}`
    .replaceAll(own, 'own')
    .replace(/"commit":\d+/g, '"commit":0')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/receipts\/[\w-]+/g, 'receipt')

describe('that a draft is there', () => {
  it('is not told by the health', async () => {
    await publishRecord()
    const before = (await ask('/health')).text
    await submitRecord()
    await reviewRecord((await submitRecord()).path, 'reject')
    expect((await ask('/health')).text).toBe(before)
  })

  it.each(['id', 'reference'] as const)('is not told by what a link to it is warned of: %s', async (by) => {
    const reference = 'a-draft'
    const { incident } = await submitRecord({ reference })
    const warned = async (named: string) => {
      const over = { links: [{ type: 'related', incident: named }] }
      const filed = await ask('/incidents', { json: record(over) })
      const { path } = await publishRecord(over)
      return [filed, await ask(`${path}.json`)].map((answer) => answer.data().warnings)
    }
    const [known, unknown] = by === 'id' ? [incident.id, newId] : [reference, 'no-draft']
    expect(await warned(known)).toEqual(await warned(unknown))
  })

  it('is not told by what is said of its reference', async () => {
    const contributor = await createHolder('contributor')
    await submitRecord({ reference: 'a-draft' }, { token: contributor.secret })
    const filed = async (reference: string) =>
      comparableText(await ask('/incidents', { json: record({ reference }) }), reference)
    expect(await filed('a-draft')).toBe(await filed('no-draft'))
  })
})
