import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Answer, admin, application, ask, countRecords, createHolder } from '../../client.ts'
import { controlsOf, formsOf, unescapeHtml } from '../../page-forms.ts'
import {
  csvFile,
  locationOf,
  run,
  sendFile,
  type Typed,
  type Visitor,
  visit,
  visitor,
} from './page-client.ts'

let editor: Visitor

beforeEach(async () => {
  editor = await visitor()
  await admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial' } })
})

const table = [
  'event date;nation;killed;what;outlet;remark',
  '05/01/2022;Iraq;3;gunfight;Example News;one',
  '16/01/2022;Iraq;many;air raid;Example News;two',
  '17/01/2022;Iraq;2;gunfight;Example News;three',
].join('\n')

/** Sends the form of columns with what somebody types, by the columns of the file. */
const match = async (path: string, typed: Typed): Promise<Answer> => {
  const page = await visit(editor, path)
  const [form] = formsOf(page.text).filter(({ action }) => action === path)
  const fields: Record<string, string> = { ...form?.fields }
  for (const { name, value } of controlsOf(form?.text ?? '')) {
    const [, index] = /^column\.(\d+)$/.exec(name) ?? []
    if (index !== undefined && typed[value] !== undefined) fields[`to.${index}`] = typed[value]
  }
  for (const [name, value] of Object.entries(typed)) if (name in fields) fields[name] = value
  return ask(path, { headers: editor.headers, form: fields }, application)
}

const mappingOf = async (path: string) =>
  JSON.parse(
    (await env.DB.prepare('SELECT mapping FROM imports WHERE id = ?')
      .bind(path.split('/')[2])
      .first<string>('mapping')) ?? 'null',
  )

/** Sends a file whose columns must be matched, and follows to their page. */
const start = async (who = editor) => {
  const path = locationOf(await sendFile(who, csvFile(table), { dataset: 'trial' }))
  return locationOf(await visit(who, path))
}

describe('the page that matches columns', () => {
  it('comes first for a file whose columns do not give all that a record needs', async () => {
    const path = await start()
    expect(path).toMatch(/\/mapping$/)
    const { text, status } = await visit(editor, path)
    expect(status).toBe(200)
    expect(controlsOf(text).find(({ value }) => value === 'date')).toMatchObject({ name: 'to.0' })
    expect(text).toContain('<bdi>gunfight</bdi>')
  })

  it('matches by hand, with a list of values and words for unknown, keeps the mapping and imports', async () => {
    const path = await start()
    const again = locationOf(
      await match(path, {
        what: 'event_type',
        killed: 'casualties.deaths',
        outlet: 'sources.0.publisher',
        missing: 'many',
        mapping_name: 'monthly',
      }),
    )
    const faults = unescapeHtml((await visit(editor, again)).text)
    expect(faults).toContain('Column what')
    const done = locationOf(
      await run(
        editor,
        again,
        { gunfight: 'battle', 'air raid': 'remote_violence' },
        { dry_run: 'false', remember: 'true' },
      ),
    )
    expect(await countRecords()).toBe(3)
    expect((await mappingOf(done)).columns.what).toEqual({
      to: 'event_type',
      values: { gunfight: 'battle', 'air raid': 'remote_violence' },
      otherwise: 'keep',
    })
    const kept = (await admin('/datasets/trial/mappings/monthly')).data().mapping
    expect(kept.missing).toEqual(['many'])
    const [first] = (await admin('/incidents.json?status=submitted')).data().incidents
    expect(first).toMatchObject({
      date: '2022-01-05',
      event_type: 'battle',
      casualties: { deaths: { best: 3 } },
    })
  })

  it('asks what cells of a coded column mean', async () => {
    const path = await start()
    const again = locationOf(await match(path, { what: 'event_type', outlet: 'sources.0.publisher' }))
    const { text } = await visit(editor, `${again}/mapping`)
    const cells = controlsOf(text).filter(({ name }) => /^from\.3\.\d+$/.test(name))
    expect(cells.map(({ value }) => value)).toEqual(['gunfight', 'air raid'])
    const third = locationOf(
      await match(`${again}/mapping`, { 'value.3.0': 'battle', 'value.3.1': 'remote_violence' }),
    )
    expect((await mappingOf(third)).columns.what.values).toEqual({
      gunfight: 'battle',
      'air raid': 'remote_violence',
    })
  })

  it('takes the mapping as JSON', async () => {
    const path = await start()
    const json = JSON.stringify({
      columns: { 'event date': { to: 'date', date: 'DD/MM/YYYY' }, nation: 'location.country' },
      constants: { event_type: 'battle', 'sources.0.publisher': 'Example News' },
      rest: 'ignore',
    })
    const form = { _csrf: editor.csrf, json }
    const again = locationOf(await ask(path, { headers: editor.headers, form }, application))
    expect((await visit(editor, again)).text).toContain('There are no faults.')
  })

  it.each([
    ['a field that is not there', { what: 'event_tipe' }, 'event_type'],
    ['too few columns', { what: '' }, 'Nothing leads to event_type'],
    [
      'a name that is none',
      { what: 'event_type', outlet: 'sources.0.publisher', mapping_name: 'No Name' },
      'No Name',
    ],
  ] as const)('refuses %s, and keeps what was typed', async (_, typed, words) => {
    const answer = await match(await start(), { ...typed, missing: 'NA, -99' })
    expect(answer.status).toBe(422)
    expect(unescapeHtml(answer.text)).toContain(words)
    expect(answer.text).toContain('value="NA, -99"')
  })

  it('refuses JSON that is none, and a mapping of a contributor who keeps it', async () => {
    const path = await start()
    const broken = { _csrf: editor.csrf, json: '{"columns":' }
    expect((await ask(path, { headers: editor.headers, form: broken }, application)).status).toBe(400)
    const contributor = await visitor((await createHolder('contributor')).secret)
    const own = await start(contributor)
    const { text } = await visit(contributor, own)
    expect(text).not.toContain('name="mapping_name"')
    const form = {
      _csrf: contributor.csrf,
      mapping_name: 'mine',
      dataset: 'trial',
      json: JSON.stringify({
        columns: { 'event date': 'date' },
        constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'x' },
        rest: 'ignore',
      }),
    }
    const answer = await ask(own, { headers: contributor.headers, form }, application)
    expect(answer.status).toBe(403)
  })
})
