/** What there is before somebody tries what they may do, made again after each try that changes it. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import {
  admin,
  ask,
  createHolder,
  publishRecord,
  type SubmittedRecord,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { csvOf, rowWithoutReference } from '../../services/imports/send-file.ts'

export interface Scene {
  /** Filed by the contributor who tries, and waiting. */
  readonly mine: SubmittedRecord
  /** Filed by another contributor, and waiting. */
  readonly theirs: SubmittedRecord
  readonly shown: SubmittedRecord
  /** Waits for the record that is shown. */
  readonly correction: string
  /** Asked about the record of the contributor who tries. */
  readonly question: string
  /** Of the contributor who tries; the admin's own. */
  readonly imports: { readonly mine: string; readonly admins: string }
  /** A file of one byte that arrives in parts, of the contributor who tries. */
  readonly upload: string
  /** A token to be revoked. */
  readonly spare: string
}

export const suggest = ({ path }: SubmittedRecord, title: string) => ({
  path: `${path}/suggestions`,
  json: { reason: 'checked', revision: 1, patch: { title } },
})
export const csv = { body: 'date,country\r\n', headers: { 'Content-Type': 'text/csv' } }

/** The one who tries has what there is of their own; the rest is there for all. */
export const createScene = async (mine: TokenHolder, other: TokenHolder): Promise<Scene> => {
  // Of a row that was there before, an import would have nothing to undo.
  const imported = async (token: string) => {
    const body = csvOf([rowWithoutReference(crypto.randomUUID())])
    const report = (await ask('/imports', { ...csv, body, token })).data()
    expect(report.created).toBe(1)
    return report.import
  }
  const shown = await publishRecord()
  const own = await submitRecord({}, { token: mine.secret })
  const asked = await admin(`${own.path}/questions`, { json: { text: 'How many?' } })
  const suggested = await ask(suggest(shown, 'A title').path, suggest(shown, 'A title'))
  const begun = await ask('/uploads', { token: mine.secret, json: { bytes: 1 } })
  return {
    mine: own,
    question: asked.data().question.id,
    theirs: await submitRecord({}, { token: other.secret }),
    shown,
    correction: suggested.data().suggestion.id,
    imports: { mine: await imported(mine.secret), admins: await imported(env.ADMIN_TOKEN) },
    upload: begun.headers.get('Location') ?? '',
    spare: (await createHolder('editor')).id,
  }
}
