/**
 * Who may do what from where: every row of the table of roles, from every origin, with every state of a token, sent by a
 * program and as the form of a page.
 */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { deriveSecret } from '../../../../src/auth/hash.ts'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  fields,
  type RequestOptions,
  withBindings,
} from '../../client.ts'
import {
  type Attempt,
  expectedReader,
  expectedStatuses,
  isRead,
  named,
  origins,
  type Role,
  type Sender,
} from './attempts.ts'
import { type Row, table } from './role-table.ts'
import { createScene, type Scene } from './scene.ts'

const site = withBindings({ FORM_ORIGINS: named })

let scene: Scene
let senders: readonly Sender[]

/** Makes a token of an admin that no longer counts. */
const createEnded = async (): Promise<readonly [revoked: string, expired: string]> => {
  const revoked = await createHolder('admin')
  const expired = await createHolder('admin', { expires_at: '2099-01-01' })
  await admin(`/tokens/${revoked.id}`, { method: 'DELETE' })
  const past = "created_at = '2020-01-01T00:00:00.000Z', expires_at = '2020-01-02T00:00:00.000Z'"
  await env.DB.batch([
    env.DB.prepare('DROP TRIGGER tokens_immutable'),
    env.DB.prepare(`UPDATE tokens SET ${past} WHERE id = ?1`).bind(expired.id),
  ])
  return [revoked.secret, expired.secret]
}

beforeEach(async () => {
  const [mine, other] = [await createHolder('contributor'), await createHolder('contributor')]
  const [editor, adminHolder] = [await createHolder('editor'), await createHolder('admin')]
  const [revoked, expired] = await createEnded()
  scene = await createScene(mine, other)
  const carriers = ['header', 'cookie'] as const
  const tokens: readonly (readonly [string, string, Role?])[] = [
    ['a contributor', mine.secret, 'contributor'],
    ['an editor', editor.secret, 'editor'],
    ['an admin', adminHolder.secret, 'admin'],
    ['a revoked token', revoked],
    ['an expired token', expired],
    ['no token at all', 'sitrep_x'],
  ]
  senders = [
    { name: 'the public', role: 'public' },
    ...tokens.flatMap(([name, secret, role]) =>
      carriers.map((carrier) => ({ name, secret, carrier, ...(role && { role }) })),
    ),
  ]
})

/** The fields of the form that sends the same; undefined if there is none. */
const formOf = ([route, , asks]: Row): Readonly<Record<string, string>> | undefined => {
  const { form, json } = asks?.(scene) ?? {}
  if (form !== undefined) return form as Readonly<Record<string, string>>
  if (!route.startsWith('POST ') || json === undefined) return undefined
  if (route === 'POST /incidents') return fields()
  const entries = Object.entries(json as object)
  return entries.every(([, value]) => typeof value !== 'object')
    ? Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
    : undefined
}

/** Sends what the row asks. */
const send = async (row: Row, { route, sender, origin: from, isForm }: Attempt): Promise<Answer> => {
  const [method = '', address = ''] = route.split(' ')
  const { path = address, headers, form: _, json, body } = row[2]?.(scene) ?? {}
  const { secret, carrier } = sender
  const csrf = isForm && carrier === 'cookie' ? await deriveSecret('csrf', secret ?? '') : undefined
  const asked: RequestOptions = {
    method,
    ...(isForm
      ? { form: { ...formOf(row), ...(csrf && { _csrf: csrf }) } }
      : { json, ...(body && { body }) }),
    headers: {
      ...headers,
      ...(from && { Origin: from }),
      ...(carrier === 'cookie' && { Cookie: `sitrep_token=${secret}` }),
      ...(carrier === 'header' && { Authorization: `Bearer ${secret}` }),
    },
  }
  return ask(path, asked, site)
}

type Kind = 'refused' | 'read' | 'written'

const kindOf = (attempt: Attempt): Kind => {
  if ((expectedStatuses(attempt)[0] ?? 0) >= 400) return 'refused'
  return isRead(attempt.route) ? 'read' : 'written'
}

/**
 * Whether the origin changes nothing: a read, a token in a header that is wrong or gives the right, or a cookie without
 * a form, which counts for nothing.
 */
const isOriginIdle = ({ route, sender, isForm }: Attempt, kind: Kind): boolean => {
  if (isRead(route) || (sender.carrier === 'cookie' && !isForm)) return true
  return sender.carrier === 'header' && (kind === 'written' || sender.role === undefined)
}

/**
 * Returns the attempts of this kind, each with its row. Where the origin changes nothing, each sender tries each row from
 * one of them in turn.
 */
const attemptsOf = (kind: Kind): readonly (readonly [Row, Attempt])[] => {
  const found: [Row, Attempt][] = []
  for (const row of table) {
    const [route, gets, asks] = row
    const ways = [
      asks?.(scene).form === undefined ? [false] : [],
      formOf(row) === undefined ? [] : [true],
    ].flat()
    for (const isForm of ways)
      for (const [i, sender] of senders.entries())
        for (const [j, origin] of origins.entries()) {
          const attempt = { route, gets, sender, origin, isForm }
          const isTurn = (table.indexOf(row) + i) % origins.length === j
          if (kindOf(attempt) === kind && (isTurn || !isOriginIdle(attempt, kind))) found.push([row, attempt])
        }
  }
  return found
}

const describeAttempt = ({ route, sender, origin, isForm }: Attempt): string =>
  `${route}${isForm ? ', a form' : ''}, by ${sender.name} (${sender.carrier ?? 'no token'}), from ${origin ?? 'no page'}`

/** Returns what is wrong with the answer to an attempt. */
const faultsOf = (attempt: Attempt, { status, headers }: Answer, isRight: boolean): readonly string[] => {
  const reader = headers.get('Access-Control-Allow-Origin') ?? undefined
  const faults = [
    !isRight && `${status}, not ${expectedStatuses(attempt).join(' or ')}`,
    reader !== undefined && reader !== expectedReader(attempt) && `read by ${reader}`,
    headers.has('Access-Control-Allow-Credentials') && 'with credentials',
  ]
  return faults.filter((fault) => fault !== false).map((fault) => `${describeAttempt(attempt)}: ${fault}`)
}

const newestCommit = () => env.DB.prepare('SELECT max(seq) FROM commits').first('max(seq)')

describe('every route, role, origin and state of a token', () => {
  it('refuses what the table and the rules refuse, with one answer to a wrong token, and stores nothing', async () => {
    const before = await newestCommit()
    const attempts = attemptsOf('refused')
    expect(attempts.length).toBeGreaterThan(1000)
    const faults: string[] = []
    const refusals = new Set<string>()
    for (const [row, attempt] of attempts) {
      const answer = await send(row, attempt)
      faults.push(...faultsOf(attempt, answer, expectedStatuses(attempt).includes(answer.status)))
      if (attempt.sender.carrier === 'header' && attempt.sender.role === undefined)
        refusals.add(answer.text.replace(/urn:uuid:[\w-]+/, ''))
    }
    expect(faults).toEqual([])
    expect([...refusals]).toEqual([expect.stringContaining('/problems/token-invalid')])
    expect(await newestCommit()).toBe(before)
  })

  it('gives what may be read, and lets pages of other sites read what is public', async () => {
    const faults: string[] = []
    for (const [row, attempt] of attemptsOf('read')) {
      const answer = await send(row, attempt)
      faults.push(...faultsOf(attempt, answer, expectedStatuses(attempt).includes(answer.status)))
    }
    expect(faults).toEqual([])
  })

  // Earlier writes have changed what there is: what counts is that the right was there.
  it('takes what may be written', async () => {
    const faults: string[] = []
    for (const [row, attempt] of attemptsOf('written')) {
      const answer = await send(row, attempt)
      faults.push(...faultsOf(attempt, answer, ![401, 403].includes(answer.status)))
    }
    expect(faults).toEqual([])
  })
})
