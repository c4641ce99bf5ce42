/** One editor alone shows nothing more of a record with a withheld place, whatever door the editor takes. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  etagOf,
  expectProblem,
  fields,
  patchedDatabase,
  patchRecord,
  publishRecord,
  type RequestOptions,
  record,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
  type TokenHolder,
  withBindings,
} from '../../client.ts'
import { signIn } from '../../signed-in.ts'
import { table } from '../access/role-table.ts'

const door = withBindings({ SECOND_REVIEW: 'withheld' })
const reason = 'checked'
const placed = (place: string, withheld?: string) => ({
  title: place,
  reference: place,
  location: { country: 'IQ', place, ...(withheld && { withheld }) },
})
const open = { location: { withheld: null } }
type Part = Readonly<Record<string, unknown>>
const linesOf = (...rows: Part[]) => ({
  method: 'POST',
  body: rows.map((row) => JSON.stringify(record(row))).join('\n'),
  headers: { 'Content-Type': 'application/x-ndjson' },
})

interface Scene {
  /** Published, with a withheld place. */
  readonly shown: SubmittedRecord
  /** Published openly, then with less: by an edit of revision 2. */
  readonly raised: SubmittedRecord
  /** Published openly, then with less: by an import. */
  readonly imported: SubmittedRecord
  readonly draft: SubmittedRecord
  readonly gone: SubmittedRecord
  /** Was published before it was merged. */
  readonly merged: SubmittedRecord
  readonly plain: SubmittedRecord
  /** A correction by the public that shows more. */
  readonly correction: string
  readonly commits: { readonly raising: number; readonly retracting: number }
  readonly imports: { readonly raising: string; readonly rehearsed: string }
}

/** Everything that there is before one editor acts; made where one editor is enough. */
const createScene = async (): Promise<Scene> => {
  const shown = await publishRecord(placed('Hit', 'place'))
  const [raised, imported] = [await publishRecord(placed('Rawa')), await publishRecord(placed('Anah'))]
  const [gone, merged] = [
    await publishRecord(placed('Qaim', 'place')),
    await publishRecord(placed('Tal', 'place')),
  ]
  const filer = await createHolder('contributor')
  const draft = await submitRecord(placed('Kut', 'place'), { token: filer.secret })
  const plain = await publishRecord({ title: 'Taken in' })
  const raising = await patchRecord(raised.path, raised.etag, placed('Rawa', 'place'))
  const file = await admin('/imports', linesOf(placed('Anah', 'place')))
  const rehearsed = await admin('/imports?dry_run=true&publish=true', linesOf(placed('Fao', 'place')))
  const undone = await admin('/imports?publish=true', linesOf(placed('Sur', 'place')))
  await admin(`/imports/${undone.data().import}/undo`, { json: { reason } })
  const retracting = await reviewRecord(gone.path, 'retract')
  await admin(`${merged.path}/merge`, { json: { into: plain.incident.id, reason } })
  const json = { reason, revision: 1, patch: open }
  const correction = (await ask(`${shown.path}/suggestions`, { json })).data().suggestion.id
  const commitOf = (answer: Answer) => answer.data().incident.commit
  return {
    ...{ shown, raised, imported, draft, gone, merged, plain, correction },
    commits: { raising: commitOf(raising), retracting: commitOf(retracting) },
    imports: { raising: file.data().import, rehearsed: rehearsed.data().import },
  }
}

/** What one editor sends, and the answer: what waits, what is refused, or how many stay as they are. */
type Try = (scene: Scene) => readonly [path: string, asked: RequestOptions, answer: object]

const waits = { status: 200, detail: expect.stringMatching(/second editor/) }
const refused = { status: 409, type: expect.stringMatching(/second-editor-needed$/) }
const patchOf = ({ path, etag }: SubmittedRecord, json: object = open): readonly [string, RequestOptions] => [
  path,
  { method: 'PATCH', json, headers: { 'If-Match': etag, 'Content-Type': 'application/merge-patch+json' } },
]
const putOf = ({ path, etag }: SubmittedRecord, json: Part): readonly [string, RequestOptions] => [
  path,
  { method: 'PUT', json: record(json), headers: { 'If-Match': etag } },
]
const decide = ({ path }: SubmittedRecord, decision: string): readonly [string, RequestOptions] => [
  `${path}/review`,
  { json: { decision, reason } },
]
const decideMany = ({ incident: { id } }: SubmittedRecord, decision: string, revision: number) =>
  ['/reports/review', { json: { decision, reason, reports: [{ id, revision }] } }] as const
const fieldsOf = (place: string) => fields({ title: place, reference: place, 'location.place': place })
const undone = (path: string) => [`${path}/undo`, { json: { reason } }] as const
const noRow = { created: 0, updated: 0, errors: [{ rule: 'location.withheld' }] }

/** What one editor tries by each route that writes versions of records. */
const doors: Readonly<Record<string, readonly Try[]>> = {
  'POST /incidents': [
    () => ['/incidents?publish=true', { json: record(placed('Fao', 'place')) }, refused],
    () => [
      '/incidents?publish=true',
      { json: [record(placed('Fao', 'place'))] },
      { results: [{ status: 409, errors: [{ rule: 'location.withheld' }] }] },
    ],
  ],
  'PATCH /incidents/:id': [
    ({ shown }) => [...patchOf(shown), waits],
    ({ shown }) => [...patchOf(shown, { location: { withheld: 'point' } }), waits],
    ({ draft }) => [...patchOf(draft), refused],
    ({ gone: { path, incident } }) => [
      ...patchOf({ path, etag: etagOf(incident.id, 2) } as SubmittedRecord),
      refused,
    ],
  ],
  'PUT /incidents/:id': [
    ({ shown }) => [
      ...putOf(shown, { ...placed('Hit'), location: { country: 'IQ', withheld: null } }),
      waits,
    ],
  ],
  'POST /incidents/:id/edit': [
    ({ shown: { path, etag } }) => [
      `${path}/edit`,
      { form: { ...fieldsOf('Hit'), _seen: etag } },
      { status: 303 },
    ],
    ({ draft: { path, etag } }) => [
      `${path}/edit`,
      { form: { ...fieldsOf('Kut'), _seen: etag, _publish: 'true' } },
      { status: 409 },
    ],
  ],
  'POST /incidents/:id/review': [
    ({ draft }) => [...decide(draft, 'publish'), waits],
    ({ gone }) => [...decide(gone, 'restore'), waits],
    ({ merged }) => [...decide(merged, 'restore'), waits],
  ],
  'POST /reports/review': [
    ({ draft }) => [...decideMany(draft, 'publish', 1), { not_reviewed: [{ cause: 'second_editor' }] }],
    ({ gone }) => [...decideMany(gone, 'restore', 2), { not_reviewed: [{ cause: 'second_editor' }] }],
  ],
  'POST /incidents/:id/revert': [
    ({ raised: { path } }) => [`${path}/revert`, { json: { version: 1, reason } }, { status: 200 }],
  ],
  'POST /incidents/:id/merge': [
    ({ draft, plain }) => [`${draft.path}/merge`, { json: { into: plain.incident.id, reason } }, refused],
    ({ plain, shown }) => [
      `${plain.path}/merge`,
      { json: { into: shown.incident.id, reason, patch: open } },
      refused,
    ],
    ({ shown, plain }) => [
      `${shown.path}/merge`,
      { json: { into: plain.incident.id, reason, patch: { location: { place: 'Hit' } } } },
      refused,
    ],
  ],
  'POST /incidents/:id/merge-from': [
    ({ draft, shown, plain }) => [
      `${plain.path}/merge-from`,
      { json: { from: [draft.incident.id, shown.incident.id], reason } },
      refused,
    ],
  ],
  'POST /incidents/bulk': [
    () => [
      '/incidents/bulk',
      { json: { filter: 'country=IQ', patch: open, reason, confirm: 4 } },
      { changed: 0, rejected: 3, commit: null },
    ],
  ],
  'POST /commits/:id/undo': [
    ({ commits }) => [...undone(`/commits/${commits.raising}`), refused],
    ({ commits }) => [...undone(`/commits/${commits.retracting}`), refused],
  ],
  'POST /imports/:id/undo': [({ imports }) => [...undone(`/imports/${imports.raising}`), refused]],
  'POST /imports': [
    () => ['/imports?publish=true', linesOf(placed('Fao', 'place')), noRow],
    // The row of a record that an undo took back restores it.
    () => ['/imports?publish=true', linesOf(placed('Sur', 'place')), noRow],
    () => ['/imports', linesOf({ ...placed('Hit'), location: { country: 'IQ', withheld: null } }), noRow],
    () => [
      '/imports?publish=true',
      linesOf({ ...placed('Kut'), location: { country: 'IQ', withheld: null } }),
      noRow,
    ],
  ],
  'POST /imports/:id/runs': [
    ({ imports }) => [
      `/imports/${imports.rehearsed}/runs`,
      { json: { dry_run: false, publish: true } },
      noRow,
    ],
  ],
  'POST /suggestions/:id/review': [
    ({ correction }) => [
      `/suggestions/${correction}/review`,
      { json: { decision: 'accept', reason } },
      refused,
    ],
  ],
}

/** The routes that write no version of a record, or only by hand of the filer or of an admin who may do anything. */
const elsewhere =
  /assignee|datasets|\/answers|comments|questions|distinct|decline|suggest$|suggestions$|mapping|possible|receipts|rerender|restore|redact|sign-|tokens|submit|imports\/new|uploads/

const publicly = async () => (await ask('/incidents.json')).data().incidents

it('knows each route of the permission table that writes versions', () => {
  const written = table.map(([route]) => route).filter((route) => !/^(GET|DELETE)/.test(route))
  expect(new Set(written.filter((route) => !elsewhere.test(route)))).toEqual(new Set(Object.keys(doors)))
})

it('shows nothing more by any door that one editor takes', async () => {
  const scene = await createScene()
  const [editor, before] = [await createHolder('editor'), await publicly()]
  expect(before).toHaveLength(4)
  const { send } = await signIn(editor.secret, door)
  for (const [route, tries] of Object.entries(doors))
    for (const [i, attempt] of tries.entries()) {
      const [path, asked, expected] = attempt(scene)
      const answer = asked.form
        ? await send(path, asked.form as Record<string, string>)
        : await editor.ask(path, asked, door)
      const data = answer.type.includes('json') ? answer.data() : {}
      expect([route, i, { status: answer.status, ...data }]).toMatchObject([route, i, expected])
      expect([route, i, await publicly()]).toEqual([route, i, before])
    }
})

const refuses = (answer: Answer) => expectProblem(answer, 'second-editor-needed')
const ofRecord = async ({ path }: SubmittedRecord) =>
  (await ask(`${path}.json`, { token: env.ADMIN_TOKEN })).data()

it('shows more once a second editor agrees to the same revision', async () => {
  const scene = await createScene()
  const { shown, draft, gone, merged } = scene
  const [first, second] = [await createHolder('editor'), await createHolder('editor')]
  for (const [each, decision] of [
    [draft, 'publish'],
    [gone, 'restore'],
    [merged, 'restore'],
  ] as const)
    for (const [{ ask: send }, status] of [
      [first, expect.stringMatching(/submitted|retracted|merged/)],
      [second, 'published'],
    ] as const)
      expect((await send(...decide(each, decision), door)).data().incident).toMatchObject({ status })
  const edited = (await first.ask(...patchOf(shown), door)).data()
  expect(edited).toMatchObject({ incident: { status: 'published', revision: 1 } })
  const [, id] = /correction (\S+) until/.exec(edited.detail) ?? []
  // The same edit again waits once.
  expect((await first.ask(...patchOf(shown), door)).data().detail).toBe(edited.detail)
  const accept = (holder: TokenHolder) =>
    holder.ask(`/suggestions/${id}/review`, { json: { decision: 'accept', reason } }, door)
  refuses(await accept(first))
  expect((await ofRecord(shown)).location.withheld).toBe('place')
  const accepted = await accept(second)
  expect(accepted.data().incident).toMatchObject({ revision: 2, location: { place: 'Hit' } })
  expect((await ask(`${shown.path}.json`)).data().location).toEqual({ country: 'IQ', place: 'Hit' })
})

it('is neither proposed nor approved by a request with a key if the record changes meanwhile', async () => {
  const shown = await publishRecord(placed('Hit', 'place'))
  const draft = await submitRecord(placed('Kut', 'place'))
  const editor = await createHolder('editor')
  for (const [{ path, etag }, [target, asked]] of [
    [shown, patchOf(shown)],
    [draft, decide(draft, 'publish')],
  ] as const) {
    let isChanged = false
    const DB = patchedDatabase({
      batch: async (statements) => {
        if (!isChanged) {
          isChanged = true
          await patchRecord(path, etag, { summary: 'Meanwhile.' })
        }
        return env.DB.batch(statements) as never
      },
    })
    const headers = { ...asked.headers, 'Idempotency-Key': 'a-key' }
    const through = withBindings({ SECOND_REVIEW: 'withheld', DB })
    expectProblem(await editor.ask(target, { ...asked, headers }, through), 'stale-revision')
  }
})

it('is proposed anew where the same edit waits for an earlier revision', async () => {
  const shown = await publishRecord(placed('Hit', 'place'))
  const [first, second] = [await createHolder('editor'), await createHolder('editor')]
  const proposal = async (etag: string) =>
    /correction (\S+) until/.exec((await first.ask(...patchOf({ ...shown, etag }), door)).data().detail)?.[1]
  const early = await proposal(shown.etag)
  await patchRecord(shown.path, shown.etag, { summary: 'Another.' })
  const late = await proposal(etagOf(shown.incident.id, 2))
  expect(late).not.toBe(early)
  const json = { decision: 'accept', reason }
  expect((await second.ask(`/suggestions/${late}/review`, { json }, door)).status).toBe(200)
  expect((await ofRecord(shown)).location).toMatchObject({ place: 'Hit' })
})

it('counts as the first editor only one who still is one and has seen the revision', async () => {
  const { shown, raised, imported } = await createScene()
  const [contributor, second] = [await createHolder('contributor'), await createHolder('editor')]
  const [elsewhere, revoked] = [
    await createHolder('editor', { datasets: ['reports'] }),
    await createHolder('editor'),
  ]
  const [early] = [await createHolder('editor')]
  const suggestBy = async ({ ask: send }: TokenHolder, { path }: SubmittedRecord, revision: number) =>
    (await send(`${path}/suggestions`, { json: { reason, revision, patch: open } })).data().suggestion.id
  const accept = (id: string) =>
    second.ask(`/suggestions/${id}/review`, { json: { decision: 'accept', reason } }, door)
  refuses(await accept(await suggestBy(contributor, shown, 1)))
  const ended = await suggestBy(revoked, shown, 1)
  await admin(`/tokens/${revoked.id}`, { method: 'DELETE' })
  refuses(await accept(ended))
  const stale = await suggestBy(early, raised, 2)
  await patchRecord(raised.path, etagOf(raised.incident.id, 2), { summary: 'Another.' })
  refuses(await accept(stale))
  const inScope = await suggestBy(elsewhere, imported, 2)
  expect((await accept(inScope)).status).toBe(200)
  // The first admin has no token in the table.
  const { suggestion } = (
    await admin(`${shown.path}/suggestions`, { json: { reason, revision: 1, patch: open } })
  ).data()
  expect((await accept(suggestion.id)).status).toBe(200)
})

it('tells an editor on the page what waits, and leaves the rest of an act on many', async () => {
  const { shown, draft, plain } = await createScene()
  const editor = await createHolder('editor')
  const { page, send } = await signIn(editor.secret, door)
  const form = { ...fieldsOf('Hit'), _seen: shown.etag }
  const target = (await send(`${shown.path}/edit`, form)).headers.get('Location') ?? ''
  expect(target).toMatch(/^\/queue\/[0-9a-f-]{36}$/)
  const waiting = await page(target)
  expect(waiting).toContain('An edit that shows more of a withheld place.')
  expect(waiting).toContain('two editors have to agree')
  expect(await page(`${draft.path}/merge?into=${plain.incident.id}`)).toContain('one editor alone cannot')
  await publishRecord(placed('Ana'))
  const rows = linesOf(placed('Ana', 'place'), { reference: 'b' })
  const { commit } = (await admin('/imports?publish=true', rows)).data()
  const report = (await editor.ask(...undone(`/commits/${commit}`), door)).data()
  expect(report).toMatchObject({
    reverted: 0,
    retracted: 1,
    second_editor: 1,
    stale: 0,
    left: [{ revision: 2 }],
  })
})

it('lets the filer of a draft show it, and one editor do all of it where the operator says so', async () => {
  const filer = await createHolder('contributor')
  const own = await submitRecord(placed('Ana', 'place'), { token: filer.secret })
  expect((await filer.ask(...patchOf(own), door)).data().incident.location).toEqual({
    country: 'IQ',
    place: 'Ana',
  })
  const { receipt, etag } = await submitRecord(placed('Fao', 'place'))
  const corrected = await ask(receipt, { form: { ...fieldsOf('Fao'), _seen: etag } }, door)
  expect(corrected.status).toBeLessThan(400)
  const { shown, gone } = await createScene()
  const off = withBindings({ SECOND_REVIEW: 'off' })
  const editor = await createHolder('editor')
  expect((await editor.ask(...patchOf(shown), off)).data().incident.revision).toBe(2)
  expect((await editor.ask(...decide(gone, 'restore'), off)).data().incident.status).toBe('published')
})
