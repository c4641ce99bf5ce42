import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { application, ask, countRecords, createHolder, reviewRecord } from '../../client.ts'
import { formsOf, unescapeHtml } from '../../page-forms.ts'
import { csvOf, row } from '../../services/imports/send-file.ts'
import { csvFile, locationOf, run, sendFile, type Visitor, visit, visitor } from './page-client.ts'

let editor: Visitor
let contributor: Visitor

beforeEach(async () => {
  editor = await visitor()
  contributor = await visitor((await createHolder('contributor')).secret)
})

const good = csvOf([row('r1'), row('r2')])
const faulty = csvOf([
  row('r1', { country: 'Irak' }),
  row('r2', { country: 'Irak' }),
  row('r3', { date: '2022-13-40' }),
  row('r4'),
])

/** Returns the fields of the form on the page of an import by which it is imported again. */
const fieldsOfRun = (html: string, path: string) =>
  formsOf(html).find(({ action }) => action === `${path}/runs`)?.fields ?? {}
const openRun = async (who: Visitor, path: string) => fieldsOfRun((await visit(who, path)).text, path)
const sendRun = ({ headers }: Visitor, path: string, form: Readonly<Record<string, string>>) =>
  ask(`${path}/runs`, { headers, form }, application)
/** Returns the name of the field that says how a cell is read. */
const nameOf = (fields: Readonly<Record<string, string>>, cell: string): string =>
  (
    Object.entries(fields).find(([name, value]) => name.endsWith('.from') && value === cell)?.[0] ?? ''
  ).replace('.from', '.to')

const text = (page: string): string => unescapeHtml(page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))

describe('a new import', () => {
  it('rehearses a file and stores nothing, then imports the stored file', async () => {
    const path = locationOf(await sendFile(editor, csvFile(good), { dataset: 'trial', mode: 'all' }))
    const page = text((await visit(editor, path)).text)
    expect(page).toContain('Rehearsal: nothing has been stored.')
    expect(page).toContain('Import of rows.csv')
    expect(page).toContain('There are no faults.')
    expect(await countRecords()).toBe(0)
    const done = locationOf(await run(editor, path, {}, { dry_run: 'false' }))
    expect(done).not.toBe(path)
    expect(text((await visit(editor, done)).text)).toContain('2 created')
    expect(await countRecords()).toBe(2)
  })

  it('groups faults by column and cell, and mends equal cells at once', async () => {
    const path = locationOf(await sendFile(editor, csvFile(faulty), { dataset: 'trial' }))
    const page = await visit(editor, path)
    expect(text(page.text)).toMatch(/Column country .*Irak 2 .*Row 1, Row 2/)
    expect(text(page.text)).toMatch(/Column date .*2022-13-40 1 .*Row 3/)
    const mended = locationOf(await run(editor, path, { Irak: 'IQ' }, { dry_run: 'true' }))
    const second = text((await visit(editor, mended)).text)
    expect(second).not.toContain('Column country')
    expect(second).toMatch(/Replaced cells .*country : Irak/)
    expect(await countRecords()).toBe(0)
    const done = locationOf(await run(editor, mended, { '2022-13-40': '2022-12-30' }, { dry_run: 'false' }))
    expect(text((await visit(editor, done)).text)).toContain('4 created')
    const stored = await ask('/incidents.json?status=submitted', { token: env.ADMIN_TOKEN })
    const facts = stored
      .data()
      .incidents.map((each: { date: string; location: { country: string } }) => [
        each.date,
        each.location.country,
      ])
    expect(facts).toEqual([
      ['2022-01-05', 'IQ'],
      ['2022-01-05', 'IQ'],
      ['2022-12-30', 'IQ'],
      ['2022-01-05', 'IQ'],
    ])
    const file = await ask(`${done}/file`, { token: env.ADMIN_TOKEN })
    expect(file.text).toBe(faulty)
  })

  it('replaces the cell of one row alone', async () => {
    const path = locationOf(await sendFile(editor, csvFile(faulty), { dataset: 'trial' }))
    const replacements = [
      { column: 'country', from: 'Irak', to: 'IR', row: 2 },
      { column: 'country', from: 'Irak', to: 'IQ' },
      { column: 'date', from: '2022-13-40', to: '2022-12' },
    ]
    const answer = await ask(`${path}/runs`, {
      token: env.ADMIN_TOKEN,
      json: { dry_run: false, replacements },
    })
    expect(answer.data()).toMatchObject({ created: 4, rejected: 0 })
    const stored = await ask('/incidents.json?status=submitted', { token: env.ADMIN_TOKEN })
    expect(stored.data().incidents[1].location.country).toBe('IR')
  })

  it('stores the good rows if somebody says so', async () => {
    const path = locationOf(await sendFile(editor, csvFile(faulty), { dataset: 'trial' }))
    const done = locationOf(await run(editor, path, {}, { dry_run: 'false', mode: 'valid' }))
    expect(text((await visit(editor, done)).text)).toContain('1 created')
    const nothing = locationOf(await run(editor, path, {}, { dry_run: 'false', mode: 'all' }))
    expect(text((await visit(editor, nothing)).text)).toContain('Nothing was stored')
  })

  it('finds out the layout: columns of Sitrep, or a mapping by suggestion', async () => {
    const table = 'event date;nation;killed;kind;outlet\n2022-01-05;Iraq;3;battle;Example News\n'
    const profileOf = async (path: string) =>
      env.DB.prepare('SELECT profile FROM imports WHERE id = ?').bind(path.split('/')[2]).first('profile')
    const flat = locationOf(await sendFile(editor, csvFile(good), { profile: 'auto' }))
    const mapped = locationOf(await sendFile(editor, csvFile(table), { profile: 'auto', dataset: 'trial' }))
    expect([await profileOf(flat), await profileOf(mapped)]).toEqual(['flat', 'mapping'])
    const profileOfFeature = async (geometry: object | null, properties: object) => {
      const collection = {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', id: 'x', geometry, properties }],
      }
      const file = new File([JSON.stringify(collection)], 'rows.geojson')
      return profileOf(locationOf(await sendFile(editor, file, { profile: 'auto', dataset: 'trial' })))
    }
    const point = { type: 'Point', coordinates: [44, 36] }
    const row = { date: '05/01/2022', country: 'IQ', event_type: 'battel', sources: 'Example News' }
    expect(await profileOfFeature(point, row)).toBe('flat')
    expect(await profileOfFeature(null, { ...row, id: 'x', deaths_best: 3, date_end: '2022-01-05' })).toBe(
      'flat',
    )
    expect(await profileOfFeature(point, { ...row, outlet: 'Example News' })).toBe('mapping')
    expect(await profileOfFeature({ ...point, type: 'MultiPoint' }, row)).toBe('mapping')
  })

  it('writes the errors in the language of the importer', async () => {
    const arabic = { ...editor, headers: { ...editor.headers, 'Accept-Language': 'ar' } }
    const path = locationOf(await sendFile(arabic, csvFile(faulty), { dataset: 'trial' }))
    const page = (await visit(arabic, path)).text
    expect(page).toContain('dir="rtl"')
    expect(page).toMatch(/<bdi lang="ar" id="fault-\d+">[^<]*[\u0600-\u06ff]/)
  })

  it.each([
    ['no file', undefined, {}, 422, 'Choose a file.'],
    ['a wrong dataset', csvFile(good), { dataset: 'No Slug' }, 400, 'dataset'],
    ['an empty file', csvFile(''), { profile: 'flat' }, 422, 'The file cannot be read yet'],
    ['a mapping that nobody keeps', csvFile(good), { mapping: 'trial/none' }, 400, 'trial/none'],
  ] as const)('refuses %s, and shows the form as typed', async (_, file, typed, status, words) => {
    const answer = await sendFile(editor, file, { null_values: 'NA', ...typed })
    expect(answer.status).toBe(status)
    expect(text(answer.text)).toContain(words)
    expect(answer.text).toContain('value="NA"')
  })

  it('refuses a form of another session before it reads the file', async () => {
    const answer = await sendFile({ ...editor, csrf: 'x' }, csvFile(good))
    expect(answer.status).toBe(403)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM imports').first('n')).toBe(0)
  })

  it('tells the progress to a script', async () => {
    const headers = { ...editor.headers, Accept: 'application/x-ndjson' }
    const answer = await sendFile({ ...editor, headers }, csvFile(good), { dataset: 'trial' })
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toEqual({ progress: { rows: 2, rejected: 0 } })
    expect(lines.at(-1)).toMatchObject({ dry_run: true, rows: 2 })
  })
})

describe('the undoing of an import', () => {
  it('takes back what it stored, with a reason', async () => {
    const path = locationOf(await sendFile(editor, csvFile(good), { dataset: 'trial' }))
    expect((await visit(editor, path)).text).not.toContain(`action="${path}/undo"`)
    const done = locationOf(await run(editor, path, {}, { dry_run: 'false', publish: 'true' }))
    const { text: page } = await visit(editor, done)
    const fields = formsOf(page).find(({ action }) => action === `${done}/undo`)?.fields
    const form = { ...fields, reason: 'The wrong file' }
    const undone = await ask(`${done}/undo`, { headers: editor.headers, form }, application)
    expect(locationOf(undone)).toMatch(/^\/commits\/\d+$/)
    expect((await ask('/incidents.json')).data().rows).toBe(0)
  })

  it('leads a contributor back to the import, which names what stays', async () => {
    const path = locationOf(await sendFile(contributor, csvFile(good), { dataset: 'trial' }))
    const done = locationOf(await run(contributor, path, {}, { dry_run: 'false' }))
    const stored = await ask('/incidents.json?status=submitted', { token: env.ADMIN_TOKEN })
    await reviewRecord(`/incidents/${stored.data().incidents[0].id}`, 'publish')
    const { text: page } = await visit(contributor, done)
    expect(text(page)).toMatch(/in one commit: 1 record\..* stay as they are.* r1 \(Published, Revision 2\)/)
    const fields = formsOf(page).find(({ action }) => action === `${done}/undo`)?.fields
    const send = (reason: string) =>
      ask(`${done}/undo`, { headers: contributor.headers, form: { ...fields, reason } }, application)
    const refused = await send(' ')
    expect([refused.status, text(refused.text).includes('Please give a reason.')]).toEqual([422, true])
    const long = 'x'.repeat(2001)
    expect((await send(long)).text).toContain(`>${long}</textarea>`)
    expect(locationOf(await send('The wrong file'))).toBe(done)
    const after = text((await visit(contributor, done)).text)
    expect(after).toMatch(/Nothing of this import is left to take back\..* r1 \(Published/)
    expect(after).not.toContain('r2 (')
  })
})

describe('two editors who import into one dataset at once', () => {
  /** Sends the form of a rehearsal until it is not in conflict any more; returns the pages that said so. */
  const importUntilStored = async (who: Visitor, path: string): Promise<string[]> => {
    const conflicts: string[] = []
    for (let i = 0; i < 5; i++) {
      const answer = await run(who, path, {}, { dry_run: 'false' })
      if (answer.status === 303) return conflicts
      conflicts.push(`${answer.status} ${text(answer.text)}`)
    }
    throw new Error(conflicts.join('\n'))
  }

  it('store all rows of both, each once, and a conflict is said on the page', async () => {
    const other = await visitor((await createHolder('editor')).secret)
    const files = [csvOf([row('r1'), row('r2'), row('r3')]), csvOf([row('r3'), row('r4'), row('r5')])]
    const [first = '', second = ''] = await Promise.all([
      sendFile(editor, csvFile(files[0] ?? ''), { dataset: 'trial' }).then(locationOf),
      sendFile(other, csvFile(files[1] ?? ''), { dataset: 'trial' }).then(locationOf),
    ])
    const conflicts = (
      await Promise.all([importUntilStored(editor, first), importUntilStored(other, second)])
    ).flat()
    for (const each of conflicts) expect(each).toMatch(/^409 .*Import of rows\.csv/)
    const stored = await ask('/incidents.json?status=submitted', { token: env.ADMIN_TOKEN })
    const references = stored.data().incidents.map(({ reference }: { reference: string }) => reference)
    expect(references.toSorted()).toEqual(['r1', 'r2', 'r3', 'r4', 'r5'])
  })
})

describe('two editors of one rehearsal', () => {
  it('store its rows once: the second is told by whom, keeps what was typed, and can send it again', async () => {
    const { secret } = await createHolder('editor', { name: 'Basim <b>' })
    const other = await visitor(secret)
    const path = locationOf(await sendFile(editor, csvFile(faulty), { dataset: 'trial' }))
    const mended = locationOf(await run(editor, path, { '2022-13-40': '2022-12-30' }, { dry_run: 'true' }))
    const before = await openRun(editor, mended)
    const stored = locationOf(await run(other, mended, { Irak: 'IQ' }, { dry_run: 'false' }))
    const typed = { ...before, [nameOf(before, 'Irak')]: 'SY', dry_run: 'false' }
    const late = await sendRun(editor, mended, typed)
    expect([late.status, unescapeHtml(late.text)]).toEqual([
      409,
      expect.stringContaining('Basim <b> has imported'),
    ])
    for (const page of [late, await visit(editor, path), await visit(editor, mended)])
      expect(page.text).toMatch(new RegExp(`Basim &lt;b&gt;</bdi> imported this file on .* href="${stored}"`))
    expect(late.text).not.toContain('<b>')
    const again = fieldsOfRun(late.text, mended)
    expect(again[nameOf(again, 'Irak')]).toBe('SY')
    expect(await countRecords()).toBe(4)
    const replaced = locationOf(await sendRun(editor, mended, { ...again, dry_run: 'false' }))
    expect(text((await visit(editor, replaced)).text)).toContain('2 updated')
    expect((await visit(editor, replaced)).text).not.toContain('imported this file')
  })

  it('are told no name if they see only their own imports', async () => {
    const path = locationOf(await sendFile(contributor, csvFile(good), { dataset: 'trial' }))
    await run(editor, path, {}, { dry_run: 'false' })
    expect((await visit(contributor, path)).text).toContain('An editor imported this file on')
  })
})

describe('the list of imports', () => {
  it('has one’s own, and all for editors', async () => {
    const own = locationOf(await sendFile(contributor, csvFile(good, 'mine.csv'), { dataset: 'trial' }))
    await sendFile(editor, csvFile(good, 'theirs.csv'), { dataset: 'trial' })
    const mine = await visit(contributor, '/imports')
    expect(mine.text).toContain(`href="${own}"`)
    expect(mine.text).not.toContain('theirs.csv')
    const all = text((await visit(editor, '/imports')).text)
    expect(all).toContain('mine.csv')
    expect(all).toContain('theirs.csv')
  })

  it('has pages', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await sendFile(editor, csvFile(good, name))
    const first = await ask('/imports.json?limit=2', { token: env.ADMIN_TOKEN })
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('Link') ?? '')?.[1] ?? ''
    const second = await ask(next, { token: env.ADMIN_TOKEN })
    const names = [first, second].map((each) => each.data().imports.map(({ file }: { file: string }) => file))
    expect(names).toEqual([['c.csv', 'b.csv'], ['a.csv']])
    expect(second.headers.get('Link')).toBeNull()
  })

  it('shows hostile names and cells as text', async () => {
    const name = '<img src=x onerror=alert(1)>.csv'
    const hostile = csvOf([row('r1', { country: '"><script>alert(1)</script>' })])
    const path = locationOf(await sendFile(editor, csvFile(hostile, name), { dataset: 'trial' }))
    for (const page of [path, '/imports']) {
      const { text: html } = await visit(editor, page)
      expect(html).not.toMatch(/<img|<script>alert/)
      expect(html).toContain('&lt;')
    }
  })
})

describe('who may import on pages', () => {
  it('keeps an import from others, and its file from being sent by them', async () => {
    const path = locationOf(await sendFile(editor, csvFile(good), { dataset: 'trial' }))
    expect((await visit(contributor, path)).status).toBe(404)
    const form = { _csrf: contributor.csrf, dry_run: 'false' }
    const answer = await ask(`${path}/runs`, { headers: contributor.headers, form }, application)
    expect(answer.status).toBe(404)
  })

  it('refuses to publish for a contributor, and says so on the page', async () => {
    const path = locationOf(await sendFile(contributor, csvFile(good), { dataset: 'trial' }))
    const answer = await run(contributor, path, {}, { dry_run: 'false', publish: 'true' })
    expect(answer.status).toBe(403)
    expect(text(answer.text)).toContain('Import of rows.csv')
    expect(await countRecords()).toBe(0)
  })
})
