/** Whether there are drafts, and how many, is told to nobody who may not see them. */
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { csvOf, importAs, row } from '../../services/imports/send-file.ts'
import { testActors } from '../../support.ts'

const html = { Accept: 'text/html' }
const free = 'nothing-has-it'
const rule = 'link.unresolved'

/** Drafts that have a reference, by who filed them; each is filed by the public, a contributor and an editor. */
const drafts = async (references: readonly string[]) => {
  const { ask: as } = await createHolder('contributor')
  const filers = [ask, as, admin]
  return Promise.all(
    references.map(async (reference, i) => {
      const answer = await (filers[i % filers.length] ?? ask)('/incidents', {
        json: record({ reference, title: `Hidden ${i}` }),
      })
      expect(answer.status).toBe(201)
      return answer.data().incident as { id: string; reference: string }
    }),
  )
}

const linksTo = (...incidents: string[]) => ({
  links: incidents.map((incident) => ({ type: 'related', incident })),
})
const warnedLinks = (warnings: readonly { rule: string; pointer: string }[]) =>
  warnings.filter((each) => each.rule === rule).map(({ pointer }) => pointer)
const every = (howMany: number) => Array.from({ length: howMany }, (_, i) => `/links/${i}/incident`)

describe('the number of the newest commit', () => {
  it('is told by /health to those who see drafts; others get the last that the public saw', async () => {
    await publishRecord()
    const { ask: as } = await createHolder('contributor')
    const plain = (await ask('/health')).data()
    await submitRecord()
    await submitRecord()
    expect((await ask('/health')).data()).toEqual(plain)
    expect((await as('/health')).data()).toEqual(plain)
    const chain = { commit: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(plain).toEqual({ status: 'ok', commit: 1, schema: schemaVersion, stale_rows: 0, chain })
    const full_chain = { ...chain, commit: 4 }
    expect((await admin('/health')).data()).toEqual({ ...plain, commit: 4, full_chain })
  })

  it('is not found by asking for commits to come', async () => {
    const { path } = await publishRecord()
    const asks = ['/incidents.json?commit=2', '/changes.json?since=2', '/changes.json?cursor=2.0']
    const answers = async () => {
      const found = await Promise.all([...asks, `${path}.json?commit=2`].map((each) => ask(each)))
      return found.map(({ status, data }) => [status, data().detail])
    }
    const before = await answers()
    expect(before.map(([status]) => status)).toEqual([400, 400, 400, 400])
    await submitRecord()
    await submitRecord()
    expect(await answers()).toEqual(before)
    expect((await admin('/incidents.json?commit=2&status=submitted')).data().rows).toBe(1)
  })

  it('does not stand in what a filer without a token gets', async () => {
    await submitRecord()
    const { incident, receipt, etag } = await submitRecord()
    const shown = (await ask(receipt)).data().incident
    const headers = { 'If-Match': etag }
    const corrected = await ask(receipt, { json: record({ title: 'Another' }), headers })
    for (const each of [incident, shown, corrected.data().incident]) {
      expect(each).toMatchObject({ id: incident.id, status: 'submitted' })
      expect(each).not.toHaveProperty('commit')
    }
    expect((await admin(`/incidents/${incident.id}.json`)).data().commit).toBe(3)
  })
})

describe('a link of the public to a draft looks as one to nothing', () => {
  it('where a report is filed, corrected by its receipt, and shown there', async () => {
    const hidden = await drafts(['a', 'b', 'c'])
    const links = linksTo(...hidden.flatMap(({ id, reference }) => [id, reference]), free)
    const filed = await ask('/incidents', { json: record(links) })
    expect(warnedLinks(filed.data().warnings)).toEqual(every(7))
    const path = filed.data().receipt
    const headers = { 'If-Match': filed.headers.get('ETag') ?? '' }
    const corrected = await ask(path, { json: record({ ...links, title: 'Corrected' }), headers })
    expect(warnedLinks(corrected.data().incident.warnings)).toEqual(every(7))
    const page = await ask(path, { headers: html })
    expect(page.text.split(`#rule-${rule}`)).toHaveLength(8)
  })

  it('where a correction is suggested, though an editor sees where it leads', async () => {
    const hidden = await drafts(['a', 'b', 'c'])
    const { path } = await publishRecord()
    for (const who of [ask, admin]) {
      const json = { reason: 'linked', revision: 1, patch: linksTo(...hidden.map(({ id }) => id), free) }
      expect((await who(`${path}/suggestions`, { json })).status).toBe(201)
    }
    const queued = (await admin('/queue.json')).data()
    expect(JSON.stringify(queued)).toContain('"warnings":4')
  })

  it('in a record that is published, whoever publishes it and by whichever way', async () => {
    const hidden = await drafts(['a', 'b', 'c'])
    const links = linksTo(...hidden.flatMap(({ id, reference }) => [id, reference]), free)
    const direct = await publishRecord(links)
    const edited = await publishRecord()
    expect((await patchRecord(edited.path, edited.etag, links)).status).toBe(200)
    const waiting = await admin('/incidents', { json: record(links) })
    const reviewed = { path: `/incidents/${waiting.data().incident.id}` }
    expect((await reviewRecord(reviewed.path, 'publish')).status).toBe(200)
    const merged = await publishRecord()
    const other = await publishRecord(links)
    const into = { into: merged.incident.id, reason: 'one event' }
    expect((await admin(`${other.path}/merge`, { json: into })).status).toBe(200)
    for (const { path } of [direct, edited, reviewed, merged]) {
      const shown = (await ask(`${path}.json`)).data()
      expect(warnedLinks(shown.warnings)).toEqual(every(7))
      const page = (await ask(path, { headers: html })).text
      expect(page.split('not in this register, or not public')).toHaveLength(8)
      expect(page.split(`#rule-${rule}`)).toHaveLength(8)
      expect(page).not.toContain('Hidden')
    }
    const csv = (await ask('/incidents.csv?fields=warnings')).text.trim().split('\r\n').slice(1)
    expect(csv).toEqual(csv.map(() => Array(7).fill(rule).join('; ')))
  })

  it('in the rows of a file, for an importer who may not see it and for records that are published', async () => {
    await drafts(['a', 'b', 'c'])
    const { incident } = await publishRecord({ reference: 'old', event_type: 'battle', event_subtype: null })
    const cells = (reference: string, ...to: string[]) =>
      row(reference, { links: to.map((each) => `related:${each}`).join('; ') })
    const text = csvOf([cells('new', 'a', 'b', 'c', free), cells('old', 'a', 'new', free)])
    const counted = async (
      actor: (typeof testActors)[keyof typeof testActors],
      publishes: boolean,
      rows = text,
    ) =>
      (await importAs(actor, rows, { mode: 'valid', dataset: 'reports', publish: publishes })).warnings[rule]
    expect(await counted(testActors.contributor, false, csvOf([cells('his', 'a', 'b', 'c', free)]))).toBe(4)
    expect(await counted(testActors.editor, false)).toBe(5)
    const warned = async () => warnedLinks((await ask(`/incidents/${incident.id}.json`)).data().warnings)
    expect(await warned()).toEqual(every(3))
    expect(await counted(testActors.editor, true)).toBe(6)
  })
})

describe('a link to a draft, once that is published', () => {
  it('leads there for everybody, and no page warns of it any more', async () => {
    const [, draft] = await drafts(['a', 'b'])
    const links = linksTo('b')
    const { path } = await publishRecord(links)
    const editors = (await admin(path, { headers: html })).text
    expect(editors).toContain('Hidden 1')
    expect(editors).not.toContain(rule)
    expect((await ask(path, { headers: html })).text).toContain(rule)
    const { receipt } = await submitRecord(links)
    expect((await reviewRecord(`/incidents/${draft?.id}`, 'publish')).status).toBe(200)
    const shown = (await ask(path, { headers: html })).text
    expect(shown).toContain('Hidden 1')
    expect(shown).not.toContain(rule)
    expect((await ask(receipt, { headers: html })).text).not.toContain(rule)
    expect(warnedLinks((await submitRecord(links)).incident.warnings)).toEqual([])
  })

  it('is judged again when its own record is published', async () => {
    const [, draft] = await drafts(['a', 'b'])
    const { incident } = await submitRecord(linksTo('b'))
    await reviewRecord(`/incidents/${draft?.id}`, 'publish')
    await reviewRecord(`/incidents/${incident.id}`, 'publish')
    expect((await ask(`/incidents/${incident.id}.json`)).data().warnings).toEqual([])
  })

  it('does not tell that a draft was merged; what was public and was merged is known', async () => {
    const survivor = await publishRecord()
    const [, draft] = await drafts(['a', 'b'])
    const known = await publishRecord({ reference: 'known' })
    for (const id of [draft?.id, known.incident.id]) {
      const json = { into: survivor.incident.id, reason: 'one event' }
      expect((await admin(`/incidents/${id}/merge`, { json })).status).toBe(200)
    }
    const { path, incident } = await publishRecord(linksTo('b', 'known', free))
    expect(warnedLinks(incident.warnings)).toEqual(['/links/0/incident', '/links/2/incident'])
    const page = (await ask(path, { headers: html })).text
    const leads = `Related to: <a href="${survivor.path}"`
    expect(page.split(leads)).toHaveLength(2)
    expect((await admin(path, { headers: html })).text.split(leads)).toHaveLength(3)
  })
})

describe('a reference of the public', () => {
  /** The answer without what differs between any two reports. */
  const plain = ({ status, headers, text }: Answer, reference: string) => [
    status,
    [...headers.keys()].filter((name) => name !== 'x-request-id'),
    text
      .replaceAll(reference, '*')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
      .replaceAll(/receipts\/[\w-]+/g, '*')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '*'),
  ]

  it('that a draft has is taken as any other, and the answer is the same', async () => {
    const hidden = await drafts(['draft-a', 'draft-b', 'draft-c'])
    await reviewRecord(`/incidents/${(await drafts(['draft-d']))[0]?.id}`, 'reject')
    const sent = async (reference: string, headers = {}) =>
      plain(await ask('/incidents', { json: record({ reference, title: 'New' }), headers }), reference)
    const ordinary = await sent(free)
    expect(ordinary[0]).toBe(201)
    for (const reference of [...hidden.map((each) => each.reference), 'draft-d', free])
      expect(await sent(reference)).toEqual(ordinary)
    const form = { 'location.country': 'IQ', event_type: 'battle', date: '2022-01-05' }
    const source = { 'sources.0.publisher': 'Example News', reference: 'draft-b' }
    const answer = await ask('/incidents', { form: { ...form, ...source }, headers: browser })
    expect(answer.status).toBe(303)
  })

  it('may be corrected by the receipt to one that a draft has', async () => {
    await drafts(['draft-a', 'draft-b', 'draft-c'])
    const { receipt, etag } = await submitRecord({ reference: free })
    const json = record({ reference: 'draft-b' })
    const corrected = await ask(receipt, { json, headers: { 'If-Match': etag } })
    expect(corrected.status).toBe(200)
    expect(corrected.data().incident.reference).toBe('draft-b')
  })

  it('that a published record has is a conflict, by the receipt too', async () => {
    await publishRecord({ reference: 'known' })
    const json = record({ reference: 'known', title: 'Another' })
    expectProblem(await ask('/incidents', { json }), 'reference-taken')
    const { receipt, etag } = await submitRecord()
    expectProblem(await ask(receipt, { json, headers: { 'If-Match': etag } }), 'reference-taken')
  })

  it('keeps nobody with a token from using it, and is published once', async () => {
    const first = await submitRecord({ reference: 'wanted', title: 'First' })
    const second = await submitRecord({ reference: 'wanted', title: 'Second' })
    expect((await reviewRecord(first.path, 'publish')).status).toBe(200)
    expectProblem(await reviewRecord(second.path, 'publish'), 'reference-taken')
    const json = { into: first.incident.id, reason: 'one event' }
    expect((await admin(`${second.path}/merge`, { json })).status).toBe(200)
    const third = await submitRecord({ reference: 'other' })
    await publishRecord({ reference: 'other' })
    const ETag = (await admin(`${third.path}.json`)).headers.get('ETag') ?? ''
    expect((await patchRecord(third.path, ETag, { reference: null })).status).toBe(200)
    expect((await reviewRecord(third.path, 'publish')).status).toBe(200)
    expect(await newestCommit()).toBeGreaterThan(5)
  })
})
