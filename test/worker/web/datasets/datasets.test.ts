import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxLengths } from '../../../../schemas/dataset.ts'
import type { ProblemName } from '../../../../src/problems.ts'
import { list, describe as say } from '../../../../src/services/datasets.ts'
import { listAtCommit } from '../../../../src/store/datasets.ts'
import {
  type Answer,
  admin,
  ask,
  countRecords,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { contextAt, rejectionOf, testActors } from '../../support.ts'

const put = (slug: string, json: unknown, headers: Readonly<Record<string, string>> = {}) =>
  admin(`/datasets/${slug}`, { method: 'PUT', json, headers })

const hide = async (slug: string): Promise<void> => {
  expect((await put(slug, { publishable: false })).status).toBeLessThan(300)
}

const none = { title: null, description: null, licence: null, attribution: null, publishable: true }
const full = {
  title: 'Trial',
  description: 'What it has.\n\nAnd what it has not.',
  licence: 'CC BY 4.0',
  attribution: 'The trial, 2022',
  publishable: true,
}
const reports = { ...none, slug: 'reports', title: 'Reports', description: 'What people submit one by one.' }

const listed = async (who = ask) => (await who('/datasets.json')).data().datasets

describe('PUT /datasets/{slug}', () => {
  it('makes a dataset, then replaces all that is said of it, each by a commit', async () => {
    const made = await put('trial', full)
    expect([made.status, made.data()]).toEqual([201, { slug: 'trial', ...full }])
    const again = await put('trial', full)
    expect([again.status, again.data()]).toEqual([200, made.data()])
    const replaced = await put('trial', { title: 'Other' })
    expect([replaced.status, replaced.data()]).toEqual([200, { ...none, slug: 'trial', title: 'Other' }])
    expect(await listed()).toEqual([
      { ...reports, published: 0 },
      { ...replaced.data(), published: 0 },
    ])
    expect(await newestCommit()).toBe(2)
  })

  it('makes no commit of what is said already, and keeps what was said before', async () => {
    await put('trial', full)
    await put('trial', { ...full, title: 'Second' })
    await put('trial', { ...full, title: 'Second' })
    await put('trial', { ...full, title: 'Third', publishable: false })
    await put('trial', { ...full, title: 'Third' })
    expect(await newestCommit()).toBe(4)
    const titles: (string | null | undefined)[] = []
    for (let seq = 0; seq <= 4; seq++)
      titles.push((await listAtCommit(env.DB, seq)).find(({ slug }) => slug === 'trial')?.title)
    expect(titles).toEqual(['Trial', 'Trial', 'Second', 'Third', 'Third'])
    const [said] = (await listAtCommit(env.DB, 2)).filter(({ slug }) => slug === 'trial')
    const { publishable: _, ...texts } = full
    expect(said).toEqual({ slug: 'trial', published: 0, ...texts, title: 'Second' })
  })

  it('describes a dataset that a record has begun', async () => {
    await publishRecord({ dataset: 'trial' })
    expect((await put('trial', full)).status).toBe(200)
    expect(await listed()).toContainEqual({ slug: 'trial', ...full, published: 1 })
  })

  it.each<[string, unknown, Record<string, unknown>]>([
    ['nothing', {}, none],
    ['null', { title: null, publishable: true }, none],
    ['texts with space around', { title: ' \n Trial\t ' }, { ...none, title: 'Trial' }],
    ['texts of space alone', { title: ' \n ', licence: '' }, none],
    ['old newlines', { description: 'a\r\nb\rc' }, { ...none, description: 'a\nb\nc' }],
    ['decomposed letters', { title: 'e\u0301' }, { ...none, title: '\u00e9' }],
    ['another script', { title: 'تجربة 🚀' }, { ...none, title: 'تجربة 🚀' }],
    ['markup', { title: '<b>&amp;' }, { ...none, title: '<b>&amp;' }],
    [
      'the longest title',
      { title: '🚀'.repeat(maxLengths.title) },
      { ...none, title: '🚀'.repeat(maxLengths.title) },
    ],
    ['what is not for publication', { publishable: false }, { ...none, publishable: false }],
  ])('takes %s', async (_, sent, kept) => {
    const answer = await put('trial', sent)
    expect([answer.status, answer.data()]).toEqual([201, { slug: 'trial', ...kept }])
    expect(await listed(admin)).toContainEqual({ slug: 'trial', ...kept, published: 0 })
  })

  it.each<[string, unknown, [string, string][]]>([
    ['a list', [], [['', 'field.type']]],
    ['null', null, [['', 'field.type']]],
    ['a text', 'trial', [['', 'field.type']]],
    ['a number for a text', { title: 5 }, [['/title', 'field.type']]],
    ['a list for a text', { licence: ['CC0'] }, [['/licence', 'field.type']]],
    ['a text for a truth', { publishable: 'false' }, [['/publishable', 'field.type']]],
    ['a number for a truth', { publishable: 0 }, [['/publishable', 'field.type']]],
    ['null for a truth', { publishable: null }, [['/publishable', 'field.type']]],
    ['a NUL', { title: 'a\u0000b' }, [['/title', 'text.control']]],
    ['a bell', { attribution: 'a\u0007' }, [['/attribution', 'text.control']]],
    ['half a pair', { description: 'a\ud800' }, [['/description', 'text.broken']]],
    ['a long title', { title: 'x'.repeat(maxLengths.title + 1) }, [['/title', 'text.length']]],
    ['a long licence', { licence: 'x'.repeat(maxLengths.licence + 1) }, [['/licence', 'text.length']]],
    ['an unknown field', { titel: 'Trial' }, [['/titel', 'field.unknown']]],
    ['its own name', { slug: 'trial' }, [['/slug', 'field.unknown']]],
    ['a name of the language', JSON.parse('{"__proto__": 1}'), [['/__proto__', 'field.unknown']]],
    ['another', { constructor: 1 }, [['/constructor', 'field.unknown']]],
    [
      'several errors at once',
      { license: 'CC0', x: 1, title: 5, publishable: 1 },
      [
        ['/license', 'field.unknown'],
        ['/x', 'field.unknown'],
        ['/title', 'field.type'],
        ['/publishable', 'field.type'],
      ],
    ],
  ])('refuses %s, and stores nothing', async (_, sent, expected) => {
    const { errors = [] } = expectProblem(await put('trial', sent), 'invalid-request')
    expect(errors.map(({ pointer, rule }) => [pointer, rule])).toEqual(expected)
    expect(await listed(admin)).toHaveLength(1)
  })

  it('names the nearest field and the limit', async () => {
    const sent = { license: 'CC0', title: 'x'.repeat(maxLengths.title + 1) }
    const { detail } = expectProblem(await put('trial', sent), 'invalid-request')
    expect(detail).toContain('Did you mean licence?')
    expect(detail).toContain(`at most ${maxLengths.title} characters`)
  })

  it.each(['Trial', 'a b', '-a', 'é', `${'x'.repeat(65)}`, '%00', '__proto__', 'a.b'])(
    'refuses a name that is none: %.20s',
    async (slug) => {
      const { errors } = expectProblem(await put(encodeURI(slug), { titel: 1 }), 'invalid-request')
      expect(errors).toMatchObject([
        { parameter: 'slug', rule: 'text.slug' },
        { pointer: '/titel', rule: 'field.unknown' },
      ])
    },
  )

  it.each<[string, ProblemName, () => Promise<Answer>]>([
    ['nobody in particular', 'token-needed', () => ask('/datasets/trial', { method: 'PUT', json: full })],
    [
      'what is no JSON',
      'body-unreadable',
      () =>
        admin('/datasets/trial', {
          method: 'PUT',
          body: '{',
          headers: { 'Content-Type': 'application/json' },
        }),
    ],
    ['a form', 'unsupported-type', () => admin('/datasets/trial', { method: 'PUT', form: { title: 'a' } })],
    ['a parameter', 'invalid-query', () => put('trial?publish=true', full)],
    ['too much', 'too-large', () => put('trial', { description: 'x'.repeat(256 * 1024) })],
  ])('refuses %s', async (_, type, send) => {
    expectProblem(await send(), type)
    expect(await listed(admin)).toHaveLength(1)
  })

  it('is for editors, not for contributors', async () => {
    const refused = await rejectionOf(say(contextAt(), testActors.contributor, 'trial', full))
    expect(refused.type).toBe('forbidden')
    expect((await say(contextAt(), testActors.editor, 'trial', full)).status).toBe(201)
  })

  it('makes a dataset once, however many ask for it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => put('trial', full)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201])
  })
})

describe('the list of datasets', () => {
  it('counts what is published, by name, and tells the public nothing of the rest', async () => {
    await publishRecord({ dataset: 'b' })
    await publishRecord({ dataset: 'b' })
    await publishRecord()
    const { path } = await publishRecord({ dataset: 'a' })
    await reviewRecord(path, 'retract')
    await submitRecord({ dataset: 'b' })
    await submitRecord({ dataset: 'c' }, { token: env.ADMIN_TOKEN })
    await put('d', { title: 'Soon' })
    const counts = (rows: { slug: string; published: number }[]) => rows.map((r) => [r.slug, r.published])
    const own = [
      ['b', 2],
      ['d', 0],
      ['reports', 1],
    ]
    expect(counts(await listed())).toEqual(own)
    expect(counts((await list(contextAt(), testActors.contributor)).datasets)).toEqual(own)
    expect(counts(await listed(admin))).toEqual([['a', 0], ['b', 2], ['c', 0], ...own.slice(1)])
    expect((await ask('/datasets')).text).not.toMatch(/dataset=[ac]"/)
  })

  it('is of the public commit, and is not sent again to who has it', async () => {
    await publishRecord()
    await submitRecord()
    const first = await ask('/datasets.json')
    expect([first.status, first.type]).toEqual([200, 'application/json'])
    expect(first.data().commit).toBe(1)
    expect(first.headers.get('Sitrep-Commit')).toBe('1')
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const tag = first.headers.get('ETag') ?? ''
    const again = (etag: string) => ask('/datasets.json', { headers: { 'If-None-Match': etag } })
    expect([(await again(tag)).status, (await again('"x"')).status]).toEqual([304, 200])
    await put('reports', { title: 'Reports from people' })
    expect((await again(tag)).status).toBe(200)
    expect((await admin('/datasets.json')).headers.get('Cache-Control')).toBe('private, no-store')
  })

  it.each([
    [undefined, 'text/html; charset=UTF-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=UTF-8'],
    ['application/json', 'application/json'],
    ['application/json;q=0.5, text/html;q=0.4', 'application/json'],
  ])('is a page, or JSON for who asks: Accept: %s', async (accept, type) => {
    const headers: Record<string, string> = accept === undefined ? {} : { Accept: accept }
    const answer = await ask('/datasets', { headers })
    expect([answer.status, answer.type]).toEqual([200, type])
    if (type === 'application/json') expect(answer.text).toBe((await ask('/datasets.json')).text)
  })

  it('as a page says what is known and leads to the incidents', async () => {
    const markup = '<script>alert(1)</script>'
    await put('trial', { ...full, title: markup, description: markup, licence: 'https://example.org/by' })
    await publishRecord({ dataset: 'trial' })
    const { text } = await ask('/datasets')
    expect(text).toContain('href="/incidents?dataset=trial"')
    expect(text).toContain('1 published incident<')
    expect(text).toContain('href="https://example.org/by"')
    expect(text).toContain('aria-current="page">Datasets')
    expect(text).not.toContain('<script>')
    for (const address of ['/', '/incidents', '/codebook'])
      expect((await ask(address)).text).toContain('href="/datasets"')
    expect((await ask('/incidents.json?dataset=trial')).data().rows).toBe(1)
  })

  it.each(['/datasets?x=1', '/datasets.json?limit=1'])('takes no parameters: %s', async (address) => {
    expectProblem(await ask(address), 'invalid-query')
  })
})

const expectRefused = (answer: Answer, dataset = 'hidden') => {
  const { errors, detail } = expectProblem(answer, 'not-publishable')
  expect(detail).toContain(dataset)
  expect(errors).toMatchObject([{ pointer: '/dataset', rule: 'dataset.not_publishable', received: dataset }])
}

const imports = (query: string, rows: readonly unknown[]) => admin(`/imports?${query}`, { json: rows })

const row = (dataset: string, reference: string) => record({ dataset, reference })

describe('what may not be published', () => {
  it('is taken as a draft and refused as published', async () => {
    await hide('hidden')
    expectRefused(await admin('/incidents?publish=true', { json: record({ dataset: 'hidden' }) }))
    expect(await countRecords()).toBe(0)
    expect((await admin('/incidents', { json: record({ dataset: 'hidden' }) })).status).toBe(201)
    expect((await ask('/incidents', { json: record({ dataset: 'hidden' }) })).status).toBe(201)
  })

  it('does not use up the key of the request', async () => {
    await hide('hidden')
    const send = () =>
      admin('/incidents?publish=true', {
        json: record({ dataset: 'hidden' }),
        headers: { 'Idempotency-Key': 'k' },
      })
    expectRefused(await send())
    await put('hidden', {})
    expect((await send()).status).toBe(201)
  })

  it('is not published by a review, until it may be', async () => {
    await hide('hidden')
    const { path } = await submitRecord({ dataset: 'hidden' })
    expectRefused(await reviewRecord(path, 'publish'))
    const before = await newestCommit()
    await put('hidden', { publishable: true })
    expect((await reviewRecord(path, 'publish')).status).toBe(200)
    expect(await newestCommit()).toBe(before + 2)
  })

  it('is not restored to published, but to submitted', async () => {
    const [retracted, rejected] = [
      await publishRecord({ dataset: 'hidden' }),
      await submitRecord({ dataset: 'hidden' }),
    ]
    await reviewRecord(retracted.path, 'retract')
    await reviewRecord(rejected.path, 'reject')
    await hide('hidden')
    expectRefused(await reviewRecord(retracted.path, 'restore'))
    expect((await reviewRecord(rejected.path, 'restore')).status).toBe(200)
  })

  it('is nowhere that a published record can be moved, and a draft can', async () => {
    await hide('hidden')
    const [published, draft] = [await publishRecord(), await submitRecord()]
    expectRefused(await patchRecord(published.path, published.etag, { dataset: 'hidden' }))
    expect((await ask(`${published.path}.json`)).data()).toEqual(published.incident)
    expect((await patchRecord(draft.path, draft.etag, { dataset: 'hidden' })).status).toBe(200)
  })

  it.each(['all', 'valid'])('is refused row by row where the rows name it: mode=%s', async (mode) => {
    await hide('hidden')
    const rows = [row('open', 'a'), row('hidden', 'b'), row('open', 'c'), row(' hidden ', 'd')]
    const report = (await imports(`publish=true&mode=${mode}`, rows)).data()
    expect(report).toMatchObject({ rows: 4, rejected: 2, created: mode === 'all' ? 0 : 2 })
    expect(report.errors).toMatchObject([
      { row: 2, pointer: '/dataset', rule: 'dataset.not_publishable', received: 'hidden' },
      { row: 4, pointer: '/dataset', rule: 'dataset.not_publishable', received: 'hidden' },
    ])
    expect(await countRecords()).toBe(report.created)
    const drafts = (await imports(`mode=${mode}`, rows)).data()
    expect(drafts.rejected).toBe(0)
  })

  it('is refused where reports are it, and rows name no dataset', async () => {
    await hide('reports')
    const report = (await imports('publish=true', [record({ reference: 'a' })])).data()
    expect(report.errors).toMatchObject([{ row: 1, rule: 'dataset.not_publishable', received: 'reports' }])
  })

  it.each(['', '&dry_run=true', '&mode=valid'])(
    'is refused as a whole where the import names it, before it is read: %s',
    async (more) => {
      await hide('hidden')
      const body = 'this is no table "'
      const headers = { 'Content-Type': 'text/csv' }
      expectRefused(await admin(`/imports?dataset=hidden&publish=true${more}`, { body, headers }))
      expect(await countRecords()).toBe(0)
      expect((await imports('dataset=hidden', [row('hidden', 'a')])).data().created).toBe(1)
    },
  )

  it('is not published by an import that finds it as a draft', async () => {
    await hide('hidden')
    await imports('', [row('hidden', 'a')])
    const { errors } = (await imports('publish=true', [row('hidden', 'a')])).data()
    expect(errors).toMatchObject([{ row: 1, rule: 'dataset.not_publishable' }])
  })
})

describe('a dataset with published records', () => {
  it.each([
    [1, 'trial has 1 published record.'],
    [2, 'trial has 2 published records.'],
  ])('stays publishable, and the refusal has their number: %i', async (number, words) => {
    for (let i = 0; i < number; i++) await publishRecord({ dataset: 'trial' })
    await submitRecord({ dataset: 'trial' })
    const problem = expectProblem(
      await put('trial', { title: 'Trial', publishable: false }),
      'dataset-published',
    )
    expect(problem.detail).toContain(words)
    expect(problem.errors).toMatchObject([{ pointer: '/publishable', received: false }])
    expect(await listed()).toContainEqual({ ...none, slug: 'trial', published: number })
  })

  it('can be closed when all of them are retracted', async () => {
    const { path } = await publishRecord({ dataset: 'trial' })
    expect((await put('trial', { publishable: false })).status).toBe(409)
    await reviewRecord(path, 'retract')
    expect((await put('trial', { publishable: false })).status).toBe(200)
  })
})
