/** What the campaign attacks: records in every state, with a word of its own in each private place, and who may read it. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { type Answer, admin, ask, createHolder, type RequestOptions, submitRecord } from '../../client.ts'
import { dump } from '../../support.ts'

/** `ended`: a token that was revoked. `receipt`: somebody with the secrets of the public's receipts. */
export const observers = ['public', 'ended', 'receipt', 'stranger', 'filer', 'editor', 'admin'] as const
export type Observer = (typeof observers)[number]

/** A word, by who may read it. */
export type Words = ReadonlyMap<string, readonly Observer[]>

export interface Target {
  readonly words: Words
  /** Texts that nobody may read: secrets, digests, what was redacted. */
  readonly secrets: readonly string[]
  readonly tokens: Readonly<Partial<Record<Observer, string>>>
  readonly records: readonly string[]
  readonly suggestions: readonly string[]
  /** Questions to the filers of records. */
  readonly questions: readonly string[]
  readonly imports: readonly string[]
  readonly uploads: readonly string[]
  readonly tokenIds: readonly string[]
  readonly receipts: readonly string[]
  readonly datasets: readonly string[]
  /** The commits that the records came with. */
  readonly commits: readonly number[]
}

const editors: readonly Observer[] = ['editor', 'admin']
const theirs: readonly Observer[] = ['filer', ...editors]
const reported: readonly Observer[] = ['receipt', ...editors]

const expectOk = async (answer: Promise<Answer>): Promise<Answer> => {
  const found = await answer
  expect(found.status, found.text.slice(0, 600)).toBeLessThan(300)
  return found
}

/** A draft each of whose texts is a word. */
const draftOf = (word: (what: string) => string) => ({
  title: word('title'),
  summary: word('summary'),
  reference: word('reference'),
  date_note: word('datenote'),
  notes: word('notes'),
  location: { country: 'YE', admin1: word('admin'), place: word('place'), note: word('placenote') },
  actors: [{ name: word('actor'), role: 'side_a', with: [word('ally')] }],
  targets: [{ name: word('target'), operator: word('operator') }],
  weapons: [{ type: 'mortar', model: word('model') }],
  damage: { level: 'minor', note: word('damage') },
  claims: [{ by: word('claimant'), text: word('claim') }],
  attributions: [{ by: word('accuser'), to: word('accused') }],
  sources: [{ publisher: word('publisher'), title: word('source') }],
  series: word('series'),
  tags: [word('tag')],
  external: { scheme: 'ucdp', id: word('external'), fields: { relid: word('field') } },
})

const withheld = (word: (what: string) => string) => ({
  location: {
    country: 'IQ',
    admin1: 'Anbar',
    admin2: word('admin2'),
    admin3: word('admin3'),
    place: word('place'),
    note: word('placenote'),
    latitude: 33.786543,
    longitude: 42.441357,
    withheld: 'place',
  },
  launched_from: {
    country: 'IQ',
    note: word('fromnote'),
    latitude: 33.515253,
    longitude: 42.616263,
    withheld: 'point',
  },
})
/** With their points: the digits alone may be in an id by chance. */
const fractions = ['.786543', '.441357', '.515253', '.616263']

/** Builds it, through the public door. */
export const createTarget = async (): Promise<Target> => {
  const words = new Map<string, readonly Observer[]>()
  const secrets: string[] = []
  const commits: number[] = []
  const [records, suggestions, imports, tokenIds, receipts]: string[][] = [[], [], [], [], []]
  /** A new word that these may read. */
  const said = (word: string, sees: readonly Observer[]): string => {
    words.set(`zq${word}q`, sees)
    return `zq${word}q`
  }
  const of = (record: string, sees: readonly Observer[]) => (what: string) => said(`${record}${what}`, sees)

  const given = async (role: 'contributor' | 'editor' | 'admin', name: string, sees: readonly Observer[]) => {
    const made = await createHolder(role, { name: said(name, sees) })
    tokenIds?.push(made.id)
    secrets.push(made.secret)
    words.set(made.id, sees)
    return made
  }
  const filer = await given('contributor', 'filername', editors)
  const stranger = await given('contributor', 'strangername', ['admin'])
  const editor = await given('editor', 'editorname', editors)
  const ended = await given('admin', 'endedname', ['admin'])
  await expectOk(admin(`/tokens/${ended.id}`, { method: 'DELETE' }))

  const filed = async (over: object, asked: RequestOptions = {}) => {
    const submitted = await submitRecord(over as Record<string, unknown>, asked)
    records?.push(submitted.incident.id)
    commits.push(submitted.incident.commit)
    const secret = submitted.receipt.split('/').at(-1) ?? ''
    secrets.push(secret)
    if (asked.token === undefined) receipts?.push(secret)
    return submitted
  }
  const mine = { token: filer.secret }
  const by = (path: string, json: unknown) => expectOk(editor.ask(path, { json }))
  const changed = async (path: string, json: unknown) => {
    const etag = (await admin(`${path}.json`)).headers.get('ETag') ?? ''
    const headers = { 'If-Match': etag, 'Content-Type': 'application/merge-patch+json' }
    await expectOk(editor.ask(path, { method: 'PATCH', json, headers }))
  }

  // Published: what it was as a draft, its notes, what is withheld of its places.
  const shown = await filed({ title: said('early', theirs), notes: said('earlynotes', theirs) }, mine)
  await changed(shown.path, { title: 'Shown', notes: null })
  await by(`${shown.path}/review`, { decision: 'publish', reason: 'seen' })
  await changed(shown.path, { notes: said('notes', editors), ...withheld(of('hidden', editors)) })
  for (const fraction of fractions) words.set(fraction, editors)

  // Waiting: a contributor's, in a dataset that is nowhere else, and the public's, one of which an editor has edited since.
  const dataset = said('dataset', theirs)
  const waiting = await filed({ ...draftOf(of('draft', theirs)), dataset }, mine)
  const report = await filed(draftOf(of('report', reported)), { headers: { 'Idempotency-Key': 'zqkey' } })
  secrets.push('zqkey')
  await filed({ title: said('openreport', reported) })
  await changed(report.path, { title: said('edited', editors), notes: said('editednotes', editors) })

  // What is said beside records: comments, and questions with their answers.
  await by(`${waiting.path}/comments`, { text: said('comment', editors) })
  await by(`${shown.path}/comments`, { text: said('showncomment', editors) })
  const toReport = await by(`${report.path}/questions`, { text: said('reportquestion', reported) })
  const asked = await by(`${waiting.path}/questions`, { text: said('question', theirs) })
  const { id: question } = asked.data().question
  await expectOk(filer.ask(`${waiting.path}/answers`, { json: { question, text: said('answer', theirs) } }))

  // Rejected, each with a reason.
  const refused = await filed({ title: said('refused', theirs) }, mine)
  await by(`${refused.path}/review`, { decision: 'reject', reason: said('refusal', theirs) })
  const refusedReport = await filed({ title: said('refusedreport', reported) })
  await by(`${refusedReport.path}/review`, { decision: 'reject', reason: said('reportrefusal', reported) })

  // Retracted, and edited since.
  const retracted = await filed({ title: 'Retracted' }, mine)
  await by(`${retracted.path}/review`, { decision: 'publish', reason: 'seen' })
  await by(`${retracted.path}/review`, { decision: 'retract', reason: 'it was not so' })
  await changed(retracted.path, { title: said('since', editors), notes: said('sincenotes', editors) })

  // A draft that was merged into what is published, and one merged into another draft.
  const merged = await filed({ title: said('merged', theirs), notes: said('mergednotes', theirs) }, mine)
  await changed(merged.path, { notes: null })
  await by(`${merged.path}/merge`, { into: shown.incident.id, reason: 'the same' })
  const hiddenMerge = await filed({ title: said('hiddenmerge', theirs) }, mine)
  await by(`${hiddenMerge.path}/merge`, { into: waiting.incident.id, reason: said('mergereason', theirs) })
  const joined = await filed({ title: said('joinedreport', reported) })
  const joinReason = said('joinreason', ['receipt', ...theirs])
  await by(`${joined.path}/merge`, { into: waiting.incident.id, reason: joinReason })
  await by(`${shown.path}/distinct`, { other: refused.incident.id, reason: said('distinct', editors) })

  // Corrections of what is published: one waits, one was declined and is shown to nobody again.
  const suggest = async (name: string, sees: readonly Observer[], asked: RequestOptions) => {
    const patch = { title: said(`${name}title`, sees), tags: [said(`${name}tag`, sees)] }
    const { revision } = (await ask(`${shown.path}.json`)).data()
    const json = { reason: said(`${name}reason`, editors), revision, patch }
    const answer = await expectOk(ask(`${shown.path}/suggestions`, { json, ...asked }))
    suggestions?.push(answer.data().suggestion.id)
  }
  await suggest('waitingsuggestion', editors, {})
  await suggest('declinedsuggestion', [], mine)
  await by(`/suggestions/${suggestions?.[1]}/review`, {
    decision: 'decline',
    reason: said('declined', editors),
  })

  // What was redacted: files that were sent before go with it.
  const life = await filed({ title: 'zqredacted lives there' }, mine)
  await by(`${life.path}/review`, { decision: 'publish', reason: 'seen' })
  await expectOk(
    admin(`${life.path}/redact`, { json: { erase: ['zqredacted'], reason: 'a life is at stake' } }),
  )
  secrets.push('zqredacted')

  // Files that were sent: the filer's, and an editor's rehearsal; both have cells that are refused.
  const sent = async (query: string, word: (what: string) => string, token: string) => {
    const body = `reference,date,country,title\n${word('ref')},${word('cell')},YE,${word('title')}\n`
    const headers = { 'Content-Type': 'text/csv' }
    imports?.push(
      (await expectOk(ask(`/imports${query}`, { method: 'POST', body, headers, token }))).data().import,
    )
  }
  await sent('', of('sent', theirs), filer.secret)
  await sent('?dry_run=true', of('rehearsed', editors), editor.secret)

  // A file that has arrived and was not imported.
  const part = 'zquploaded'
  const upload = (await expectOk(filer.ask('/uploads', { json: { bytes: part.length } }))).data().id
  const octets = { 'Content-Type': 'application/octet-stream' }
  await expectOk(filer.ask(`/uploads/${upload}/parts/1`, { method: 'PUT', body: part, headers: octets }))
  secrets.push(part)

  // What an editor took.
  await expectOk(editor.ask(`/incidents.csv?q=${said('searched', ['admin'])}`))

  const kept = await dump()
  const digests = [...(kept.tokens ?? []), ...(kept.receipts ?? [])].map(({ digest }) => String(digest))
  const keys = (kept.idempotency ?? []).flatMap(({ key, request, salt }) => [key, request, salt].map(String))
  return {
    words,
    secrets: [...secrets, ...digests, ...keys],
    tokens: {
      ended: ended.secret,
      stranger: stranger.secret,
      filer: filer.secret,
      editor: editor.secret,
      admin: env.ADMIN_TOKEN,
    },
    records: records ?? [],
    suggestions: suggestions ?? [],
    questions: [question, toReport.data().question.id],
    imports: imports ?? [],
    uploads: [upload],
    tokenIds: tokenIds ?? [],
    receipts: receipts ?? [],
    datasets: ['reports', dataset],
    commits,
  }
}
