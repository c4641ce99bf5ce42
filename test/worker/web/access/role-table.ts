/** The table of who may do what: a row for every route of the application, and of what depends on whose a record is, for each. */
import { env } from 'cloudflare:workers'
import { app } from '../../../../src/app.ts'
import { formatNames } from '../../../../src/export/registry.ts'
import { citationFormatNames } from '../../../../src/record/citation/citation-formats.ts'
import { fields, type RequestOptions, record, type SubmittedRecord } from '../../client.ts'
import { tableMapping } from '../trips/world.ts'
import { csv, type Scene, suggest } from './scene.ts'

/** What somebody gets: a status for the public, a contributor, an editor, an admin. */
export type Gets = readonly [public_: number, contributor: number, editor: number, admin: number]

export type Try = (scene: Scene) => RequestOptions & { readonly path?: string }

/** A route as the application has it, what each gets, and what is asked where that is more than the address. */
export type Row = readonly [route: string, gets: Gets, asks?: Try]

const everybody: Gets = [200, 200, 200, 200]
const editors: Gets = [401, 403, 200, 200]
const admins: Gets = [401, 403, 403, 200]

const midnight = '2099-01-01T00:00:00.000Z'

const change = ({ path, etag }: SubmittedRecord, method = 'PATCH') => ({
  path,
  method,
  json: method === 'PUT' ? record() : { title: 'Changed' },
  headers: {
    'If-Match': etag,
    'Content-Type': method === 'PUT' ? 'application/json' : 'application/merge-patch+json',
  },
})
const decide = ({ path }: SubmittedRecord, decision: string) => ({
  path: `${path}/review`,
  json: { decision, reason: 'checked' },
})
const merge = ({ path }: SubmittedRecord, into: SubmittedRecord) => ({
  path: `${path}/merge`,
  json: { into: into.incident.id, reason: 'checked' },
})
const revert = ({ path }: SubmittedRecord) => ({
  path: `${path}/revert`,
  json: { version: 1, reason: 'checked' },
})
const say = ({ path }: SubmittedRecord, part: string) => ({
  path: `${path}/${part}`,
  json: { text: 'Is it so?' },
})
const reply = (path: string, question: string) => ({ path, json: { question, text: 'It is.' } })
const settle = (correction: string, decision: string) => ({
  path: `/suggestions/${correction}/review`,
  json: { decision, reason: 'checked' },
})
const form = fields()
const saved = ({ path, etag }: SubmittedRecord, more: Readonly<Record<string, string>> = {}) => ({
  path: `${path}/edit`,
  form: fields({ title: 'Changed', _seen: etag, ...more }),
})
const ofImport =
  (which: keyof Scene['imports'], ending = ''): Try =>
  ({ imports }) => ({ path: `/imports/${imports[which]}${ending}` })

const runOf = ({ imports }: Scene, which: keyof Scene['imports']) => ({
  path: `/imports/${imports[which]}/runs`,
  json: { dry_run: true },
})
const matchOf = ({ imports }: Scene, which: keyof Scene['imports']) => ({
  path: `/imports/${imports[which]}/mapping`,
  form: { json: JSON.stringify(tableMapping) },
})

const sendPart: Try = ({ upload }) => ({
  path: `${upload}/parts/1`,
  body: 'x',
  headers: { 'Content-Type': 'application/octet-stream' },
})

/** Files that are sent before anybody is asked who they are. */
export const plain = [
  'GET /favicon.svg',
  'GET /robots.txt',
  'GET /sitrep.css',
  'GET /sitrep-import.mjs',
  'GET /openapi.json',
  'GET /codebook.csv',
  'GET /codebook.json',
  'GET /codebook.md',
  'GET /schemas/incident.json',
  'GET /schemas/incidents.table.json',
  'GET /schemas/mapping.json',
]

/** New routes get their rows here; of what depends on whose a record is, a row for each. */
export const table: readonly Row[] = [
  ['GET /', everybody],
  ['GET /about', [404, 404, 404, 404]],
  ['GET /health', everybody],
  ...plain.map((route): Row => [route, everybody]),
  ['GET /codebook', everybody],
  ['GET /sitemap.xml', everybody],
  ['GET /sitemaps/:name', everybody, () => ({ path: '/sitemaps/1.xml' })],
  ['GET /.well-known/security.txt', everybody],
  ['GET /docs', everybody],
  ['GET /problems/:name', everybody, () => ({ path: '/problems/internal' })],
  ['GET /template.csv', everybody],

  ['GET /incidents', everybody],
  ['GET /incidents', [401, 200, 200, 200], () => ({ path: '/incidents?status=submitted' })],
  ['GET /incidents', [401, 403, 200, 200], () => ({ path: '/incidents?status=retracted' })],
  ...formatNames.flatMap((name): Row[] => [
    [`GET /incidents.${name}`, everybody],
    [`GET /incidents.${name}`, [401, 200, 200, 200], () => ({ path: `/incidents.${name}?status=rejected` })],
    [`GET /incidents.${name}`, editors, () => ({ path: `/incidents.${name}?status=merged` })],
    [`GET /incidents.${name}.sha256`, everybody],
    [`GET /incidents.${name}.sha256`, editors, () => ({ path: `/incidents.${name}.sha256?status=merged` })],
  ]),
  ...citationFormatNames.flatMap((name): Row[] => [
    [`GET /incidents.${name}`, everybody],
    // Only lists of published records have citations, whoever asks.
    [`GET /incidents.${name}`, [400, 400, 400, 400], () => ({ path: `/incidents.${name}?status=merged` })],
    ['GET /incidents/:id', everybody, ({ shown }) => ({ path: `${shown.path}.${name}` })],
    ['GET /incidents/:id', [404, 404, 200, 200], ({ theirs }) => ({ path: `${theirs.path}.${name}` })],
  ]),
  ['GET /incidents.loss.csv', everybody, () => ({ path: '/incidents.loss.csv?profile=ucdp' })],
  ['GET /incidents/:id', everybody, ({ shown }) => ({ path: shown.path })],
  ['GET /incidents/:id', [404, 200, 200, 200], ({ mine }) => ({ path: mine.path })],
  ['GET /incidents/:id', [404, 404, 200, 200], ({ theirs }) => ({ path: theirs.path })],

  ['POST /incidents', [201, 201, 201, 201], () => ({ json: record() })],
  ['POST /incidents', [401, 403, 201, 201], () => ({ path: '/incidents?publish=true', json: record() })],
  ['POST /possible-duplicates', everybody, () => ({ json: record() })],
  ['GET /submit', everybody],
  ['POST /submit', everybody, () => ({ form })],
  ['PUT /incidents/:id', [401, 200, 200, 200], ({ mine }) => change(mine, 'PUT')],
  ['PUT /incidents/:id', [401, 404, 200, 200], ({ theirs }) => change(theirs, 'PUT')],
  ['PUT /incidents/:id', editors, ({ shown }) => change(shown, 'PUT')],
  ['PATCH /incidents/:id', [401, 200, 200, 200], ({ mine }) => change(mine)],
  ['PATCH /incidents/:id', [401, 404, 200, 200], ({ theirs }) => change(theirs)],
  ['PATCH /incidents/:id', editors, ({ shown }) => change(shown)],
  ['GET /incidents/:id/edit', [401, 200, 200, 200], ({ mine }) => ({ path: `${mine.path}/edit` })],
  ['GET /incidents/:id/edit', [401, 404, 200, 200], ({ theirs }) => ({ path: `${theirs.path}/edit` })],
  ['GET /incidents/:id/edit', editors, ({ shown }) => ({ path: `${shown.path}/edit` })],
  ['POST /incidents/:id/edit', [401, 303, 303, 303], ({ mine }) => saved(mine)],
  ['POST /incidents/:id/edit', [401, 404, 303, 303], ({ theirs }) => saved(theirs)],
  ['POST /incidents/:id/edit', [401, 403, 303, 303], ({ shown }) => saved(shown)],
  ['POST /incidents/:id/edit', [401, 403, 303, 303], ({ mine }) => saved(mine, { _publish: 'true' })],
  ['POST /incidents/:id/review', editors, ({ mine }) => decide(mine, 'publish')],
  ['POST /incidents/:id/review', editors, ({ theirs }) => decide(theirs, 'reject')],
  ['POST /incidents/:id/review', editors, ({ shown }) => decide(shown, 'retract')],
  [
    'POST /incidents/:id/redact',
    admins,
    ({ shown: { path } }) => ({ path: `${path}/redact`, json: { reason: 'x', erase: ['Rockets'] } }),
  ],
  ...['', '.json'].flatMap((ending): Row[] => [
    [
      `GET /incidents/:id/history${ending}`,
      everybody,
      ({ shown }) => ({ path: `${shown.path}/history${ending}` }),
    ],
    [
      `GET /incidents/:id/history${ending}`,
      [404, 200, 200, 200],
      ({ mine }) => ({ path: `${mine.path}/history${ending}` }),
    ],
    [
      `GET /incidents/:id/history${ending}`,
      [404, 404, 200, 200],
      ({ theirs }) => ({ path: `${theirs.path}/history${ending}` }),
    ],
  ]),
  ...(['comments', 'questions'] as const).flatMap((part): Row[] => [
    [`POST /incidents/:id/${part}`, [401, 403, 201, 201], ({ mine }) => say(mine, part)],
    [`POST /incidents/:id/${part}`, [401, 403, 201, 201], ({ shown }) => say(shown, part)],
  ]),
  ['GET /incidents/:id/comments', editors, ({ mine }) => ({ path: `${mine.path}/comments` })],
  ['GET /incidents/:id/questions', [401, 200, 200, 200], ({ mine }) => ({ path: `${mine.path}/questions` })],
  [
    'GET /incidents/:id/questions',
    [401, 404, 200, 200],
    ({ theirs }) => ({ path: `${theirs.path}/questions` }),
  ],
  [
    'GET /incidents/:id/questions',
    [401, 404, 200, 200],
    ({ shown }) => ({ path: `${shown.path}/questions` }),
  ],
  [
    'POST /incidents/:id/answers',
    [401, 201, 404, 404],
    ({ mine, question }) => reply(`${mine.path}/answers`, question),
  ],
  [
    'POST /incidents/:id/answers',
    [401, 404, 404, 404],
    ({ theirs, question }) => reply(`${theirs.path}/answers`, question),
  ],
  ['POST /incidents/:id/revert', editors, ({ shown }) => revert(shown)],
  ['POST /incidents/:id/revert', editors, ({ mine }) => revert(mine)],
  [
    'GET /incidents/:id/merge',
    editors,
    ({ mine, shown }) => ({ path: `${mine.path}/merge?into=${shown.incident.id}` }),
  ],
  ['POST /incidents/:id/merge', editors, ({ mine, shown }) => merge(mine, shown)],
  ['POST /incidents/:id/merge', editors, ({ theirs, mine }) => merge(theirs, mine)],
  [
    'POST /incidents/:id/distinct',
    editors,
    ({ mine, shown }) => ({ path: `${mine.path}/distinct`, json: { other: shown.incident.id, reason: 'x' } }),
  ],
  ['GET /my', [401, 200, 200, 200]],
  ['GET /my.json', [401, 200, 200, 200]],
  ['GET /duplicates', editors],
  ['GET /queue', editors],
  ['GET /queue.json', editors],
  ['GET /queue/:id', editors, ({ mine }) => ({ path: mine.path.replace('/incidents', '/queue') })],
  ['GET /queue/:id', editors, ({ correction }) => ({ path: `/queue/${correction}` })],
  ['PUT /queue/:id/assignee', editors, ({ correction }) => ({ path: `/queue/${correction}/assignee` })],
  [
    'DELETE /queue/:id/assignee',
    [401, 403, 204, 204],
    ({ mine }) => ({ path: `/queue/${mine.incident.id}/assignee` }),
  ],
  [
    'POST /queue/:id/assignee',
    [401, 403, 303, 303],
    ({ mine }) => ({ path: `/queue/${mine.incident.id}/assignee`, form: {} }),
  ],
  ['GET /incidents/:id/suggest', everybody, ({ shown }) => ({ path: `${shown.path}/suggest` })],
  ['GET /incidents/:id/suggest', [404, 404, 409, 409], ({ theirs }) => ({ path: `${theirs.path}/suggest` })],
  ['POST /incidents/:id/suggest', everybody, ({ shown }) => ({ path: `${shown.path}/suggest`, form })],
  ['POST /incidents/:id/suggestions', [201, 201, 201, 201], ({ shown }) => suggest(shown, 'Another title')],
  ['POST /suggestions/:id/review', editors, ({ correction }) => settle(correction, 'accept')],
  ['POST /suggestions/:id/review', editors, ({ correction }) => settle(correction, 'decline')],
  [
    'POST /reports/review',
    editors,
    ({ mine: { incident } }) => ({
      json: { decision: 'publish', reports: [{ id: incident.id, revision: 1 }], reason: 'x', dry_run: true },
    }),
  ],
  [
    'POST /suggestions/decline',
    editors,
    ({ correction }) => ({ json: { suggestions: [correction], reason: 'x' } }),
  ],
  ['GET /receipts/:secret', everybody, ({ mine }) => ({ path: mine.receipt })],
  [
    'POST /receipts/:secret',
    everybody,
    ({ mine: { receipt, etag } }) => ({ path: receipt, form: { ...form, _seen: etag } }),
  ],

  [
    'GET /merge',
    editors,
    ({ mine, shown }) => ({ path: `/merge?into=${shown.incident.id}&from=${mine.incident.id}` }),
  ],
  [
    'POST /incidents/:id/merge-from',
    editors,
    ({ mine, shown }) => ({
      path: `${shown.path}/merge-from`,
      json: { from: [mine.incident.id], reason: 'checked' },
    }),
  ],
  ['GET /incidents/bulk', editors],
  [
    'POST /incidents/bulk',
    editors,
    () => ({ json: { filter: 'country=IQ', patch: { outcome: 'hit' }, reason: 'x', dry_run: true } }),
  ],
  ['GET /commits/:id', editors, () => ({ path: '/commits/1' })],
  [
    'POST /commits/:id/undo',
    editors,
    ({ mine }) => ({ path: `/commits/${mine.incident.commit}/undo`, json: { reason: 'x' } }),
  ],
  ...(
    [
      ['mine', [401, 200, 200, 200]],
      ['admins', [401, 404, 200, 200]],
    ] as const
  ).map(
    ([which, gets]): Row => [
      'POST /imports/:id/undo',
      gets,
      ({ imports }) => ({ path: `/imports/${imports[which]}/undo`, json: { reason: 'x' } }),
    ],
  ),
  ['GET /receipts/:secret/questions', everybody, ({ mine }) => ({ path: `${mine.receipt}/questions` })],
  [
    'POST /receipts/:secret/questions',
    [201, 201, 201, 201],
    ({ mine, question }) => reply(`${mine.receipt}/questions`, question),
  ],

  ['POST /imports', [401, 200, 200, 200], () => csv],
  ['POST /imports', editors, () => ({ ...csv, path: '/imports?publish=true' })],
  ['GET /imports', [401, 200, 200, 200]],
  ['GET /imports.json', [401, 200, 200, 200]],
  ['GET /imports/new', [401, 200, 200, 200]],
  // Without a file there is nothing to rehearse.
  ['POST /imports/new', [401, 422, 422, 422], () => ({ form: { dataset: 'reports' } })],
  ['POST /imports/:id/runs', [401, 200, 200, 200], (scene) => runOf(scene, 'mine')],
  ['POST /imports/:id/runs', [401, 404, 200, 200], (scene) => runOf(scene, 'admins')],
  ['GET /imports/:id/mapping', [401, 200, 200, 200], ofImport('mine', '/mapping')],
  ['GET /imports/:id/mapping', [401, 404, 200, 200], ofImport('admins', '/mapping')],
  ['POST /imports/:id/mapping', [401, 303, 303, 303], (scene) => matchOf(scene, 'mine')],
  ['POST /imports/:id/mapping', [401, 404, 303, 303], (scene) => matchOf(scene, 'admins')],
  ...['', '/errors.csv', '/annotated.csv', '/annotated.xlsx', '/file'].flatMap((ending): Row[] => [
    [`GET /imports/:id${ending}`, [401, 200, 200, 200], ofImport('mine', ending)],
    [`GET /imports/:id${ending}`, [401, 404, 200, 200], ofImport('admins', ending)],
  ]),
  ['POST /uploads', [401, 201, 201, 201], () => ({ json: { bytes: 1 } })],
  ['GET /uploads/:id', [401, 200, 404, 404], ({ upload }) => ({ path: upload })],
  ['PUT /uploads/:id/parts/:part', [401, 204, 404, 404], sendPart],
  ['DELETE /uploads/:id', [401, 204, 404, 404], ({ upload }) => ({ path: upload })],

  ['GET /datasets', everybody],
  ['GET /datasets.json', everybody],
  ...['', '.json'].flatMap((ending): Row[] => [
    ['GET /datasets/:slug', everybody, () => ({ path: `/datasets/reports${ending}` })],
    ['GET /datasets/:slug', [404, 404, 404, 404], () => ({ path: `/datasets/nothing${ending}` })],
  ]),
  ['GET /datasets/:slug/edit', editors, () => ({ path: '/datasets/reports/edit' })],
  [
    'POST /datasets/:slug/edit',
    [401, 403, 303, 303],
    () => ({ path: '/datasets/reports/edit', form: { title: 'New', publishable: 'true' } }),
  ],
  ['PUT /datasets/:slug', [401, 403, 201, 201], () => ({ path: '/datasets/trial', json: {} })],
  [
    'GET /datasets/:slug/mappings.json',
    [401, 200, 200, 200],
    () => ({ path: '/datasets/reports/mappings.json' }),
  ],
  ['GET /datasets/:slug/mappings/:name', [401, 404, 404, 404]],
  [
    'PUT /datasets/:slug/mappings/:name',
    [401, 403, 201, 201],
    () => ({ path: '/datasets/reports/mappings/table', json: tableMapping }),
  ],
  ['DELETE /datasets/:slug/mappings/:name', [401, 403, 404, 404]],
  ['POST /mappings/suggest', [401, 200, 200, 200], () => csv],

  ['GET /counts', everybody],
  ['GET /counts.csv', everybody],
  ['GET /counts.json', everybody],
  ['GET /incidents.points', everybody],
  ['GET /places.json', everybody, () => ({ path: '/places.json?country=IQ' })],

  ['GET /changes.ndjson', everybody],
  ['GET /changes.json', everybody],
  ['GET /incidents.atom', everybody],
  ['GET /chain.ndjson', everybody],

  ['GET /sign-in', everybody],
  ['POST /sign-in', [303, 303, 303, 303], () => ({ form: { token: env.ADMIN_TOKEN } })],
  ['POST /sign-out', [303, 303, 303, 303], () => ({ form: {} })],
  ['GET /tokens', admins],
  ['GET /tokens.json', admins],
  ['POST /tokens', [401, 403, 403, 201], () => ({ json: { name: 'x', role: 'admin' } })],
  ['DELETE /tokens/:id', [401, 403, 403, 204], ({ spare }) => ({ path: `/tokens/${spare}` })],
  [
    'POST /tokens/:id/revoke',
    [401, 403, 403, 303],
    ({ spare }) => ({ path: `/tokens/${spare}/revoke`, form: {} }),
  ],
  ['GET /tokens/:id', [401, 403, 403, 200], ({ spare }) => ({ path: `/tokens/${spare}` })],
  [
    'POST /tokens/:id/limits',
    [401, 403, 403, 200],
    ({ spare }) => ({ path: `/tokens/${spare}/limits`, json: { datasets: null } }),
  ],
  [
    'POST /tokens/:id/rotate',
    [401, 403, 403, 201],
    ({ spare }) => ({ path: `/tokens/${spare}/rotate`, json: {} }),
  ],
  ['GET /admin', admins],
  ['GET /commits', admins],
  ['GET /commits.json', admins],
  ['POST /rerender', [401, 403, 403, 200], () => ({ json: {} })],
  ['GET /backup', admins],
  ['GET /backup/rows', admins, () => ({ path: `/backup/rows?table=tokens&commit=1&at=${midnight}` })],
  ['GET /backup/files', admins],
  ['GET /backup/file', admins, ({ imports }) => ({ path: `/backup/file?key=imports/${imports.mine}/file` })],
  // The store of the scene is not empty, and no restore has begun.
  ['POST /restore', [401, 403, 403, 409], () => ({ json: { id: 'x', migrations: [], tables: {} } })],
  ['POST /restore/rows', [401, 403, 403, 409], () => ({ json: { position: 0, groups: [] } })],
  [
    'PUT /restore/file',
    [401, 403, 403, 409],
    () => ({ path: '/restore/file?key=x', method: 'PUT', body: 'x' }),
  ],
  ['POST /restore/end', [401, 403, 403, 409], () => ({ json: { rows: {} } })],
]

/** Every route of the application, by method and path. */
export const routes = [
  ...new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  ),
]
