import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  etagOf,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const statuses = ['submitted', 'published', 'rejected', 'retracted'] as const
const decisions = ['publish', 'reject', 'retract', 'restore'] as const
type Status = (typeof statuses)[number]

/** What each decision makes of each status; what is not here is not possible. */
const moves: Readonly<Record<string, Status>> = {
  'submitted publish': 'published',
  'submitted reject': 'rejected',
  'published retract': 'retracted',
  'retracted restore': 'published',
  'rejected restore': 'submitted',
}

/** A record that has come to a status, by the decisions that lead there. */
const inStatus = async (status: Status) => {
  const { path, incident } =
    status === 'published' || status === 'retracted' ? await publishRecord() : await submitRecord()
  if (status === 'rejected') await reviewRecord(path, 'reject')
  if (status === 'retracted') await reviewRecord(path, 'retract')
  return { path, id: incident.id, commits: await newestCommit() }
}

const table = statuses.flatMap((from) =>
  decisions.map((decision) => [from, decision, moves[`${from} ${decision}`]] as const),
)

describe('a review', () => {
  it.each(table.filter(([, , to]) => to))(
    'moves a record that is %s by %s to %s',
    async (from, decision, to) => {
      const { path, id, commits } = await inStatus(from)
      const before = (await admin(`${path}.json`)).data()
      const answer = await reviewRecord(path, decision)
      expect(answer.status, answer.text).toBe(200)
      const { incident } = answer.data()
      expect(incident).toEqual({
        ...before,
        status: to,
        revision: before.revision + 1,
        commit: commits + 1,
        updated_at: expect.any(String),
      })
      expect(answer.headers.get('ETag')).toBe(etagOf(id, incident.revision))
      const seen = await ask(`${path}.json`)
      expect(seen.status).toBe(to === 'published' ? 200 : to === 'retracted' ? 410 : 404)
      expect((await ask('/incidents.csv')).headers.get('Sitrep-Rows')).toBe(to === 'published' ? '1' : '0')
      expect((await admin(`/incidents.csv?status=${to}`)).headers.get('Sitrep-Rows')).toBe('1')
    },
  )

  it.each(table.filter(([, , to]) => !to))(
    'does not move a record that is %s by %s',
    async (from, decision) => {
      const { path, commits } = await inStatus(from)
      const { detail } = expectProblem(await reviewRecord(path, decision), 'invalid-transition')
      expect(detail).toContain(from)
      expect(await newestCommit()).toBe(commits)
      expect((await admin(`${path}.json`)).data().status).toBe(from)
    },
  )

  it.each<[string, unknown, string[]]>([
    ['no reason', { decision: 'publish' }, ['/reason']],
    ['an empty reason', { decision: 'publish', reason: '' }, ['/reason']],
    ['a blank reason', { decision: 'publish', reason: ' \n ' }, ['/reason']],
    ['null as a reason', { decision: 'publish', reason: null }, ['/reason']],
    ['a number as a reason', { decision: 'publish', reason: 5 }, ['/reason']],
    ['a reason that is too long', { decision: 'publish', reason: 'x'.repeat(2001) }, ['/reason']],
    ['a reason with a NUL', { decision: 'publish', reason: 'a\u0000b' }, ['/reason']],
    ['a reason with half a character', { decision: 'publish', reason: 'a\ud800b' }, ['/reason']],
    ['no decision', { reason: 'x' }, ['/decision']],
    ['an unknown decision', { decision: 'publsh', reason: 'x' }, ['/decision']],
    ['a decision in capitals', { decision: 'PUBLISH', reason: 'x' }, ['/decision']],
    ['the name of a method as a decision', { decision: 'toString', reason: 'x' }, ['/decision']],
    ['several decisions', { decision: ['publish'], reason: 'x' }, ['/decision']],
    ['an unknown field', { decision: 'publish', reason: 'x', note: 'y' }, ['/note']],
    [
      'an unknown field of half a character',
      { decision: 'publish', reason: 'x', '\ud800': 'y' },
      ['/\ufffd'],
    ],
    ['a revision as a text', { decision: 'publish', reason: 'x', revision: '1' }, ['/revision']],
    [
      'a revision that is no whole number',
      { decision: 'publish', reason: 'x', revision: 1.5 },
      ['/revision'],
    ],
    ['null as a revision', { decision: 'publish', reason: 'x', revision: null }, ['/revision']],
    ['everything wrong at once', { decision: 'x', note: 'y' }, ['/decision', '/note', '/reason']],
    ['nothing', {}, ['/decision', '/reason']],
    ['null', null, ['']],
    ['a text', 'publish', ['']],
    ['a list', [], ['']],
  ])('is refused where it is not whole: %s', async (_, json, pointers) => {
    const { path } = await submitRecord()
    const { errors = [] } = expectProblem(await admin(`${path}/review`, { json }), 'invalid-request')
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers)
    for (const { rule, detail } of errors)
      expect([rule, detail]).toEqual(['request.invalid', expect.stringMatching(/^\S.*\w.*\.$/)])
    expect(await newestCommit()).toBe(1)
  })

  it('names the decisions that there are to who sends another', async () => {
    const { path } = await submitRecord()
    const { detail } = expectProblem(await reviewRecord(path, 'publsh'), 'invalid-request')
    for (const decision of decisions) expect(detail).toContain(decision)
  })

  it('may name the revision that was seen, and is refused when that is not the current one', async () => {
    const { path, etag, incident } = await submitRecord()
    await patchRecord(path, etag, { title: 'x' })
    for (const revision of [1, 3, 0, -1]) {
      const stale = await reviewRecord(path, 'publish', { revision })
      expectProblem(stale, 'stale-revision')
      expect(stale.headers.get('ETag')).toBe(etagOf(incident.id, 2))
    }
    expect((await reviewRecord(path, 'publish', { revision: 2 })).status).toBe(200)
  })

  it('needs no If-Match', async () => {
    const { path } = await submitRecord()
    const json = { decision: 'publish', reason: 'x' }
    expect((await admin(`${path}/review`, { json, headers: { 'If-Match': '"x"' } })).status).toBe(200)
  })

  it('keeps its reason to itself, but for a retraction', async () => {
    const { path } = await submitRecord()
    await reviewRecord(path, 'reject', { reason: 'a matter between us' })
    expect((await ask(`${path}.json`)).text).not.toContain('between us')
    await reviewRecord(path, 'restore')
    await reviewRecord(path, 'publish')
    expect((await ask(`${path}.json`)).text).not.toContain('between us')
    await reviewRecord(path, 'retract', { reason: '  the place was wrong\n' })
    expectProblem(await ask(`${path}.json`), 'retracted')
    expect((await ask(`${path}.json`)).data().detail).toMatch(/the place was wrong$/)
  })

  it('of a record that is not there is 404', async () => {
    expectProblem(
      await reviewRecord('/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6', 'publish'),
      'not-found',
    )
    expectProblem(await reviewRecord('/incidents/x', 'publish'), 'not-found')
  })
})

describe('a row of a file', () => {
  const send = async (over: object) => {
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const body = JSON.stringify(record({ reference: 'r', ...over }))
    return (await admin('/imports?publish=true', { headers, body })).data()
  }

  it.each(['retracted', 'rejected'] as const)(
    'about a %s record is noted, and publishes nothing',
    async (status) => {
      const filed = await admin('/incidents', { json: record({ reference: 'r' }) })
      const path = `/incidents/${filed.data().incident.id}`
      if (status === 'retracted') await reviewRecord(path, 'publish')
      await reviewRecord(path, status === 'retracted' ? 'retract' : 'reject')
      const note = { [`record.${status}`]: 1 }
      expect(await send({})).toMatchObject({ unchanged: 1, notes: note })
      expect(await send({ title: 'Other' })).toMatchObject({ updated: 1, notes: note })
      expect((await ask('/incidents.csv')).headers.get('Sitrep-Rows')).toBe('0')
    },
  )

  it('about a published record has no such note', async () => {
    await publishRecord({ reference: 'r' })
    expect((await send({})).notes).toEqual({})
  })
})
