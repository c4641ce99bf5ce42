/** Every route is asked by everybody for everything: no answer has a word that its reader may not see. */
import { Buffer } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { app } from '../../../../src/app.ts'
import { readZip } from '../../../pure/export/read-zip.ts'
import {
  type Answer,
  admin,
  application,
  ask,
  browser,
  etagOf,
  fields,
  type RequestOptions,
  record,
} from '../../client.ts'
import { tableMapping } from '../trips/world.ts'
import { createTarget, type Observer, observers, type Target } from './campaign.ts'

interface Attack extends RequestOptions {
  readonly route: string
  readonly path: string
  readonly method: string
}

const routes = [
  ...new Map(
    app.routes.filter(({ method }) => method !== 'ALL').map((each) => [`${each.method} ${each.path}`, each]),
  ).values(),
]

/** What a route's parameter may be: what has that name there; of a route that is new, everything. */
const valuesOf = (target: Target, observer: Observer, path: string, name: string): readonly string[] => {
  const { records, suggestions, imports, uploads, tokenIds, receipts, datasets, commits } = target
  const known: Readonly<Record<string, readonly string[]>> = {
    'incidents:id': records,
    'queue:id': [...records, ...suggestions],
    'suggestions:id': suggestions,
    'imports:id': imports,
    'uploads:id': uploads,
    'uploads:part': ['1'],
    'tokens:id': tokenIds,
    'receipts:secret': observer === 'receipt' ? receipts : ['none', ...records],
    'datasets:slug': datasets,
    'datasets:name': ['table'],
    'problems:name': ['redacted', 'none'],
    'sitemaps:name': ['1.xml', 'none'],
    'commits:id': commits.map(String),
  }
  const all = [...records, ...suggestions, ...imports, ...tokenIds, ...datasets]
  return known[`${path.split('/')[1]}:${name}`] ?? all
}

const pathsOf = (target: Target, observer: Observer, path: string): string[] => {
  const [parameter] = /:\w+/.exec(path) ?? []
  if (parameter === undefined) return [path]
  return valuesOf(target, observer, path, parameter.slice(1)).flatMap((value) =>
    pathsOf(target, observer, path.replace(parameter, value)),
  )
}

const statuses = 'submitted,published,rejected,retracted,merged'

/** The queries by which a route tells more. */
const queriesOf = (
  { commits, records, tokenIds }: Target,
  route: string,
  path: string,
): readonly string[] => {
  if (route === '/incidents.loss.csv') return ['?profile=ucdp', `?profile=ucdp&status=${statuses}`]
  if (route.startsWith('/incidents.') || route === '/incidents') {
    const shapes = route === '/incidents.csv' ? ['?profile=full', `?profile=full&status=${statuses}`] : []
    if (route.endsWith('.sha256')) return ['', `?status=${statuses}`]
    return [
      '',
      `?commit=${commits.at(-1)}`,
      `?status=${statuses}`,
      '?status=submitted',
      '?q=zqeditedq',
      ...shapes,
    ]
  }
  if (route === '/incidents/:id') {
    const pin = `.json?commit=${commits[records.findIndex((id) => path.endsWith(id))]}`
    return ['', '.json', '.ris', '.json?view=public', pin]
  }
  if (route === '/datasets/:slug') return ['', '.json']
  if (route.includes('/history')) return ['', '?from=1&to=2', '?from=2&to=3']
  if (route === '/incidents/:id/merge') return ['', `?into=${records[0]}`]
  if (route === '/places.json') return ['?country=IQ', '?country=YE']
  if (route === '/merge') return records.slice(1, 3).map((id) => `?into=${records[0]}&from=${id}`)
  if (route === '/commits' || route === '/commits.json')
    return ['', ...tokenIds.map((id) => `?actor=${id}&limit=1000`)]
  if (route.startsWith('/changes') || route === '/chain.ndjson') return ['', '?since=0', '?limit=1']
  if (route.startsWith('/queue') || route === '/duplicates') return ['', '?dataset=reports']
  return ['']
}

/** What is sent to a route that takes something: what it may do, and what it may tell by refusing. */
const bodiesOf = (
  { records, suggestions, questions, words, tokens }: Target,
  route: string,
): readonly RequestOptions[] => {
  const [shown, waiting] = records
  const seen = records.flatMap((id) => [1, 2, 3, 4].map((revision) => etagOf(id, revision))).join(', ')
  const draft = {
    title: 'x',
    date: '2022-01-05',
    location: { country: 'YE' },
    reference: 'zqdraftreferenceq',
  }
  if (route.startsWith('/sign-')) return [{ form: { token: tokens.editor ?? '' }, headers: browser }]
  const answers = questions.map((question) => ({ question, text: 'x' }))
  const json: Readonly<Record<string, readonly unknown[]>> = {
    '/incidents': [record(), record(draft), record({ ...draft, dataset: 'zqdatasetq' })],
    '/incidents/:id': [record(), record(draft)],
    '/incidents/:id/review': ['publish', 'reject', 'retract', 'restore'].map((decision) => ({
      decision,
      reason: 'x',
    })),
    '/suggestions/:id/review': ['accept', 'decline'].map((decision) => ({ decision, reason: 'x' })),
    '/incidents/:id/merge': [shown, waiting].map((into) => ({ into, reason: 'x' })),
    '/incidents/:id/distinct': [shown, waiting].map((other) => ({ other, reason: 'x' })),
    '/incidents/:id/revert': [1, 2].map((version) => ({ version, reason: 'x' })),
    '/incidents/:id/suggestions': [1, 2, 3, 4].map((revision) => ({
      reason: 'x',
      revision,
      patch: { title: 'x' },
    })),
    '/incidents/:id/redact': [
      { erase: ['Rockets'], reason: 'x' },
      { erase: [...words.keys()].slice(4, 6), reason: 'x' },
    ],
    '/incidents/:id/comments': [{ text: 'x' }],
    '/incidents/:id/questions': [{ text: 'x' }],
    '/incidents/:id/answers': answers,
    '/receipts/:secret/questions': answers,
    '/reports/review': ['publish', 'reject'].map((decision) => ({
      decision,
      reports: records.slice(0, 5).map((id) => ({ id, revision: 1 })),
      reason: 'x',
      dry_run: true,
    })),
    '/suggestions/decline': [{ suggestions, reason: 'x' }],
    '/incidents/bulk': [
      { filter: 'country=YE', patch: { outcome: 'hit' }, reason: 'x', dry_run: true },
      { filter: 'q=zqdrafttitleq', patch: { outcome: 'hit' }, reason: 'x', dry_run: true },
    ],
    '/possible-duplicates': [record(), record(draft)],
    '/incidents/:id/merge-from': records.slice(1, 3).map((from) => ({ from: [from], reason: 'x' })),
    '/commits/:id/undo': [{ reason: 'x' }],
    '/imports/:id/undo': [{ reason: 'x' }],
    '/imports/:id/runs': [{ dry_run: true }],
    '/datasets/:slug/mappings/:name': [tableMapping],
    '/tokens': [{ name: 'x', role: 'editor' }],
    '/tokens/:id/limits': [{ datasets: null }],
    '/receipts/:secret': [record(), record(draft)],
  }
  const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    '/datasets/:slug/edit': { title: 'x', publishable: 'true' },
    '/imports/:id/mapping': { json: JSON.stringify(tableMapping) },
  }
  const form = forms[route] ?? { ...fields(), reason: 'x', _seen: seen }
  const csv = { body: 'reference,date,country,event_type\nzqdraftreferenceq,2022-01-05,YE,unrest\n' }
  return [
    ...(json[route] ?? [{}]).map((each) => ({ json: each, headers: { 'If-Match': seen } })),
    { json: { title: 'x' }, headers: { 'If-Match': seen, 'Content-Type': 'application/merge-patch+json' } },
    { form, headers: browser },
    { ...csv, headers: { 'Content-Type': 'text/csv' } },
  ]
}

/** A token that was revoked is refused whatever is asked: each path is tried once with it. */
const attacksBy = (observer: Observer, attacks: readonly Attack[]): readonly Attack[] =>
  observer === 'ended'
    ? [...new Map(attacks.map((each) => [`${each.method} ${each.path.split('?')[0]}`, each])).values()]
    : attacks

const readAttacks = (target: Target, observer: Observer): Attack[] =>
  routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path: route }) =>
      pathsOf(target, observer, route).flatMap((path) =>
        queriesOf(target, route, path).flatMap((query) =>
          [{}, ...(/\.\w+(\?|$)/.test(route + query) ? [] : [{ headers: { Accept: 'text/html' } }])].map(
            (asked) => ({
              ...asked,
              method: 'GET',
              route,
              path: path + query,
            }),
          ),
        ),
      ),
    )

const writeAttacks = (target: Target, observer: Observer): Attack[] =>
  routes
    .filter(({ method }) => method !== 'GET')
    .flatMap(({ method, path: route }) =>
      pathsOf(target, observer, route).flatMap((path, i) =>
        bodiesOf(target, route)
          .slice(0, i < 3 ? undefined : 1)
          .map((asked) => ({ ...asked, method, route, path })),
      ),
    )

/** Everything that an answer says, in small letters; what is packed is opened. */
const textOf = async ({ headers, bytes, text }: Answer): Promise<string> => {
  const unpacked = async (packed: Uint8Array): Promise<string> => {
    const begins = Buffer.from(packed.subarray(0, 4)).toString('latin1')
    if (begins === 'PK\u0003\u0004')
      return (await Promise.all(readZip(packed).map((each) => unpacked(each.bytes)))).join('\n')
    if (begins === 'PAR1')
      return JSON.stringify(await parquetReadObjects({ file: Buffer.from(packed).buffer }), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      )
    if (begins.startsWith('\u001f\u008b')) return unpacked(gunzipSync(packed))
    return Buffer.from(packed).toString('utf8')
  }
  return [JSON.stringify([...headers]), text, await unpacked(bytes)].join('\n').toLowerCase()
}

/** What a request says itself: an answer may say it again. */
const requestText = ({
  path,
  json,
  form,
  body,
  headers,
  token,
}: RequestOptions & { readonly path: string }): string =>
  JSON.stringify([path, json, form, body, headers, token]).toLowerCase()

/** Sends attacks as somebody, and takes up what was read. */
class Campaign {
  requests = 0
  readonly leaks: string[] = []
  /** What each has read that they may. */
  readonly read = new Map<Observer, Set<string>>(observers.map((observer) => [observer, new Set()]))
  readonly reached = new Set<string>()
  /** What each has stored: they may be told of it again. */
  readonly #stored = new Map<Observer, string>()
  readonly #target: Target

  constructor(target: Target) {
    this.#target = target
  }

  async send(observer: Observer, attack: Attack): Promise<void> {
    const token = this.#target.tokens[observer]
    const asked = token === undefined ? attack : { ...attack, token }
    const answer = await ask(attack.path, asked, application)
    this.requests++
    expect([attack.method, attack.path, answer.status < 500]).toEqual([attack.method, attack.path, true])
    const sent = requestText({ ...asked, path: attack.path })
    if (answer.status < 400) {
      this.reached.add(`${attack.method} ${attack.route}`)
      if (attack.route === '/receipts/:secret' && attack.method === 'POST')
        this.#stored.set(observer, `${this.#stored.get(observer) ?? ''}${sent}`)
    }
    const [said, own] = [await textOf(answer), sent + (this.#stored.get(observer) ?? '')]
    const name = `${observer}: ${attack.method} ${attack.path} ${answer.status}`
    // Most words begin with zq, and most answers have none of them.
    const hasWord = said.includes('zq')
    const tells = (word: string) =>
      (hasWord || !word.startsWith('zq')) && said.includes(word) && !own.includes(word)
    for (const [word, sees] of this.#target.words)
      if (tells(word.toLowerCase()))
        if (sees.includes(observer)) this.read.get(observer)?.add(word)
        else this.leaks.push(`${word} in ${name}`)
    for (const secret of this.#target.secrets)
      if (tells(secret.toLowerCase())) this.leaks.push(`${secret} in ${name}`)
  }
}

/** The filters that take a word, by the part of a record that it is from. */
const filters: Readonly<Record<string, string>> = {
  actor: 'actor',
  publisher: 'source',
  claimant: 'claimed_by',
  tag: 'tag',
  series: 'series',
  admin: 'admin1',
  dataset: 'dataset',
}

describe('a campaign for what is private', () => {
  it('finds a word in no answer to whoever may not read it, and finds each with whoever may', async () => {
    const target = await createTarget()
    const campaign = new Campaign(target)
    for (const observer of observers)
      for (const attack of attacksBy(observer, readAttacks(target, observer)))
        await campaign.send(observer, attack)
    expect(campaign.leaks.slice(0, 20)).toEqual([])
    for (const observer of observers) {
      const may = [...target.words].filter(([, sees]) => sees.includes(observer)).map(([word]) => word)
      const missed = may.filter((word) => !campaign.read.get(observer)?.has(word))
      expect([observer, missed]).toEqual([observer, []])
    }
    expect(campaign.requests).toBeGreaterThanOrEqual(500)
    const reading = campaign.requests
    for (const observer of observers)
      for (const attack of attacksBy(observer, writeAttacks(target, observer)))
        await campaign.send(observer, attack)
    expect(campaign.leaks.slice(0, 20)).toEqual([])
    expect(campaign.requests - reading).toBeGreaterThanOrEqual(500)
    expect(campaign.reached.size).toBeGreaterThan(routes.length * 0.9)
  })

  it('finds no record by a word that its reader may not see, whichever filter takes it', async () => {
    const target = await createTarget()
    for (const observer of ['public', 'stranger'] as const)
      for (const [word, sees] of target.words) {
        const names = Object.keys(filters).filter((part) => word.endsWith(`${part}q`))
        for (const name of ['q', ...names.map((part) => filters[part])]) {
          const token = target.tokens[observer]
          const path = `/incidents.json?${name}=${word}`
          const found = await ask(path, token === undefined ? {} : { token }, application)
          if (!sees.includes(observer))
            expect([observer, path, found.headers.get('Sitrep-Rows')]).toEqual([observer, path, '0'])
        }
      }
    for (const filter of ['q=zqdrafttitleq', 'actor=zqdraftactorq', 'dataset=zqdatasetq']) {
      const found = await admin(`/incidents.json?status=submitted&${filter}`)
      expect([filter, found.headers.get('Sitrep-Rows')]).toEqual([filter, '1'])
    }
  })
})
