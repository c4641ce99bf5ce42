/** Operations for admins, and pages and files of the site. */
import { etag, names } from '../examples.ts'
import { anyObject, list, object, ref, text } from '../json-schema.ts'
import {
  csv,
  formOf,
  html,
  json,
  type Operation,
  type Operations,
  page,
  recordForm,
  recordFormWith,
  redirect,
} from '../operation.ts'
import { queueParameter } from './editing.ts'

const auditParameters = [
  { name: 'actor', in: 'query', description: 'Entries of this actor.', schema: { type: 'string' } },
  {
    ...{ name: 'limit', in: 'query', description: 'The maximum number of entries.' },
    schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
  },
  {
    ...{
      name: 'cursor',
      in: 'query',
      description: 'The start of the page, from the link of the previous one.',
    },
    schema: { type: 'string', pattern: '^\\d{1,15}\\.\\d{1,15}$' },
  },
]

export const managing: Operations = {
  'POST /tokens': {
    id: 'createToken',
    tag: 'Managing',
    summary: 'Create a token',
    act: 'manageTokens',
    body: json('NewToken', { name: 'Desk', role: 'editor', expires_at: '2099-01-31', datasets: ['reports'] }),
    responses: {
      201: {
        description: 'The token, with its secret, which is shown this once.',
        content: json('CreatedToken', {
          ...{ id: names.token, token: names.tokenSecret, name: 'Desk', role: 'editor' },
          ...{ datasets: ['reports'], expires_at: '2099-01-31T23:59:59.999Z' },
          created_at: '2022-01-06T09:30:00.000Z',
        }),
      },
    },
    problems: ['invalid-request'],
  },
  'POST /sign-in': {
    id: 'signIn',
    tag: 'Pages',
    summary: 'Sign in with a token, for browsers',
    body: formOf(object({ token: text(), 'to?': text() }), { token: names.tokenSecret, to: '/' }),
    responses: { 303: redirect },
    problems: ['rate-limited'],
  },
  'POST /sign-out': {
    id: 'signOut',
    tag: 'Pages',
    summary: 'Sign out, for browsers',
    body: formOf(object({}), {}),
    responses: { 303: redirect },
  },
  'GET /tokens.json': {
    id: 'listTokens',
    tag: 'Managing',
    summary: 'List the tokens',
    act: 'manageTokens',
    responses: { 200: { description: 'The tokens, without their secrets.', content: json('TokenList') } },
  },
  'GET /tokens': page('showTokens', 'Show the tokens', { act: 'manageTokens' }),
  'POST /tokens/{id}/limits': {
    id: 'limitToken',
    tag: 'Managing',
    summary: 'Change the expiry and the datasets of a token',
    description:
      'What is left out stays. A token of named datasets files, imports, edits and publishes in these only, and sees unpublished records of no others.',
    act: 'manageTokens',
    parameters: ['tokenId'],
    body: {
      ...json('TokenLimits', { datasets: ['reports'] }),
      ...formOf(object({ 'expires_at?': text(), 'datasets?': text() }), { datasets: 'reports' }),
    },
    responses: {
      200: { description: 'The token.', content: json('Token') },
      303: redirect,
    },
    problems: ['invalid-request'],
  },
  'POST /tokens/{id}/rotate': {
    id: 'rotateToken',
    tag: 'Managing',
    summary: 'Give a token another secret',
    description:
      'The secret before stays valid for `grace_hours` (24; at most 168), or until the new one is first used if `until_first_use` is true.',
    act: 'manageTokens',
    parameters: ['tokenId'],
    body: {
      ...json('TokenRotation', { grace_hours: 24 }),
      ...formOf(object({ grace_hours: text(), 'until_first_use?': text() }), { grace_hours: '24' }),
    },
    responses: {
      201: {
        description: 'The token, with its new secret, which is shown this once.',
        content: { ...json('RotatedToken'), ...html },
      },
    },
    problems: ['invalid-request'],
  },
  'GET /tokens/{id}': page('showToken', 'Show a token', { act: 'manageTokens', parameters: ['tokenId'] }),
  'GET /admin': page('showAdministration', 'Show the parts of the site and their state', {
    act: 'administer',
  }),
  'DELETE /tokens/{id}': {
    id: 'revokeToken',
    tag: 'Managing',
    summary: 'Revoke a token',
    act: 'manageTokens',
    parameters: ['tokenId'],
    responses: { 204: { description: 'It is revoked.' } },
  },
  'POST /tokens/{id}/revoke': {
    id: 'revokeTokenByForm',
    tag: 'Pages',
    summary: 'Revoke a token by a form',
    act: 'manageTokens',
    parameters: ['tokenId'],
    responses: { 303: redirect },
  },
  'GET /commits.json': {
    id: 'listCommits',
    tag: 'Managing',
    summary: 'List commits and downloads, the newest first',
    act: 'audit',
    parameters: auditParameters,
    responses: {
      200: { description: 'A page of the audit.', headers: ['Link'], content: json('CommitList') },
    },
  },
  'GET /commits': page('showCommits', 'Show commits and downloads', {
    act: 'audit',
    parameters: auditParameters,
  }),
  'POST /rerender': {
    id: 'rerender',
    tag: 'Managing',
    summary: 'Derive stored rows again with the current schema',
    description: 'npm run rerender calls it until it is done.',
    act: 'rerender',
    body: json(object({ 'after?': text(), 'limit?': { type: 'integer', minimum: 1 } }), {}),
    responses: {
      200: {
        description: 'How many were derived, and where to continue.',
        content: json(
          object({
            schema: text(),
            row_version: text(),
            rendered: { type: 'integer' },
            without_row: list(anyObject),
            skipped: list(anyObject),
            cursor: { type: ['string', 'null'] },
            stale_rows: { type: 'integer' },
          }),
        ),
      },
    },
    problems: ['invalid-request'],
  },
  'GET /health': {
    id: 'readHealth',
    tag: 'Managing',
    summary: 'Read the state of the service',
    responses: { 200: { description: 'It works.', content: json('Health') } },
  },
}

const formPage = (id: string, summary: string, more: Partial<Operation> = {}): Operation => ({
  ...{ id, tag: 'Pages', summary, body: recordForm },
  responses: { 200: { description: 'The form with another entry in a list.', content: html } },
  ...more,
})

const staticFile = (id: string, summary: string, type: string): Operation => ({
  ...{ id, tag: 'Pages', summary, isStatic: true, parameters: ['IfNoneMatch'] },
  responses: {
    200: {
      description: 'The file.',
      headers: ['ETag'],
      content: { [type]: { schema: { type: /\bjson$/.test(type) ? 'object' : 'string' } } },
    },
    304: { description: 'The copy that If-None-Match names is still right.', headers: ['ETag'] },
  },
})

const sitemap = (
  id: string,
  summary: string,
  more: Pick<Operation, 'parameters' | 'problems'> = {},
): Operation => ({
  ...{ id, tag: 'Pages', summary, ...more, parameters: [...(more.parameters ?? []), 'IfNoneMatch'] },
  responses: {
    200: {
      description: 'The sitemap (sitemaps.org, protocol 0.9).',
      headers: ['ETag', 'Sitrep-Commit'],
      content: { 'application/xml': { schema: { type: 'string' } } },
    },
    304: { description: 'The copy that If-None-Match names is still right.', headers: ['ETag'] },
  },
})

export const pages: Operations = {
  'GET /sitemap.xml': sitemap('readSitemapIndex', 'Read the index of the sitemap'),
  'GET /sitemaps/{name}': sitemap('readSitemap', 'Read a part of the sitemap', {
    parameters: ['sitemapName'],
    problems: ['rate-limited'],
  }),
  'GET /.well-known/security.txt': {
    id: 'readSecurityContact',
    tag: 'Pages',
    summary: 'Read the contact for reports of vulnerabilities (RFC 9116)',
    responses: {
      200: { description: 'The file.', content: { 'text/plain': { schema: { type: 'string' } } } },
    },
    problems: ['not-found'],
  },
  'GET /': page('showHome', 'Show the latest records, and how to file and download'),
  'GET /codebook': {
    ...page('showCodebook', 'Show every field, code and rule; as a file if Accept asks for it'),
    responses: {
      200: {
        description: 'The page, or the file.',
        content: {
          ...html,
          ...csv,
          ...json(anyObject),
          'text/markdown': { schema: { type: 'string' } },
        },
      },
    },
  },
  'GET /problems/{name}': page('showProblem', 'Show what a type of problem means', {
    parameters: ['problemName'],
  }),
  'GET /submit': page('showForm', 'Show the form of a report', {
    description: 'Names of fields in the query fill the form in.',
    parameters: [
      {
        name: 'embed',
        in: 'query',
        description: 'A short form for a frame on another site.',
        schema: { type: 'string' },
      },
      {
        ...{ name: 'fields', in: 'query', description: 'Fields of the record by their paths.' },
        ...{ style: 'form', explode: true, schema: ref('IncidentForm') },
      },
    ],
  }),
  'POST /submit': formPage('extendForm', 'Show the form of a report with another entry'),
  'GET /incidents/{id}/suggest': page('showSuggestForm', 'Show the form of a correction', {
    parameters: [
      'incidentId',
      { name: 'sent', in: 'query', description: 'Says that it was sent.', schema: { type: 'string' } },
    ],
    problems: ['merged', 'retracted', 'invalid-transition'],
  }),
  'POST /incidents/{id}/suggest': formPage(
    'extendSuggestForm',
    'Show the form of a correction with another entry',
    {
      parameters: ['incidentId'],
      problems: ['merged', 'retracted', 'invalid-transition'],
    },
  ),
  'GET /incidents/{id}/edit': {
    ...page('showEditForm', 'Show the form to edit a record', {
      act: 'editOwn',
      parameters: ['incidentId', queueParameter],
      problems: ['merged', 'retracted', 'invalid-query'],
    }),
    responses: { 200: { description: 'The page.', headers: ['ETag'], content: html } },
  },
  'POST /incidents/{id}/edit': formPage('editIncident', 'Save a record as a form states it', {
    act: 'editOwn',
    body: recordFormWith({ _seen: etag, _reason: 'A typo.' }),
    description:
      'The whole record, as in `NewIncident`, with `_seen` (the ETag that was seen), `_reason` and `_publish=true`, which also publishes it.',
    parameters: ['incidentId'],
    responses: {
      200: { description: 'The form with another entry in a list.', content: html },
      303: redirect,
    },
    problems: [
      'merged',
      'retracted',
      'invalid-record',
      'precondition-required',
      'stale-revision',
      'invalid-transition',
      'not-publishable',
    ],
  }),
  'GET /sign-in': page('showSignIn', 'Show the form to sign in', {
    parameters: [{ name: 'to', in: 'query', description: 'Where to go then.', schema: { type: 'string' } }],
  }),
  'GET /about': page('showAbout', 'Show what the operator says of the site', { problems: ['not-found'] }),
  'GET /docs': page('showReference', 'Show this reference'),
  'GET /openapi.json': staticFile('readApi', 'Read this description (OpenAPI 3.1)', 'application/json'),
  'GET /schemas/incident.json': staticFile(
    'readRecordSchema',
    'Read the JSON Schema of a record',
    'application/schema+json',
  ),
  'GET /schemas/incidents.table.json': staticFile(
    'readTableSchema',
    'Read the Table Schema of the flat CSV',
    'application/vnd.tableschema+json',
  ),
  'GET /schemas/mapping.json': staticFile(
    'readMappingSchema',
    'Read the JSON Schema of a mapping',
    'application/schema+json',
  ),
  'GET /codebook.json': staticFile('readCodebook', 'Read the codebook', 'application/json'),
  'GET /codebook.csv': staticFile('readCodebookTable', 'Read the codebook as a table', 'text/csv'),
  'GET /codebook.md': staticFile('readCodebookText', 'Read the codebook as Markdown', 'text/markdown'),
  'GET /favicon.svg': staticFile('readIcon', 'Read the icon', 'image/svg+xml'),
  'GET /robots.txt': staticFile('readRobots', 'Read what crawlers may ask for', 'text/plain'),
  'GET /sitrep.css': staticFile('readStyle', 'Read the style sheet', 'text/css'),
  'GET /sitrep-import.mjs': staticFile(
    'readImportCommand',
    'Read the import command for Node',
    'text/javascript',
  ),
}
