/** A register with something of every kind, for requests to every route. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
} from '../../client.ts'

export interface RegisterWorld {
  /** The secrets of two tokens whose use is recorded already. */
  readonly tokens: { readonly editor: string; readonly admin: string }
  readonly adminSecret: string
  /** A published record in its second version, which links to a record, to a merged one and to a draft, and is linked to. */
  readonly main: SubmittedRecord
  readonly target: SubmittedRecord
  readonly merged: SubmittedRecord
  readonly retracted: SubmittedRecord
  readonly draft: SubmittedRecord
  readonly suggestion: string
  /** A question about the draft. */
  readonly question: string
  /** A question about the published record, to the first admin. */
  readonly ownQuestion: string
  readonly importId: string
  /** The path of a file of one byte that arrives in parts, of the editor. */
  readonly upload: string
  readonly tokenId: string
  readonly commit: number
}

const done = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked
  expect(answer.status, answer.text.slice(0, 600)).toBeLessThan(300)
  return answer
}

const importRows = async (): Promise<string> => {
  const rows = [record({ reference: 'r1' }), record({ reference: 'r2', date: 'soon' })]
  const answer = await done(
    admin('/imports?mode=valid&dataset=filed', {
      headers: { 'Content-Type': 'application/x-ndjson' },
      body: rows.map((row) => JSON.stringify(row)).join('\n'),
    }),
  )
  return answer.data().import
}

/** A mapping of any table to records that are all alike. */
export const tableMapping = {
  columns: {},
  constants: {
    event_type: 'battle',
    date: '2022-01-05',
    'location.country': 'IQ',
    'sources.0.publisher': 'Example News',
  },
  rest: 'ignore',
}

export const buildWorld = async (): Promise<RegisterWorld> => {
  const [editor, holder] = [await createHolder('editor'), await createHolder('admin')]
  const target = await publishRecord({ reference: 'target', title: 'Target' })
  const merged = await publishRecord({ title: 'Merged' })
  await done(admin(`${merged.path}/merge`, { json: { into: target.incident.id, reason: 'x' } }))
  const draft = await submitRecord({ reference: 'draft' })
  const named = [target.incident.id, 'target', merged.incident.id, draft.incident.id]
  const links = named.map((incident) => ({ type: 'related', incident }))
  const filed = await publishRecord({ reference: 'main', links })
  const etag = (await done(patchRecord(filed.path, filed.etag, { title: 'Main' }))).headers.get('ETag') ?? ''
  await publishRecord({ links: [{ type: 'related', incident: filed.incident.id }] })
  const retracted = await publishRecord({ title: 'Retracted' })
  await done(reviewRecord(retracted.path, 'retract'))
  const json = { reason: 'x', revision: 2, patch: { summary: 'Rockets were fired.' } }
  const suggested = await done(ask(`${filed.path}/suggestions`, { json }))
  const askFiler = async (path: string) =>
    (await done(admin(`${path}/questions`, { json: { text: 'How many?' } }))).data().question.id
  const importId = await importRows()
  await done(admin('/datasets/filed/mappings/table', { method: 'PUT', json: tableMapping }))
  for (const each of [editor, holder]) await done(each.ask('/health'))
  // So that no minute ends before the requests.
  await env.DB.prepare("UPDATE tokens SET used_at = '2099-01-01T00:00:00.000Z'").run()
  return {
    tokens: { editor: editor.secret, admin: holder.secret },
    adminSecret: env.ADMIN_TOKEN,
    main: { ...filed, etag },
    target,
    merged,
    retracted,
    draft,
    suggestion: suggested.data().suggestion.id,
    question: await askFiler(draft.path),
    ownQuestion: await askFiler(filed.path),
    importId,
    upload: (await done(editor.ask('/uploads', { json: { bytes: 1 } }))).headers.get('Location') ?? '',
    tokenId: editor.id,
    commit: (await admin('/health')).data().commit,
  }
}
