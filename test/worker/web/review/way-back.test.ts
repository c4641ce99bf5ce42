// What is opened from an entry of the queue leads back to the queue: its filters, and the entry that comes next.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { type Answer, admin, publishRecord, type SubmittedRecord, submitRecord } from '../../client.ts'
import { submittedFields, unescapeHtml } from '../../page-forms.ts'
import { type SignedIn, signIn } from '../../signed-in.ts'

const filters = 'country=IQ&sort=-date'
const file = (over = {}) => submitRecord(over, { token: env.ADMIN_TOKEN })
const idOf = ({ incident }: SubmittedRecord) => incident.id
const entryOf = (filed: SubmittedRecord) => `/queue/${idOf(filed)}?${filters}`
const leadOf = ({ status, headers }: Answer) => [status, headers.get('Location')]
const commitOf = async ({ path }: SubmittedRecord) => (await admin(`${path}.json`)).data().commit

/** Follows a link on the page of an entry, by a part of its address. */
const follow = async ({ page }: SignedIn, filed: SubmittedRecord, part: string): Promise<string> => {
  const links = [...(await page(entryOf(filed))).matchAll(/href="([^"]+)"/g)]
  const link = links.map(([, href = '']) => unescapeHtml(href)).find((href) => href.includes(part))
  return page((link ?? '').replace(/#.*/, ''))
}

/** Returns the fields of the form with an action. */
const fieldsOf = (html: string, action: string, typed: Readonly<Record<string, string>>) =>
  submittedFields(html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? '', typed)

it('an edit is saved and shows its entry, or is published and followed by the next one', async () => {
  const admin = await signIn()
  const [next, filed] = [await file({ date: '2022-01-04' }), await file({ date: '2022-01-05' })]
  const form = await follow(admin, filed, '/edit?')
  expect(unescapeHtml(form)).toContain(`href="${entryOf(filed)}"`)
  const url = `${filed.path}/edit`
  const refused = await admin.send(url, submittedFields(form, { date: 'no day' }))
  expect(refused.status).toBe(422)
  const saved = await admin.send(url, submittedFields(refused.text, { date: '2022-01-05', title: 'Mended' }))
  expect(leadOf(saved)).toEqual([303, `${entryOf(filed)}#saved`])
  const again = submittedFields(await follow(admin, filed, '/edit?'), { _publish: 'true' })
  const published = await admin.send(url, again)
  expect(leadOf(published)).toEqual([303, `${entryOf(next)}&done=${await commitOf(filed)}`])
  const astray = submittedFields(await follow(admin, next, '/edit?'), {
    _queue: '//elsewhere.test/?country=SY',
  })
  expect(leadOf(await admin.send(`${next.path}/edit`, astray))).toEqual([303, `/queue/${idOf(next)}#saved`])
})

it('a merge shows the survivor if it awaits review, or else the next entry, and says what was merged', async () => {
  const admin = await signIn()
  const kept = await publishRecord({ date: '2022-01-05' })
  const [next, one, two] = [
    await file({ date: '2021-01-04' }),
    await file({ date: '2022-01-05', title: 'One' }),
    await file({ date: '2022-01-05', title: 'Two' }),
  ]
  const mergeInto = async (into: SubmittedRecord, from: SubmittedRecord) => {
    const form = await follow(admin, from, `/merge?into=${idOf(into)}`)
    expect(unescapeHtml(form)).toContain(`href="${entryOf(into)}"`)
    return leadOf(await admin.send(`${from.path}/merge`, fieldsOf(form, `${from.path}/merge`, {})))
  }
  // The entry after the first one is another one.
  const shown = await mergeInto(two, one)
  expect(shown).toEqual([303, `${entryOf(two)}&done=${await commitOf(two)}`])
  expect(await admin.page(`${shown[1]}`)).toContain('Merged: <a')
  expect(await mergeInto(kept, two)).toEqual([303, `${entryOf(next)}&done=${await commitOf(kept)}`])
})

it('a merge of several does so, too', async () => {
  const admin = await signIn()
  const kept = await publishRecord({ date: '2022-01-05' })
  const [next, one, two] = [
    await file({ date: '2021-01-04' }),
    await file({ date: '2022-01-05', title: 'One' }),
    await file({ date: '2022-01-05', title: 'Two' }),
  ]
  const url = `${kept.path}/merge-from`
  const form = await follow(admin, two, '&from=')
  const shown = await admin.send(url, fieldsOf(form, url, { _preview: '1' }))
  const merged = await admin.send(url, fieldsOf(shown.text, url, {}))
  expect(leadOf(merged)).toEqual([303, `${entryOf(next)}&done=${await commitOf(kept)}`])
  expect((await admin.page(merged.headers.get('Location') ?? '')).includes('Merged: 2 reports')).toBe(true)
  expect(await admin.page(`/queue/${idOf(one)}`)).toContain('Merged')
})

it('a merge from the queue without filters leads back there, too', async () => {
  const admin = await signIn()
  const kept = await publishRecord({ date: '2022-01-05' })
  const [filed, next] = [await file({ date: '2022-01-05' }), await file({ date: '2021-01-04' })]
  const [, href = ''] =
    /href="([^"]+\/merge\?into=[^"]+)"/.exec(await admin.page(`/queue/${idOf(filed)}`)) ?? []
  const url = `${filed.path}/merge`
  const form = fieldsOf(await admin.page(unescapeHtml(href)), url, {})
  const shown = await admin.send(url, { ...form, _preview: '1' })
  const merged = await admin.send(url, fieldsOf(shown.text, url, {}))
  expect(leadOf(merged)).toEqual([303, `/queue/${idOf(next)}?done=${await commitOf(kept)}`])
})

it.each(['questions', 'comments'])('%s show the entry again, refused or not', async (section) => {
  const admin = await signIn()
  const filed = await file()
  const url = `${filed.path}/${section}`
  const refused = await admin.send(url, fieldsOf(await admin.page(entryOf(filed)), url, { text: ' ' }))
  expect(refused.status).toBe(422)
  const sent = await admin.send(url, fieldsOf(refused.text, url, { text: 'Where?' }))
  expect(leadOf(sent)).toEqual([303, `${entryOf(filed)}#${section}`])
})

it('a mark of two as distinct is taken back there', async () => {
  const admin = await signIn()
  const [one, two] = [await file(), await file()]
  const url = `${one.path}/distinct`
  const marked = await admin.send(url, fieldsOf(await admin.page(entryOf(one)), url, {}))
  expect(leadOf(marked)).toEqual([303, entryOf(one)])
  const page = await admin.page(entryOf(one))
  expect(unescapeHtml(page)).toContain(`href="${entryOf(two)}">${idOf(two)}`)
  expect(leadOf(await admin.send(url, fieldsOf(page, url, {})))).toEqual([303, entryOf(one)])
})
