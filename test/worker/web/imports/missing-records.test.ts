/** The choice on the page of an import to retract the records that its file lacks. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ask, createHolder, etagOf, expectProblem, patchRecord, reviewRecord } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'
import { csvOf, importBody, recordsOf, row, rows } from '../../services/imports/send-file.ts'
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
  await importBody(
    'dataset=shots&publish=true',
    csvOf([row('r1', { title: '' }), row('r2'), row('r3', { title: 'Third' })]),
  )
})

const text = (page: string): string => unescapeHtml(page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))
const pageOf = async (path: string, who = editor) => text((await visit(who, path)).text)

const upload = async (file: string, typed: Typed = { dataset: 'shots' }) =>
  locationOf(await sendFile(editor, csvFile(file), typed))
const retracting = { missing: 'retract', reason: 'gone from the file' }
const rehearse = async (path: string, typed: Typed = retracting) =>
  locationOf(await run(editor, path, {}, { dry_run: 'true', ...typed }))
const statuses = async () => (await recordsOf('shots')).map(({ status }) => status)

describe('records that a file lacks', () => {
  it('are counted and listed by a rehearsal, and retracted by the import of that form', async () => {
    const rehearsed = await rehearse(await upload(csvOf(rows('r1'))))
    const page = await pageOf(rehearsed)
    expect(page).toMatch(
      /2 published records will be retracted, .* do not import it like this\. r2 Third \( r3 \)/,
    )
    expect(await statuses()).toEqual(Array(3).fill('published'))
    const done = locationOf(await run(editor, rehearsed, {}, { dry_run: 'false' }))
    expect(await pageOf(done)).toMatch(/2 retracted, .*2 records were retracted, .* r2 Third/)
    expect(await statuses()).toEqual(['published', 'retracted', 'retracted'])
    expect(
      expectProblem(await ask(`/incidents/${(await recordsOf('shots'))[1]?.id}.json`), 'retracted').detail,
    ).toContain('gone from the file')
  })

  it('are listed for those who may read them', async () => {
    const rehearsed = await rehearse(await upload(csvOf(rows('r1'))))
    const done = locationOf(await run(editor, rehearsed, {}, { dry_run: 'false' }))
    const [, , third] = await recordsOf('shots')
    const path = `/incidents/${third?.id}`
    await reviewRecord(path, 'restore')
    await patchRecord(path, etagOf(String(third?.id), 3), { dataset: 'reports', title: 'Moved' })
    const { secret } = await createHolder('editor', { datasets: ['shots'] })
    expect(await pageOf(done)).toMatch(/2 records were retracted, .* r2 Moved/)
    expect(await pageOf(done, await visitor(secret))).toMatch(
      /2 records were retracted, .* r2 These are the first 1\./,
    )
  })

  it.each<[string, Typed, string]>([
    ['without a rehearsal that counted them', retracting, 'the rehearsal counts the records'],
    ['without a reason', { missing: 'retract', reason: ' ' }, 'Please give a reason.'],
    [
      'if others became fewer or more since',
      { ...retracting, confirm: '1' },
      '2 records would be retracted.',
    ],
    [
      'with another number than a rehearsal has',
      { ...retracting, confirm: 'many' },
      'that a dry run reported',
    ],
  ])('stay %s, and the form keeps what was typed', async (_, typed, words) => {
    const path = await upload(csvOf([row('r1', { country: 'Irak' })]))
    const answer = await run(editor, path, { Irak: 'IQ' }, { dry_run: 'false', mode: 'valid', ...typed })
    expect([answer.status, text(answer.text).includes(words)]).toEqual([422, true])
    expect(answer.text).toMatch(/value="IQ"[^>]*aria-label="Read "|name="cell\.0\.to" value="IQ"/)
    expect(answer.text).toMatch(/value="retract" checked/)
    expect(await statuses()).toEqual(Array(3).fill('published'))
  })

  it('stay if the choice is taken back', async () => {
    const rehearsed = await rehearse(await upload(csvOf(rows('r1'))))
    const kept = locationOf(await run(editor, rehearsed, {}, { dry_run: 'false', missing: 'keep' }))
    expect(await pageOf(kept)).not.toContain('retracted, because')
    expect(await statuses()).toEqual(Array(3).fill('published'))
  })

  it('are counted once the file has no faults', async () => {
    const rehearsed = await rehearse(await upload(csvOf([row('r1', { country: 'Irak' })])))
    expect(await pageOf(rehearsed)).toContain('They are counted once the file has no faults.')
    const mended = locationOf(await run(editor, rehearsed, { Irak: 'IQ' }, { dry_run: 'true' }))
    expect(await pageOf(mended)).toContain('2 published records will be retracted')
  })

  it('are of one dataset, and for editors', async () => {
    const whole = await upload(csvOf([{ ...row('r1'), dataset: 'shots' }]), {})
    expect(await pageOf(whole)).not.toContain('no longer has')
    const asked = { token: env.ADMIN_TOKEN, json: { dry_run: true, ...retracting } }
    const { errors = [] } = expectProblem(await ask(`${whole}/runs`, asked), 'invalid-request')
    expect(errors).toMatchObject([{ parameter: 'dataset' }])
    const replacements = [{ column: 'country', from: 'Irak', to: 'IQ', row: 0 }]
    const wrong = { ...asked, json: { ...asked.json, confirm: 1.5, replacements } }
    expect(expectProblem(await ask(`${whole}/runs`, wrong), 'invalid-request').errors).toMatchObject([
      { pointer: '/confirm', detail: 'It must be the number of records that a dry run reported.' },
      { pointer: '/replacements/0/row', detail: 'It must be a whole number from 1 to 200000.' },
    ])
    const { secret } = await createHolder('contributor')
    const contributor = await visitor(secret)
    const own = locationOf(await sendFile(contributor, csvFile(csvOf(rows('r9'))), { dataset: 'shots' }))
    expect(await pageOf(own, contributor)).not.toContain('no longer has')
    expectProblem(await ask(`${own}/runs`, { ...asked, token: secret }), 'forbidden')
  })
})
