/** Edits of records that an earlier schema accepted: a field, a code or a name that is no more, a rule that is new. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { withFormerName } from '../../../former-name.ts'
import {
  admin,
  ask,
  browser,
  expectProblem,
  fields,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { importRows, redactRecord } from './redact-record.ts'
import { exactPlace, fullRecord, withWithheldPlace } from './withheld-place.ts'

/** Replaces a text in the stored documents, as an earlier schema would have stored it. */
const rewriteStored = (from: string, to: string) =>
  env.DB.prepare(
    `UPDATE incident_body SET public_json = replace(public_json, ?1, ?2), full_json = replace(full_json, ?1, ?2),
     schema_version = schema_version || '0'`,
  )
    .bind(from.replaceAll('"', '\x7f'), to.replaceAll('"', '\x7f'))
    .run()

const put = (path: string, etag: string, json: unknown) =>
  admin(path, { method: 'PUT', json, headers: { 'If-Match': etag } })
const rulesOf = (warnings: readonly { readonly rule: string }[]) => warnings.map(({ rule }) => rule)

describe('a field that the schema does not have any more', () => {
  it('stays in a record that is edited by PATCH, by its own JSON, or by a suggestion', async () => {
    const { path, etag } = await publishRecord({ title: 'one' })
    await rewriteStored('"title"', '"siren":"loud","title"')
    const patched = await patchRecord(path, etag, { title: 'two' })
    expect(patched.status, patched.text).toBe(200)
    expect(patched.data().incident).toMatchObject({ siren: 'loud', title: 'two' })
    expect(rulesOf(patched.data().warnings)).toEqual(['field.unknown'])
    const replaced = await put(path, patched.headers.get('ETag') ?? '', {
      ...patched.data().incident,
      title: 'three',
    })
    expect(replaced.data().incident).toMatchObject({ siren: 'loud', title: 'three' })
    const sent = await ask(`${path}/suggestions`, {
      json: { patch: { title: 'four' }, revision: 3, reason: 'better' },
    })
    expect(sent.status, sent.text).toBe(201)
    expect(sent.data().suggestion.patch).toEqual({ title: 'four' })
    const accepted = await admin(`/suggestions/${sent.data().suggestion.id}/review`, {
      json: { decision: 'accept' },
    })
    expect(accepted.data().incident).toMatchObject({ siren: 'loud', title: 'four' })
    const now = (await ask(`${path}.json`)).headers.get('ETag') ?? ''
    expectProblem(await patchRecord(path, now, { siren: 'louder' }), 'invalid-record')
    const removed = await patchRecord(path, now, { siren: null })
    expect(removed.data().incident).not.toHaveProperty('siren')
  })

  it('stays in a draft that is corrected by a form, which does not show it', async () => {
    const { path, receipt, etag } = await submitRecord()
    await rewriteStored('"summary"', '"siren":"loud","summary"')
    const form = fields({ title: 'two', _seen: etag })
    const answer = await ask(receipt, { form, headers: browser })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, receipt])
    expect(await fullRecord(path)).toMatchObject({ siren: 'loud', title: 'two' })
  })
})

describe('a broken rule of a stored record', () => {
  it('warns when an import publishes the draft of an earlier one', async () => {
    const row = record({ outcome: 'mixed' })
    await importRows('', [row])
    await rewriteStored('"mixed"', '"given_up"')
    expect(await importRows('publish=true', [row])).toMatchObject({ updated: 1, errors: [] })
    const { incidents } = (await ask('/incidents.json')).data()
    expect(incidents).toMatchObject([{ outcome: 'given_up', warnings: [{ rule: 'code.unknown' }] }])
  })

  const mortar = { type: 'mortar', fired: 9, hit: 5 }
  const breakRule = () => rewriteStored('"fired":9', '"fired":1')
  const broken = { ...mortar, fired: 1 }

  it('does not stop an edit that removes the entry before it, nor an import of an earlier download', async () => {
    const { path, etag } = await publishRecord({ reference: 'r', weapons: [{ type: 'rocket' }, mortar] })
    await breakRule()
    const download = await fullRecord(path)
    const patched = await patchRecord(path, etag, { weapons: [broken] })
    expect(patched.status, patched.text).toBe(200)
    expect(await importRows('publish=true', [download])).toMatchObject({ updated: 1, rejected: 0 })
    expect((await fullRecord(path)).weapons).toEqual(download.weapons)
  })

  it('does not stop a merge, by which its entry moves', async () => {
    const one = await publishRecord({ weapons: [{ type: 'rocket' }] })
    const other = await publishRecord({ weapons: [mortar] })
    await breakRule()
    const merged = await admin(`${other.path}/merge`, {
      json: { into: one.incident.id, reason: 'the same' },
    })
    expect(merged.status, merged.text).toBe(200)
    expect(merged.data().incident.weapons).toEqual([{ type: 'rocket' }, broken])
  })

  it('does not stop a redaction of an entry before it', async () => {
    const { path } = await publishRecord({
      weapons: [{ type: 'rocket', model: 'secret' }, mortar],
    })
    await breakRule()
    const redacted = await redactRecord(path, { remove: ['/weapons/0'] })
    expect(redacted.status, redacted.text).toBe(200)
    expect(redacted.data().incident.weapons).toEqual([broken])
  })

  it('warns when the draft is published', async () => {
    const { path } = await submitRecord({ outcome: 'mixed' })
    await rewriteStored('"mixed"', '"given_up"')
    const answer = await reviewRecord(path, 'publish')
    expect(answer.status, answer.text).toBe(200)
    expect(answer.data().warnings).toMatchObject([{ rule: 'code.unknown', pointer: '/outcome' }])
    expect((await ask(`${path}.json`)).data().warnings).toMatchObject([{ rule: 'code.unknown' }])
  })
})

describe('a field with a former name', () => {
  const withVillage = <Result>(act: () => Promise<Result>) => withFormerName('location.place', 'village', act)
  const { place: village, ...elsewhere } = exactPlace

  it('may have it in the old document of a withheld place, by PUT and by import', async () => {
    const { path, etag } = await publishRecord({ ...withWithheldPlace('place'), reference: 'r' })
    const own = record({ reference: 'r', location: { ...elsewhere, village, withheld: 'place' } })
    const answer = await withVillage(() => put(path, etag, own))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.data().incident.location).toEqual({ ...exactPlace, withheld: 'place' })
    expect(rulesOf(answer.data().warnings)).toContain('field.renamed')
    const report = await withVillage(() => importRows('publish=true', [own]))
    expect(report).toMatchObject({ rejected: 0, errors: [] })
    expect((await fullRecord(path)).location).toEqual({ ...exactPlace, withheld: 'place' })
  })

  it('may have one of its names in a patch, not both', async () => {
    const { path, etag } = await publishRecord()
    const both = await withVillage(() => patchRecord(path, etag, { location: { place: 'A', village: 'B' } }))
    expect(expectProblem(both, 'invalid-record').errors).toMatchObject([
      { pointer: '/location/place', rule: 'field.twice' },
    ])
    const one = await withVillage(() => patchRecord(path, etag, { location: { village: 'B' } }))
    expect(one.data().incident.location.place).toBe('B')
    expect(rulesOf(one.data().warnings)).toEqual(['field.renamed'])
  })

  it('is redacted under it', async () => {
    const { path } = await publishRecord()
    const answer = await withVillage(() => redactRecord(path, { remove: ['/location/village'] }))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.data().incident.location).toEqual({ country: 'IQ' })
  })
})
