/** What the desk shows, held against the model: lists, records, histories, the feed, the queue, files, commits. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { verifyChain } from '../../../../../src/services/verify-chain.ts'
import { verifyPublicChain } from '../../../chain-client.ts'
import { applyEntries, entriesOf, readPages } from '../../../changes-client.ts'
import { type Answer, admin, ask } from '../../../client.ts'
import { cellsOf } from '../../imports/send-file.ts'
import { readStatusFor, statusFor, survivorOf } from './pairs.ts'
import { changedPointers, numbersOf, sourceCells } from './record-fields.ts'
import { type Commit, isEditor, type Person, type ReviewModel, type Version, viewOf } from './review-model.ts'
import { expectedIncident, type Workday, withoutTimes } from './workday.ts'

const asks = (who: Person, path: string) => ask(path, who.token ? { token: who.token } : {})

const statusesOf = ({ role }: Person): string[] =>
  role === 'public'
    ? ['published']
    : ['submitted', 'published', 'rejected', ...(role === 'contributor' ? [] : ['retracted', 'merged'])]

/** Some cells of a version in the table. */
const cellsFor = ({ id, revision, status, said }: Version) => {
  const { reference = '', title = '', place = '', summary, sources = '', claims = '', deaths = '//' } = said
  const [low = '', best = '', high = ''] = numbersOf(deaths)
  const counted = { deaths_low: low, deaths_best: best, deaths_high: high }
  const cells = { id, revision: String(revision), status, reference, title, place, summary }
  return { ...cells, ...sourceCells(sources), claimed_by: claims, ...counted }
}

/** The list of a commit is that of the model, or gone. */
export const checkList = async ({ model }: Workday, who: Person, seq: number) => {
  const statuses = statusesOf(who)
  const query = `commit=${seq}${who.role === 'public' ? '' : `&status=${statuses}`}`
  const { commit, gone } = model.asked(who, statuses, seq)
  const answer = await asks(who, `/incidents.json?${query}`)
  if (who.role === 'public' && seq > (model.commits.at(-1)?.publicSeq ?? 0)) {
    expect(answer.status).toBe(400)
    return
  }
  expect([answer.status, `${who.role} at ${seq}`]).toEqual([gone ? 410 : 200, `${who.role} at ${seq}`])
  if (gone) return
  const wanted = model
    .at(commit)
    .filter((each) => statuses.includes(each.status) && viewOf(who, each) !== 'none')
  expect(answer.data().incidents.map(withoutTimes)).toEqual(
    wanted.map((each) => expectedIncident(each, isEditor(who))),
  )
  expect(answer.headers.get('Sitrep-Rows')).toBe(String(wanted.length))
  expect(answer.headers.get('Sitrep-Commit')).toBe(String(commit))
  if (who.role !== 'public' || commit !== seq) return
  const rows = cellsOf((await asks(who, `/incidents.csv?${query}`)).text)
  const cells = wanted.map(cellsFor)
  const names = Object.keys(cells[0] ?? {})
  expect(rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])))).toEqual(cells)
}

/** What is inside a list or of a number is told with a longer pointer than the model has. */
const whole = /^\/(?:sources|claims|casualties)(?=\/)/

/** A version or a change as it is told, but for its times; pointers in one order, and of lists that to the list. */
const timelessly = (told: object) => {
  const { at: _, cursor: __, changed, incident, ...rest } = told as Record<string, unknown>
  const record = incident && withoutTimes(incident as Record<string, unknown>)
  const pointers = (changed as string[]).map((each) => whole.exec(each)?.[0] ?? each)
  return { ...rest, changed: [...new Set(pointers)].sort(), incident: record }
}

/** What a commit did to a record, as it is told of its version. */
const actOf = (model: ReviewModel, version: Version): string => {
  const { kind } = model.commits[version.commit] as Commit
  const before = model.of(version.id)[version.revision - 2]?.status
  if (kind === 'merge') return version.status === 'merged' ? 'merge' : 'update'
  if (kind !== 'import' && kind !== 'undo') return kind
  if (before === undefined) return 'create'
  if (before === version.status) return 'update'
  const names: Readonly<Record<string, string>> = { retracted: 'retract', rejected: 'reject' }
  return names[version.status] ?? (before === 'submitted' ? 'publish' : 'restore')
}

/** Who made a commit, as the desk is told. */
const maker = ({ model, people }: Workday, commit: number) => {
  const actor = model.commits[commit]?.actor
  const { name } = people.find(({ id }) => id === actor) ?? {}
  return name === undefined ? { actor } : { actor, name }
}

/** A merged record leads to its survivor, to the same of it that was asked for. */
const checkLed = ({ model }: Workday, answer: Answer, id: string, ending: string) => {
  if (answer.status !== 308) return
  expect(answer.headers.get('Location')).toBe(`/incidents/${survivorOf(model, id).id}${ending}`)
}

/** The record as it stands. */
export const checkRecord = async (day: Workday, who: Person, id: string): Promise<void> => {
  const { model } = day
  const head = model.of(id).at(-1) as Version
  const answer = await asks(who, `/incidents/${id}.json`)
  day.answered(answer, readStatusFor(model, who, head))
  checkLed(day, answer, id, '.json')
  if (head.status === 'merged') day.count(`read of a merged one ${answer.status}`)
  if (answer.status !== 200) return
  expect(withoutTimes(answer.data())).toEqual(expectedIncident(head, viewOf(who, head) === 'whole'))
}

export const checkHistory = async (day: Workday, who: Person, id: string) => {
  const { model } = day
  const versions = model.of(id)
  const head = versions.at(-1) as Version
  const answer = await asks(who, `/incidents/${id}/history.json`)
  day.answered(answer, statusFor(model, who, head))
  checkLed(day, answer, id, '/history.json')
  if (answer.status !== 200) {
    const retracted = versions.findLast(
      (each, i) => each.status === 'retracted' && versions[i - 1]?.status !== 'retracted',
    )
    if (answer.status === 410)
      expect(answer.data().detail).toContain(model.commits[retracted?.commit ?? 0]?.reason)
    return
  }
  const whole = viewOf(who, head) === 'whole'
  const told = versions.filter(({ status }) => whole || status === 'published')
  expect(answer.data().versions.map(timelessly)).toEqual(
    told.map((each, i) => ({
      revision: each.revision,
      commit: each.commit,
      kind: actOf(model, each),
      status: each.status,
      reason: model.commits[each.commit]?.reason,
      changed: i === 0 ? [] : changedPointers((told[i - 1] as Version).said, each.said, whole),
      incident: expectedIncident(each, whole),
      ...(isEditor(who) ? maker(day, each.commit) : {}),
    })),
  )
}

/** What the feed must tell, from the versions alone. */
const wanted = (model: ReviewModel) =>
  model.versions
    .flatMap((each) => {
      const before = model.of(each.id)[each.revision - 2]
      const [was, is] = [before?.status === 'published', each.status === 'published']
      if (!was && !is) return []
      const made = model.commits[each.commit] as Commit
      const back = before?.status === 'retracted' || before?.status === 'merged'
      const coming = !before ? 'create' : back ? 'restore' : 'publish'
      const staying = made.kind === 'redact' ? 'redact' : 'update'
      const into = model.merges.find(({ commit, id }) => commit === each.commit && id === each.id)?.into
      const going = into ? 'merge' : 'retract'
      return {
        commit: each.commit,
        kind: !is ? going : was ? staying : coming,
        id: each.id,
        ...(into ? { into } : {}),
        revision: each.revision,
        reason: made.reason,
        changed:
          was && is && before
            ? [...(made.pointers ?? changedPointers(before.said, each.said, false))].sort()
            : [],
        incident: is ? expectedIncident(each, false) : null,
      }
    })
    .sort((a, b) => a.commit - b.commit || Number(!a.into) - Number(!b.into) || (a.id < b.id ? -1 : 1))

export const checkFeed = async ({ model }: Workday) => {
  const whole = (await readPages('/changes.ndjson?since=0')).flatMap(entriesOf)
  const one = (await readPages('/changes.ndjson?since=0&limit=1')).flatMap(entriesOf)
  expect(one).toEqual(whole)
  expect(whole.map(timelessly)).toEqual(wanted(model))
  expect(applyEntries(whole)).toEqual((await ask('/incidents.json')).data().incidents)
}

/** Both chains can be computed again, and lack exactly what redactions took. */
export const checkChain = async ({ model }: Workday) => {
  const { head, faults, gaps } = await verifyChain(env.DB)
  expect(faults).toEqual([])
  const taken = model.current().flatMap(({ id }) => model.of(id).filter((version) => version.taken))
  const reasons = model.commits.flatMap(({ reason, kind }, commit) =>
    kind !== 'grant' && reason?.includes('[redacted]') ? [commit] : [],
  )
  const wanted = [
    ...taken.map(({ commit, id, revision }) => ({ commit, cause: 'redaction', id, revision })),
    ...reasons.map((commit) => ({ commit, cause: 'redaction' })),
  ]
  const sorted = (all: readonly object[]) =>
    all.map((each) => JSON.stringify(each, ['commit', 'cause', 'id', 'revision'])).sort()
  expect(sorted(gaps)).toEqual(sorted(wanted))
  const found = await verifyPublicChain()
  expect(found.wrong).toEqual([])
  expect(found.head).toEqual({ commit: head.publicSeq, digest: head.publicDigest })
  const hidden = taken.filter(({ status, taken: what }) => status === 'published' && what === 'record')
  expect(found.gaps.filter((gap) => gap.endsWith('redaction')).sort()).toEqual(
    hidden.map(({ commit, id, revision }) => `${commit} ${id} ${revision} redaction`).sort(),
  )
}

export const checkQueue = async ({ model }: Workday) => {
  const { waiting } = (await admin('/queue.json')).data()
  const drafts = model.current().filter(({ status }) => status === 'submitted')
  const corrections = model.suggestions.filter(({ status }) => status === 'waiting')
  expect(waiting.map(({ id }: Version) => id)).toEqual([...drafts, ...corrections].map(({ id }) => id).sort())
}

export const checkImports = async ({ model }: Workday) => {
  for (const { id, text, cutBy } of model.imports) {
    const answer = await admin(`/imports/${id}/file`)
    expect([answer.status, cutBy ? '' : answer.text]).toEqual(cutBy ? [410, ''] : [200, text])
  }
}

/** Commits are those of the model, and the times of records are theirs. */
export const checkClock = async ({ model, people }: Workday) => {
  const { commits } = (await admin('/commits.json?limit=1000')).data()
  const found = commits.filter(({ kind }: Commit) => kind !== 'export').reverse()
  expect(
    found.map(({ commit, kind, actor, reason, rows }: Commit & { commit: number }) => ({
      commit,
      kind,
      actor,
      rows,
      reason: kind === 'grant' ? null : reason,
    })),
  ).toEqual(
    model.commits.map(({ kind, actor, reason, rows }, commit) => ({ commit, kind, actor, rows, reason })),
  )
  const editor = people.at(-1) as Person
  for (const each of (await asks(editor, `/incidents.json?status=${statusesOf(editor)}`)).data().incidents) {
    const [first, head] = [model.of(each.id)[0], model.of(each.id).at(-1)]
    expect([each.created_at, each.updated_at]).toEqual(
      [first, head].map((version) => found[version?.commit ?? 0].at),
    )
  }
}
