/** Requests to every route, with the trips to the database and the statements that each takes. */
import { type FormatName, formatNames } from '../../../../src/export/registry.ts'
import { citationFormatNames } from '../../../../src/record/citation/citation-formats.ts'
import { browser, fields, type RequestOptions, record } from '../../client.ts'
import { type RegisterWorld, tableMapping } from './world.ts'

export interface RouteCase {
  /** What is asked for, beside the route. */
  readonly name?: string
  /** Who asks: the public, or the holder of a token with a role. */
  readonly as: 'public' | 'editor' | 'admin'
  readonly path?: (world: RegisterWorld) => string
  readonly asked?: (world: RegisterWorld) => RequestOptions
  readonly status?: number
  /** The trips to the database, one after another, before the first byte of the answer. */
  readonly trips: number
  /** The statements of the whole request. */
  readonly statements: number
}

const page = () => ({ headers: { Accept: browser.Accept } })
const json = (body: unknown) => () => ({ json: body })
const ndjson = () => ({
  headers: { 'Content-Type': 'application/x-ndjson' },
  body: JSON.stringify(record({ reference: 'r9' })),
})

const batchOf = (count: number, more: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => record({ summary: undefined, ...more(i) }))

const csvFile = () => ({ headers: { 'Content-Type': 'text/csv' }, body: 'date\n2022-01-05\n' })

const uploadedFile = () => {
  const body = new FormData()
  body.append('file', new File(['date\n2022-01-05\n'], 'rows.csv', { type: 'text/csv' }))
  return { body }
}

/** A route that never asks the database; a token costs its own look-up. */
const asksNothing: readonly RouteCase[] = [{ as: 'public', trips: 0, statements: 0 }]

const reason = { reason: 'x' }
const main = (end = '') => ({ path: ({ main }: RegisterWorld) => `${main.path}${end}` })
const receipt = { path: ({ draft }: RegisterWorld) => draft.receipt }
const importPath = (end = '') => ({ path: ({ importId }: RegisterWorld) => `/imports/${importId}${end}` })
const uploadPath = (end = '') => ({ path: ({ upload }: RegisterWorld) => `${upload}${end}` })
const onePart = () => ({
  method: 'PUT',
  headers: { 'Content-Type': 'application/octet-stream' },
  body: 'x',
})
const suggestionPath = { path: ({ suggestion }: RegisterWorld) => `/suggestions/${suggestion}/review` }
const storedMapping = { path: () => '/datasets/filed/mappings/table' }
const ifMatch =
  (method: string, body: unknown, type = 'application/json') =>
  ({ main }: RegisterWorld): RequestOptions => ({
    method,
    json: body,
    headers: { 'Content-Type': type, 'If-Match': main.etag },
  })

type Cost = readonly [trips: number, statements: number]

/** A file for the public, and for an editor: the token's look-up and the row of the download more. */
const file = (path: string, [trips, statements]: Cost): readonly RouteCase[] => [
  { as: 'public', path: () => path, trips, statements },
  { as: 'editor', path: () => path, trips: trips + 2, statements: statements + 2 },
]

/** The digest of a file. */
const digest = (path: string, [trips, statements]: Cost): readonly RouteCase[] => [
  { as: 'public', path: () => path, trips, statements },
  { as: 'editor', path: () => path, trips: trips + 1, statements: statements + 1 },
]

/** A file of few records, which is read before its first byte, and its digest. */
const usualCosts = [
  [3, 6],
  [3, 4],
] as const

/** Files that read more. */
const otherCosts: Readonly<Partial<Record<FormatName, readonly [file: Cost, digest: Cost]>>> = {
  zip: [
    [4, 8],
    [4, 6],
  ],
}

const fileCases = Object.fromEntries(
  formatNames.flatMap((name) => {
    const [ofFile, ofDigest] = otherCosts[name] ?? usualCosts
    return [
      [`GET /incidents.${name}`, file(`/incidents.${name}`, ofFile)],
      [`GET /incidents.${name}.sha256`, digest(`/incidents.${name}.sha256`, ofDigest)],
    ]
  }),
)

const citationCases = Object.fromEntries(
  citationFormatNames.map((name) => [
    `GET /incidents.${name}`,
    [
      { as: 'public', trips: 2, statements: 10 },
      {
        name: 'of a filter',
        as: 'public',
        path: () => `/incidents.${name}?country=IQ`,
        trips: 2,
        statements: 9,
      },
    ] as const,
  ]),
)

export const routeCases: Readonly<Record<string, readonly RouteCase[]>> = {
  'GET /favicon.svg': asksNothing,
  'GET /robots.txt': asksNothing,
  'GET /.well-known/security.txt': asksNothing,
  'GET /sitemap.xml': [{ as: 'public', trips: 1, statements: 1 }],
  'GET /sitemaps/:name': [{ as: 'public', path: () => '/sitemaps/1.xml', trips: 2, statements: 9 }],
  'GET /sitrep-import.mjs': asksNothing,
  'GET /sitrep.css': asksNothing,
  'GET /openapi.json': asksNothing,
  'GET /docs': asksNothing,
  'GET /codebook': asksNothing,
  'GET /codebook.csv': asksNothing,
  'GET /codebook.json': asksNothing,
  'GET /codebook.md': asksNothing,
  'GET /schemas/incident.json': asksNothing,
  'GET /schemas/incidents.table.json': asksNothing,
  'GET /schemas/mapping.json': asksNothing,
  'GET /problems/:name': [{ ...asksNothing[0], path: () => '/problems/not-found' } as RouteCase],
  'GET /template.csv': asksNothing,
  'GET /sign-in': asksNothing,
  'GET /submit': asksNothing,
  'POST /submit': [{ as: 'public', asked: () => ({ form: { date: '2022' } }), trips: 1, statements: 1 }],
  'GET /': [
    { as: 'public', asked: page, trips: 1, statements: 10 },
    { as: 'editor', asked: page, trips: 2, statements: 11 },
  ],
  'GET /about': [{ as: 'public', status: 404, trips: 0, statements: 0 }],
  'GET /health': [
    { as: 'public', trips: 1, statements: 4 },
    { as: 'editor', trips: 2, statements: 5 },
  ],
  'POST /incidents': [
    { as: 'public', asked: json(record()), status: 201, trips: 1, statements: 7 },
    {
      name: 'with a key',
      as: 'public',
      asked: () => ({ json: record(), headers: { 'Idempotency-Key': 'k' } }),
      status: 201,
      trips: 1,
      statements: 8,
    },
    {
      name: 'with a reference and a link',
      as: 'public',
      asked: json(record({ reference: 'new', links: [{ type: 'related', incident: 'target' }] })),
      status: 201,
      trips: 2,
      statements: 10,
    },
    { as: 'editor', asked: json(record()), status: 201, trips: 2, statements: 7 },
    {
      name: 'with a key',
      as: 'editor',
      asked: () => ({ json: record(), headers: { 'Idempotency-Key': 'k' } }),
      status: 201,
      trips: 2,
      statements: 8,
    },
    { name: 'a batch', as: 'public', asked: json(batchOf(30)), trips: 2, statements: 65 },
    {
      name: 'a batch with a key, references and links',
      as: 'editor',
      asked: () => ({
        json: batchOf(100, (i) => ({ reference: `b${i}`, links: [{ type: 'related', incident: 'target' }] })),
        headers: { 'Idempotency-Key': 'k' },
      }),
      trips: 3,
      statements: 309,
    },
  ],
  'PUT /incidents/:id': [
    { as: 'editor', ...main(), asked: ifMatch('PUT', record()), trips: 2, statements: 8 },
  ],
  'PATCH /incidents/:id': [
    {
      as: 'editor',
      ...main(),
      asked: ifMatch('PATCH', { title: 'New' }, 'application/merge-patch+json'),
      trips: 3,
      statements: 8,
    },
  ],
  'POST /incidents/:id/review': [
    {
      as: 'editor',
      ...main('/review'),
      asked: json({ decision: 'retract', ...reason }),
      trips: 2,
      statements: 7,
    },
    {
      name: 'of a draft',
      as: 'editor',
      path: ({ draft }) => `${draft.path}/review`,
      asked: json({ decision: 'publish', ...reason }),
      trips: 2,
      statements: 7,
    },
  ],
  'POST /incidents/:id/revert': [
    { as: 'editor', ...main('/revert'), asked: json({ version: 1, ...reason }), trips: 4, statements: 9 },
  ],
  'GET /incidents/:id/history': [
    { as: 'public', ...main('/history'), asked: page, trips: 1, statements: 2 },
    { as: 'editor', ...main('/history'), asked: page, trips: 2, statements: 3 },
    {
      name: 'comparison',
      as: 'editor',
      ...main('/history?from=1&to=2'),
      asked: page,
      trips: 2,
      statements: 3,
    },
  ],
  'GET /incidents/:id/history.json': [
    { as: 'public', ...main('/history.json'), trips: 1, statements: 2 },
    { as: 'editor', ...main('/history.json'), trips: 2, statements: 3 },
  ],
  'POST /imports': [{ as: 'editor', asked: ndjson, trips: 8, statements: 19 }],
  'GET /imports': [{ as: 'editor', asked: page, trips: 2, statements: 2 }],
  'GET /imports.json': [{ as: 'editor', trips: 2, statements: 2 }],
  'GET /imports/new': [{ as: 'editor', asked: page, trips: 2, statements: 3 }],
  'POST /imports/new': [{ as: 'editor', asked: uploadedFile, status: 303, trips: 4, statements: 8 }],
  'POST /imports/:id/runs': [
    { as: 'admin', ...importPath('/runs'), asked: json({ dry_run: true }), trips: 7, statements: 11 },
  ],
  'GET /imports/:id/mapping': [
    { as: 'admin', ...importPath('/mapping'), asked: page, trips: 2, statements: 2 },
  ],
  'POST /imports/:id/mapping': [
    {
      as: 'admin',
      ...importPath('/mapping'),
      asked: () => ({ form: { json: JSON.stringify(tableMapping) } }),
      status: 303,
      trips: 8,
      statements: 12,
    },
  ],
  'GET /imports/:id': [{ as: 'admin', ...importPath(), trips: 3, statements: 3 }],
  'GET /imports/:id/errors.csv': [{ as: 'admin', ...importPath('/errors.csv'), trips: 2, statements: 2 }],
  'GET /imports/:id/annotated.csv': [
    { as: 'admin', ...importPath('/annotated.csv'), status: 404, trips: 2, statements: 2 },
  ],
  'GET /imports/:id/annotated.xlsx': [
    { as: 'admin', ...importPath('/annotated.xlsx'), status: 404, trips: 2, statements: 2 },
  ],
  'GET /imports/:id/file': [{ as: 'admin', ...importPath('/file'), trips: 2, statements: 2 }],
  'POST /uploads': [{ as: 'editor', asked: json({ bytes: 1 }), status: 201, trips: 2, statements: 2 }],
  'GET /uploads/:id': [{ as: 'editor', ...uploadPath(), trips: 1, statements: 1 }],
  'PUT /uploads/:id/parts/:part': [
    { as: 'editor', ...uploadPath('/parts/1'), asked: onePart, status: 204, trips: 2, statements: 2 },
  ],
  'DELETE /uploads/:id': [{ as: 'editor', ...uploadPath(), status: 204, trips: 2, statements: 2 }],
  'GET /datasets': [
    { as: 'public', asked: page, trips: 1, statements: 2 },
    { as: 'editor', asked: page, trips: 2, statements: 3 },
  ],
  'GET /datasets.json': [{ as: 'public', trips: 1, statements: 2 }],
  'GET /datasets/:slug': [
    { as: 'public', path: () => '/datasets/reports', asked: page, trips: 2, statements: 10 },
    { as: 'editor', path: () => '/datasets/filed', asked: page, trips: 3, statements: 10 },
    { name: 'JSON', as: 'public', path: () => '/datasets/reports.json', trips: 2, statements: 10 },
  ],
  'GET /datasets/:slug/edit': [
    { as: 'editor', path: () => '/datasets/filed/edit', asked: page, trips: 2, statements: 2 },
  ],
  'POST /datasets/:slug/edit': [
    {
      as: 'editor',
      path: () => '/datasets/filed/edit',
      asked: () => ({ form: { title: 'Filed', publishable: 'true' } }),
      status: 303,
      trips: 4,
      statements: 7,
    },
  ],
  'PUT /datasets/:slug': [
    {
      as: 'admin',
      path: () => '/datasets/filed',
      asked: () => ({ method: 'PUT', json: { title: 'Filed' } }),
      trips: 3,
      statements: 6,
    },
  ],
  'GET /datasets/:slug/mappings.json': [
    { as: 'editor', path: () => '/datasets/filed/mappings.json', trips: 2, statements: 3 },
  ],
  'GET /datasets/:slug/mappings/:name': [{ as: 'editor', ...storedMapping, trips: 2, statements: 2 }],
  'PUT /datasets/:slug/mappings/:name': [
    {
      as: 'editor',
      ...storedMapping,
      asked: () => ({ method: 'PUT', json: tableMapping }),
      trips: 2,
      statements: 4,
    },
  ],
  'DELETE /datasets/:slug/mappings/:name': [
    { as: 'editor', ...storedMapping, status: 204, trips: 2, statements: 3 },
  ],
  'POST /mappings/suggest': [{ as: 'editor', asked: csvFile, trips: 2, statements: 2 }],
  'GET /changes.ndjson': [{ as: 'public', path: () => '/changes.ndjson?since=0', trips: 3, statements: 4 }],
  'GET /changes.json': [{ as: 'public', path: () => '/changes.json?since=0', trips: 3, statements: 4 }],
  'GET /incidents.atom': [{ as: 'public', trips: 3, statements: 9 }],
  'GET /queue': [{ as: 'editor', asked: page, trips: 3, statements: 6 }],
  'GET /queue.json': [
    { as: 'editor', trips: 3, statements: 6 },
    { name: 'filtered', as: 'editor', path: () => '/queue.json?country=IQ', trips: 3, statements: 7 },
  ],
  'GET /queue/:id': [
    {
      name: 'report',
      as: 'editor',
      path: ({ draft }) => `/queue/${draft.incident.id}`,
      asked: page,
      trips: 2,
      statements: 12,
    },
    {
      name: 'correction',
      as: 'editor',
      path: ({ suggestion }) => `/queue/${suggestion}`,
      asked: page,
      trips: 2,
      statements: 8,
    },
  ],
  'POST /suggestions/:id/review': [
    {
      name: 'accepted',
      as: 'editor',
      ...suggestionPath,
      asked: json({ decision: 'accept' }),
      trips: 4,
      statements: 11,
    },
    {
      name: 'declined',
      as: 'editor',
      ...suggestionPath,
      asked: json({ decision: 'decline', ...reason }),
      trips: 3,
      statements: 6,
    },
  ],
  'PUT /queue/:id/assignee': [
    {
      as: 'editor',
      path: ({ draft }) => `/queue/${draft.incident.id}/assignee`,
      asked: () => ({ method: 'PUT' }),
      trips: 2,
      statements: 4,
    },
  ],
  'DELETE /queue/:id/assignee': [
    {
      as: 'editor',
      path: ({ draft }) => `/queue/${draft.incident.id}/assignee`,
      asked: () => ({ method: 'DELETE' }),
      status: 204,
      trips: 2,
      statements: 4,
    },
  ],
  'POST /queue/:id/assignee': [
    {
      as: 'editor',
      path: ({ draft }) => `/queue/${draft.incident.id}/assignee`,
      asked: () => ({ form: { _queue: '' } }),
      status: 303,
      trips: 2,
      statements: 4,
    },
  ],
  'POST /reports/review': [
    {
      as: 'editor',
      asked: ({ draft: { incident } }) => ({
        json: {
          decision: 'publish',
          reports: [{ id: incident.id, revision: incident.revision }],
          ...reason,
        },
      }),
      trips: 4,
      statements: 8,
    },
  ],
  'GET /merge': [
    {
      as: 'editor',
      path: ({ main, target, draft }) =>
        `/merge?into=${main.incident.id}&from=${target.incident.id}&from=${draft.incident.id}`,
      trips: 4,
      statements: 5,
    },
  ],
  'POST /incidents/:id/merge-from': [
    {
      ...main('/merge-from'),
      as: 'editor',
      asked: ({ target, draft }) => ({
        json: { from: [target.incident.id, draft.incident.id], ...reason },
      }),
      trips: 4,
      statements: 18,
    },
  ],
  'GET /incidents/bulk': [{ as: 'editor', trips: 2, statements: 3 }],
  'POST /incidents/bulk': [
    {
      name: 'rehearsed',
      as: 'editor',
      asked: json({ filter: 'q=rockets', patch: { outcome: 'hit' }, dry_run: true, ...reason }),
      trips: 4,
      statements: 10,
    },
    {
      name: 'confirmed',
      as: 'editor',
      asked: json({ filter: 'q=rockets', patch: { outcome: 'hit' }, confirm: 3, ...reason }),
      trips: 8,
      statements: 25,
    },
  ],
  'GET /commits/:id': [{ as: 'editor', path: () => '/commits/1', trips: 2, statements: 3 }],
  'POST /commits/:id/undo': [
    {
      as: 'editor',
      path: ({ commit }) => `/commits/${commit}/undo`,
      asked: json(reason),
      trips: 8,
      statements: 20,
    },
  ],
  'POST /imports/:id/undo': [
    { as: 'editor', path: importPath('/undo').path, asked: json(reason), trips: 8, statements: 20 },
  ],
  'POST /suggestions/decline': [
    {
      as: 'editor',
      asked: ({ suggestion }) => ({ json: { suggestions: [suggestion], ...reason } }),
      trips: 2,
      statements: 3,
    },
  ],
  'GET /incidents/:id/merge': [
    {
      as: 'editor',
      path: ({ main, target }) => `${main.path}/merge?into=${target.incident.id}`,
      asked: page,
      trips: 3,
      statements: 4,
    },
  ],
  'POST /incidents/:id/merge': [
    {
      as: 'editor',
      ...main('/merge'),
      asked: ({ target }) => ({ json: { into: target.incident.id, ...reason } }),
      trips: 4,
      statements: 13,
    },
  ],
  'POST /incidents/:id/distinct': [
    {
      as: 'editor',
      ...main('/distinct'),
      asked: ({ target }) => ({ json: { other: target.incident.id, ...reason } }),
      trips: 3,
      statements: 10,
    },
  ],
  'GET /my': [{ as: 'editor', asked: page, trips: 2, statements: 6 }],
  'GET /my.json': [
    {
      name: 'of the first admin',
      as: 'public',
      asked: ({ adminSecret }) => ({ token: adminSecret }),
      trips: 3,
      statements: 9,
    },
  ],
  'GET /duplicates': [{ as: 'editor', asked: page, trips: 7, statements: 14 }],
  'POST /incidents/:id/redact': [
    {
      as: 'admin',
      ...main('/redact'),
      asked: json({ erase: ['Rockets'], ...reason }),
      trips: 13,
      statements: 26,
    },
  ],
  'GET /incidents/:id/edit': [{ as: 'editor', ...main('/edit'), asked: page, trips: 1, statements: 2 }],
  'POST /incidents/:id/edit': [
    {
      as: 'editor',
      ...main('/edit'),
      asked: ({ main }) => ({ form: fields({ title: 'Better', _seen: main.etag }) }),
      status: 303,
      trips: 2,
      statements: 8,
    },
  ],
  'GET /incidents/:id/suggest': [{ as: 'public', ...main('/suggest'), asked: page, trips: 1, statements: 1 }],
  'POST /incidents/:id/suggest': [
    { as: 'public', ...main('/suggest'), asked: () => ({ form: { date: '2022' } }), trips: 1, statements: 2 },
  ],
  'POST /incidents/:id/suggestions': [
    {
      as: 'public',
      ...main('/suggestions'),
      asked: json({ revision: 2, patch: { title: 'Better' }, ...reason }),
      status: 201,
      trips: 3,
      statements: 6,
    },
  ],
  'GET /incidents': [
    { as: 'public', asked: page, trips: 2, statements: 12 },
    { as: 'editor', asked: page, trips: 3, statements: 13 },
    {
      name: 'of a dataset',
      as: 'public',
      path: () => '/incidents?dataset=filed',
      asked: page,
      trips: 2,
      statements: 10,
    },
    {
      name: 'of drones, with those that state no weapon',
      as: 'public',
      path: () => '/incidents?weapon=any_drone&sort=-date',
      asked: page,
      trips: 2,
      statements: 16,
    },
    {
      name: 'by its number',
      as: 'public',
      path: () => '/incidents?page=1',
      asked: page,
      status: 303,
      trips: 1,
      statements: 6,
    },
  ],
  ...citationCases,
  ...fileCases,
  'GET /counts': [
    { as: 'public', path: () => '/counts?by=country,month', asked: page, trips: 2, statements: 8 },
    { as: 'editor', path: () => '/counts?by=country,month', asked: page, trips: 3, statements: 9 },
  ],
  'GET /counts.csv': [{ as: 'public', path: () => '/counts.csv?by=country', trips: 1, statements: 6 }],
  'GET /counts.json': [{ as: 'editor', path: () => '/counts.json?by=month&q=x', trips: 2, statements: 7 }],
  'POST /possible-duplicates': [
    {
      as: 'public',
      asked: json({ date: '2022-01-05', location: { country: 'IQ' } }),
      trips: 1,
      statements: 2,
    },
    { as: 'editor', asked: json(record()), trips: 2, statements: 3 },
  ],
  'GET /incidents.points': [
    { as: 'public', trips: 1, statements: 6 },
    { as: 'editor', trips: 2, statements: 7 },
  ],
  'GET /places.json': [{ as: 'public', path: () => '/places.json?country=IQ', trips: 1, statements: 6 }],
  'GET /chain.ndjson': [{ as: 'public', path: () => '/chain.ndjson', trips: 2, statements: 5 }],
  'GET /incidents.loss.csv': [
    { as: 'public', path: () => '/incidents.loss.csv?profile=ucdp', trips: 3, statements: 6 },
  ],
  'GET /incidents/:id': [
    { name: 'page', as: 'public', ...main(), asked: page, trips: 1, statements: 3 },
    { name: 'JSON', as: 'public', ...main('.json'), trips: 1, statements: 1 },
    { name: 'citation', as: 'public', ...main('.bib'), trips: 1, statements: 1 },
    {
      name: 'merged',
      as: 'public',
      path: ({ merged }) => merged.path,
      asked: page,
      status: 308,
      trips: 1,
      statements: 3,
    },
    {
      name: 'retracted',
      as: 'public',
      path: ({ retracted }) => retracted.path,
      asked: page,
      status: 410,
      trips: 1,
      statements: 3,
    },
    {
      name: 'draft',
      as: 'public',
      path: ({ draft }) => draft.path,
      asked: page,
      status: 404,
      trips: 1,
      statements: 3,
    },
    {
      name: 'page at a commit',
      as: 'public',
      path: ({ main, commit }) => `${main.path}?commit=${commit - 3}`,
      asked: page,
      trips: 2,
      statements: 5,
    },
    { name: 'page', as: 'editor', ...main(), asked: page, trips: 2, statements: 10 },
    { name: 'JSON', as: 'editor', ...main('.json'), trips: 1, statements: 2 },
    {
      name: 'page of a draft',
      as: 'editor',
      path: ({ draft }) => draft.path,
      asked: page,
      trips: 2,
      statements: 10,
    },
  ],
  'GET /receipts/:secret': [{ as: 'public', ...receipt, asked: page, trips: 2, statements: 4 }],
  'POST /receipts/:secret': [
    {
      as: 'public',
      ...receipt,
      asked: ({ draft }) => ({
        json: record({ reference: 'draft', title: 'New' }),
        headers: { 'If-Match': draft.etag },
      }),
      trips: 3,
      statements: 8,
    },
  ],
  'GET /receipts/:secret/questions': [
    { as: 'public', path: ({ draft }) => `${draft.receipt}/questions`, trips: 1, statements: 3 },
  ],
  'POST /receipts/:secret/questions': [
    {
      as: 'public',
      path: ({ draft }) => `${draft.receipt}/questions`,
      asked: ({ question }) => ({ json: { question, text: 'Two.' } }),
      status: 201,
      trips: 3,
      statements: 6,
    },
  ],
  'GET /incidents/:id/comments': [{ as: 'editor', ...main('/comments'), trips: 2, statements: 3 }],
  'POST /incidents/:id/comments': [
    { as: 'editor', ...main('/comments'), asked: json({ text: 'x' }), status: 201, trips: 3, statements: 5 },
  ],
  'GET /incidents/:id/questions': [{ as: 'editor', ...main('/questions'), trips: 2, statements: 3 }],
  'POST /incidents/:id/questions': [
    { as: 'editor', ...main('/questions'), asked: json({ text: 'x' }), status: 201, trips: 3, statements: 5 },
  ],
  'POST /incidents/:id/answers': [
    {
      name: 'as its filer',
      as: 'public',
      ...main('/answers'),
      asked: ({ adminSecret, ownQuestion }) => ({
        token: adminSecret,
        json: { question: ownQuestion, text: 'Two.' },
      }),
      status: 201,
      trips: 3,
      statements: 4,
    },
  ],
  'POST /sign-in': [
    {
      as: 'public',
      asked: ({ tokens }) => ({ form: { token: tokens.editor } }),
      status: 303,
      trips: 1,
      statements: 2,
    },
  ],
  'POST /sign-out': [{ as: 'public', asked: () => ({ form: {} }), status: 303, trips: 1, statements: 1 }],
  'GET /tokens': [{ as: 'admin', asked: page, trips: 2, statements: 2 }],
  'POST /tokens': [
    {
      as: 'admin',
      asked: json({ name: 'Desk', role: 'editor', expires_at: null }),
      status: 201,
      trips: 2,
      statements: 5,
    },
  ],
  'GET /tokens/:id': [
    { as: 'admin', path: ({ tokenId }) => `/tokens/${tokenId}`, asked: page, trips: 3, statements: 3 },
  ],
  'POST /tokens/:id/limits': [
    {
      as: 'admin',
      path: ({ tokenId }) => `/tokens/${tokenId}/limits`,
      asked: json({ datasets: null }),
      trips: 3,
      statements: 6,
    },
  ],
  'POST /tokens/:id/rotate': [
    {
      as: 'admin',
      path: ({ tokenId }) => `/tokens/${tokenId}/rotate`,
      asked: json({}),
      status: 201,
      trips: 3,
      statements: 7,
    },
  ],
  'GET /admin': [{ as: 'admin', asked: page, trips: 2, statements: 6 }],
  'GET /tokens.json': [{ as: 'admin', trips: 2, statements: 2 }],
  'DELETE /tokens/:id': [
    {
      as: 'admin',
      path: ({ tokenId }) => `/tokens/${tokenId}`,
      asked: () => ({ method: 'DELETE' }),
      status: 204,
      trips: 3,
      statements: 5,
    },
  ],
  'POST /tokens/:id/revoke': [
    {
      as: 'admin',
      path: ({ tokenId }) => `/tokens/${tokenId}/revoke`,
      asked: () => ({ method: 'POST' }),
      status: 303,
      trips: 3,
      statements: 5,
    },
  ],
  'GET /commits': [{ as: 'admin', asked: page, trips: 2, statements: 2 }],
  'GET /commits.json': [{ as: 'admin', trips: 2, statements: 2 }],
  'POST /rerender': [{ as: 'admin', asked: json({}), trips: 3, statements: 4 }],
  'GET /backup': [{ as: 'admin', trips: 2, statements: 4 }],
  'GET /backup/rows': [
    {
      as: 'admin',
      path: () => '/backup/rows?table=incidents&commit=1&at=2099-01-01T00:00:00.000Z',
      trips: 3,
      statements: 3,
    },
  ],
  'GET /backup/files': [{ as: 'admin', trips: 1, statements: 1 }],
  'GET /backup/file': [
    {
      as: 'admin',
      path: ({ importId }) => `/backup/file?key=imports/${importId}/file`,
      trips: 1,
      statements: 1,
    },
  ],
  'POST /restore': [
    {
      as: 'admin',
      asked: json({ id: 'x', migrations: [], tables: {} }),
      status: 409,
      trips: 3,
      statements: 5,
    },
  ],
  'POST /restore/rows': [
    { as: 'admin', asked: json({ position: 0, groups: [] }), status: 409, trips: 2, statements: 3 },
  ],
  'PUT /restore/file': [
    {
      as: 'admin',
      path: () => '/restore/file?key=x',
      asked: () => ({ method: 'PUT', body: 'x' }),
      status: 409,
      trips: 2,
      statements: 3,
    },
  ],
  'POST /restore/end': [{ as: 'admin', asked: json({ rows: {} }), status: 409, trips: 2, statements: 3 }],
}
