import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admin, ask } from '../http/client.ts'
import { entriesOf, pagesFrom } from '../http/following.ts'
import { cellsOf } from '../imports/sending.ts'
import { Day, hidden, people, shown, timeless } from './desk-day.ts'
import { type Commit, changed, DeskModel, isDesk, type Person, sight, type Version } from './desk-model.ts'
import { days, type Step } from './desk-steps.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const begin = async (): Promise<Day> => {
  await reset()
  await env.DB.prepare(schema).run()
  const model = new DeskModel()
  const all = await people()
  for (const { role } of all)
    if (role === 'contributor' || role === 'editor')
      model.commit({ kind: 'grant', actor: 'admin', reason: null, rows: 0 }, false)
  return new Day(model, all)
}

const asks = (who: Person, path: string) => ask(path, who.token ? { token: who.token } : {})

const statusesOf = ({ role }: Person): string[] =>
  role === 'public'
    ? ['published']
    : ['submitted', 'published', 'rejected', ...(role === 'contributor' ? [] : ['retracted'])]

/** The list of a commit is that of the model, or gone. */
const checkList = async ({ model }: Day, who: Person, seq: number) => {
  const statuses = statusesOf(who)
  const query = `commit=${seq}${who.role === 'public' ? '' : `&status=${statuses}`}`
  const { commit, gone } = model.asked(who, statuses, seq)
  const answer = await asks(who, `/incidents.json?${query}`)
  expect([answer.status, `${who.role} at ${seq}`]).toEqual([gone ? 410 : 200, `${who.role} at ${seq}`])
  if (gone) return
  const wanted = model
    .at(commit)
    .filter((each) => statuses.includes(each.status) && sight(who, each) !== 'none')
  expect(answer.data().incidents.map(timeless)).toEqual(wanted.map((each) => shown(each, isDesk(who))))
  expect(answer.headers.get('Sitrep-Rows')).toBe(String(wanted.length))
  expect(answer.headers.get('Sitrep-Commit')).toBe(String(commit))
  if (who.role !== 'public') return
  const rows = cellsOf((await asks(who, `/incidents.csv?${query}`)).text)
  const cells = rows.map(({ id, revision, status, reference, title, place, summary }) => ({
    id,
    revision,
    status,
    reference,
    title,
    place,
    summary,
  }))
  expect(cells).toEqual(
    wanted.map(({ id, revision, status, said: { reference = '', title = '', place = '', summary } }) => ({
      id,
      revision: String(revision),
      status,
      reference,
      title,
      place,
      summary,
    })),
  )
}

/** A version or a change as it is told, but for its times; pointers in one order. */
const timelessly = (told: object) => {
  const { at: _, cursor: __, changed, incident, ...rest } = told as Record<string, unknown>
  const record = incident && timeless(incident as Record<string, unknown>)
  return { ...rest, changed: [...(changed as string[])].sort(), incident: record }
}

/** What a commit did to a record, as it is told of its version. */
const actOf = (model: DeskModel, version: Version): string => {
  const { kind } = model.commits[version.commit] as Commit
  const before = model.of(version.id)[version.revision - 2]?.status
  if (kind !== 'import') return kind
  return before === undefined ? 'create' : before === version.status ? 'update' : 'publish'
}

/** Who made a commit, as the desk is told. */
const maker = ({ model, people }: Day, commit: number) => {
  const actor = model.commits[commit]?.actor
  const { name } = people.find(({ id }) => id === actor) ?? {}
  return name === undefined ? { actor } : { actor, name }
}

const checkHistory = async (day: Day, who: Person, id: string) => {
  const { model } = day
  const versions = model.of(id)
  const head = versions.at(-1) as Version
  const answer = await asks(who, `/incidents/${id}/history.json`)
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([hidden(who, head), expect.anything()])
  if (answer.status !== 200) {
    const retracted = versions.findLast(
      (each, i) => each.status === 'retracted' && versions[i - 1]?.status !== 'retracted',
    )
    if (answer.status === 410)
      expect(answer.data().detail).toContain(model.commits[retracted?.commit ?? 0]?.reason)
    return
  }
  const whole = sight(who, head) === 'whole'
  const told = versions.filter(({ status }) => whole || status === 'published')
  expect(answer.data().versions.map(timelessly)).toEqual(
    told.map((each, i) => ({
      revision: each.revision,
      commit: each.commit,
      kind: actOf(model, each),
      status: each.status,
      reason: model.commits[each.commit]?.reason,
      changed: i === 0 ? [] : changed((told[i - 1] as Version).said, each.said, whole),
      incident: shown(each, whole),
      ...(isDesk(who) ? maker(day, each.commit) : {}),
    })),
  )
}

/** What the feed must tell, from the versions alone. */
const wanted = (model: DeskModel) =>
  model.versions
    .flatMap((each) => {
      const before = model.of(each.id)[each.revision - 2]
      const [was, is] = [before?.status === 'published', each.status === 'published']
      if (!was && !is) return []
      const made = model.commits[each.commit] as Commit
      const coming = !before ? 'create' : before.status === 'retracted' ? 'restore' : 'publish'
      const staying = made.kind === 'redact' ? 'redact' : 'update'
      return {
        commit: each.commit,
        kind: !is ? 'retract' : was ? staying : coming,
        id: each.id,
        revision: each.revision,
        reason: made.reason,
        changed:
          was && is && before ? [...(made.pointers ?? changed(before.said, each.said, false))].sort() : [],
        incident: is ? shown(each, false) : null,
      }
    })
    .sort((a, b) => a.commit - b.commit || (a.id < b.id ? -1 : 1))

const checkFeed = async ({ model }: Day) => {
  const whole = (await pagesFrom('/changes.ndjson?since=0')).flatMap(entriesOf)
  const one = (await pagesFrom('/changes.ndjson?since=0&limit=1')).flatMap(entriesOf)
  expect(one).toEqual(whole)
  expect(whole.map(timelessly)).toEqual(wanted(model))
}

const checkQueue = async ({ model }: Day) => {
  const { waiting } = (await admin('/queue.json')).data()
  const drafts = model.current().filter(({ status }) => status === 'submitted')
  const corrections = model.suggestions.filter(({ status }) => status === 'waiting')
  expect(waiting.map(({ id }: Version) => id)).toEqual([...drafts, ...corrections].map(({ id }) => id).sort())
}

const checkImports = async ({ model }: Day) => {
  for (const { id, text, cutBy } of model.imports) {
    const answer = await admin(`/imports/${id}/file`)
    expect([answer.status, cutBy ? '' : answer.text]).toEqual(cutBy ? [410, ''] : [200, text])
  }
}

/** Commits are those of the model, and the times of records are theirs. */
const checkClock = async ({ model, people }: Day) => {
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

const checkAll = async (day: Day) => {
  const [anyone, contributor, , editor] = day.people as [Person, Person, Person, Person]
  for (let seq = day.begins; seq <= day.model.seq; seq++)
    for (const who of [anyone, contributor, editor]) await checkList(day, who, seq)
  for (const { id } of day.model.current())
    for (const who of [anyone, contributor, editor]) await checkHistory(day, who, id)
  await checkFeed(day)
  await checkQueue(day)
  await checkImports(day)
  await checkClock(day)
}

/** Every so many steps the record that a step was about is looked at, and the list as it stands. */
const sample = 5

const live = async (steps: readonly Step[]): Promise<Day> => {
  const day = await begin()
  for (const [i, step] of steps.entries()) {
    const id = await day.do(step)
    const who = day.people[step.which % 4] as Person
    if (i % sample === 0) await checkList(day, who, day.model.seq)
    if (i % sample === 0 && id) await checkHistory(day, who, id)
  }
  return day
}

describe('the desk', () => {
  it('keeps, tells and forgets what a plain model does, whatever is done by whomever', async () => {
    const counts = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(days, async (steps) => {
        const day = await live(steps)
        await checkAll(day)
        for (const { kind } of day.model.commits) counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }),
      { seed: 8, numRuns: 5, endOnFailure: true },
    )
    for (const kind of ['create', 'update', 'publish', 'reject', 'retract', 'restore', 'redact', 'import'])
      expect([kind, (counts.get(kind) ?? 0) > 0]).toEqual([kind, true])
  })
})
