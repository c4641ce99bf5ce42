/** Operations by which programs follow the public records. */
import { filedRecord, names, storedRecord } from '../examples.ts'
import { json, ndjson, type Operation, type Operations, type ResponseSpec } from '../operation.ts'
import type { Parameter } from '../parameters.ts'
import { filterNames } from '../parameters.ts'

const change = {
  ...{ cursor: '42.1', commit: 42, at: '2022-01-06T09:30:00.000Z', kind: 'create', id: names.incident },
  ...{ revision: 1, reason: null, changed: [] },
  incident: storedRecord(names.incident, filedRecord, 'published'),
}

const inQuery = (name: string, description: string, schema: object): Parameter => ({
  ...{ name, in: 'query', description, schema },
})
const limit = (maximum: number) =>
  inQuery('limit', 'The maximum number of entries on a page.', { type: 'integer', minimum: 1, maximum })
const cursor = inQuery(
  'cursor',
  'The start of the page, from an entry or from the link of the previous page.',
  {
    type: 'string',
    pattern: '^\\d{1,15}\\.[0-9a-z]{1,11}$',
  },
)
const since = {
  ...inQuery('since', 'Entries after this commit.', { type: 'integer', minimum: 0 }),
  example: 0,
}
const pages = [since, limit(10_000), cursor]

const notModified: ResponseSpec = {
  description: 'There is nothing new since the copy that If-None-Match names.',
  headers: ['ETag', 'Sitrep-Commit'],
}

const changes = (id: string, summary: string, content: Operation['body']): Operation => ({
  id,
  tag: 'Following',
  summary,
  description:
    'Changes are in the order of commits. Begin with since=0 and follow Link: rel="next" until a page has none; later, continue from the cursor of the last change. A client that does so holds exactly the published records.',
  parameters: [...pages, 'IfNoneMatch'],
  responses: {
    200: {
      description: 'A page of changes.',
      headers: ['Sitrep-Commit', 'ETag', 'Sitrep-Rows', 'Link'],
      content: content ?? {},
    },
    304: notModified,
  },
})

export const following: Operations = {
  'GET /changes.ndjson': changes(
    'followChanges',
    'Follow the changes of the public records, a line for each',
    ndjson('A change on each line: the schema Change.', [change]),
  ),
  'GET /changes.json': changes(
    'listChanges',
    'Follow the changes of the public records as JSON',
    json('ChangeList', { commit: 42, changes: [change] }),
  ),
  'GET /incidents.atom': {
    id: 'followFeed',
    tag: 'Following',
    summary: 'Follow the changes of a list as an Atom feed',
    parameters: [...filterNames, limit(200), cursor, 'IfNoneMatch'],
    responses: {
      200: {
        description: 'The feed, the newest change first.',
        headers: ['Sitrep-Commit', 'ETag'],
        content: { 'application/atom+xml': { schema: { type: 'string' } } },
      },
      304: notModified,
    },
    problems: ['pin-expired', 'redacted', 'rerender-needed', 'rate-limited'],
  },
  'GET /chain.ndjson': {
    id: 'readChain',
    tag: 'Following',
    summary: 'Read the chain of digests over the public commits',
    description: 'With the changes it proves that no public version was altered later.',
    parameters: pages,
    responses: {
      200: {
        description: 'The versions of each commit, then the commit, a line for each.',
        headers: ['Sitrep-Commit', 'Link'],
        content: ndjson('A version or a commit on each line.'),
      },
    },
  },
}
