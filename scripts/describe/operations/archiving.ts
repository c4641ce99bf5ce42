/** Operations of backups and restores, for admins. */
import { names } from '../examples.ts'
import { anyObject, list, object, type Schema, text } from '../json-schema.ts'
import { bytes, json, type Operations } from '../operation.ts'
import type { Parameter } from '../parameters.ts'

const count = { type: 'integer', minimum: 0 } as const

const inQuery = (name: string, description: string, schema: Schema, required = false): Parameter => ({
  ...{ name, in: 'query', description, schema },
  ...(required ? { required } : {}),
})

export const archiving: Operations = {
  'GET /backup': {
    id: 'startBackup',
    tag: 'Archives',
    summary: 'Read what a backup of the newest commit is of',
    description: 'npm run backup begins with it.',
    act: 'backUp',
    responses: {
      200: {
        description: 'The commit, the migrations, and the columns of tables.',
        content: json(anyObject),
      },
    },
  },
  'GET /backup/rows': {
    id: 'readBackup',
    tag: 'Archives',
    summary: 'Read a page of the rows of a table at a commit',
    description: 'npm run backup calls it until next is missing.',
    act: 'backUp',
    parameters: [
      inQuery('table', 'The table.', { type: 'string' }, true),
      inQuery('commit', 'The commit of the backup.', { type: 'integer', minimum: 0 }, true),
      inQuery('at', 'The time that /backup gave with the commit.', { type: 'string' }, true),
      inQuery('after', 'The key of the last row of the page before, as JSON.', { type: 'string' }),
    ],
    responses: { 200: { description: 'The rows, and the key of the last one.', content: json(anyObject) } },
    problems: ['invalid-query'],
  },
  'GET /backup/files': {
    id: 'listBackupFiles',
    tag: 'Archives',
    summary: 'List the files of a backup',
    act: 'backUp',
    parameters: [
      inQuery('cursor', 'The cursor of the page before.', { type: 'string' }),
      inQuery('all', 'Whether cached exports are listed too.', { type: 'boolean' }),
    ],
    responses: { 200: { description: 'Files with their sizes.', content: json(anyObject) } },
    problems: ['invalid-query'],
  },
  'GET /backup/file': {
    id: 'readBackupFile',
    tag: 'Archives',
    summary: 'Read a file of a backup',
    act: 'backUp',
    parameters: [inQuery('key', 'The key of the file.', { type: 'string' }, true)],
    responses: { 200: { description: 'The bytes.', content: bytes('application/octet-stream') } },
    problems: ['invalid-query', 'not-found'],
  },
  'POST /restore': {
    id: 'startRestore',
    tag: 'Archives',
    summary: 'Begin to fill an empty store from a backup, or go on',
    description: 'npm run restore begins with it. Until the restore has ended, nothing else can be saved.',
    act: 'restore',
    body: json(object({ id: text(), migrations: list(text()), tables: anyObject }), {
      id: names.import,
      migrations: ['0001_commits.sql'],
      tables: { tokens: ['digest', 'id'] },
    }),
    responses: {
      200: {
        description: 'The number of rows that the store has.',
        content: json(object({ position: count })),
      },
    },
    problems: ['invalid-request', 'restore-refused'],
  },
  'POST /restore/rows': {
    id: 'restoreRows',
    tag: 'Archives',
    summary: 'Write rows of a backup',
    act: 'restore',
    body: json(object({ position: count, groups: list(object({ table: text(), rows: list(list({})) })) }), {
      position: 0,
      groups: [{ table: 'changes', rows: [[1, 1, 1]] }],
    }),
    responses: {
      200: {
        description: 'The number of rows that the store has.',
        content: json(object({ position: count })),
      },
    },
    problems: ['invalid-request', 'restore-refused', 'too-large'],
  },
  'PUT /restore/file': {
    id: 'restoreFile',
    tag: 'Archives',
    summary: 'Write a file of a backup',
    act: 'restore',
    parameters: [
      inQuery('key', 'The key of the file.', { type: 'string' }, true),
      inQuery('metadata', 'Its metadata, as JSON.', { type: 'string' }),
    ],
    body: bytes('application/octet-stream'),
    responses: { 204: { description: 'It is written.' } },
    problems: ['invalid-query', 'restore-refused'],
  },
  'POST /restore/end': {
    id: 'endRestore',
    tag: 'Archives',
    summary: 'End a restore whose rows are all there',
    act: 'restore',
    body: json(object({ rows: anyObject }), { rows: { changes: 1 } }),
    responses: { 204: { description: 'The store takes requests again.' } },
    problems: ['invalid-request', 'restore-refused'],
  },
}
