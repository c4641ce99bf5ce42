/** Routes from which `npm run backup` and `npm run verify` read the whole store. */
import { Hono } from 'hono'
import { once, parseFlag, readParameters, text, wholeNumber } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { readBackup, startBackup } from '../../services/archive/backup.ts'
import { listFiles, readFile } from '../../services/archive/files.ts'
import type { Value } from '../../store/archive/pages.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'

/** Returns the key of a row: a list of numbers and texts. */
const parseKey = (value: string): readonly Value[] | undefined => {
  try {
    const key: unknown = JSON.parse(value)
    const isKey = Array.isArray(key) && key.every((each) => ['string', 'number'].includes(typeof each))
    return isKey ? key : undefined
  } catch {
    return undefined
  }
}

const parseTime = (value: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/.test(value) ? value : undefined

const rowParsers = {
  table: text,
  commit: once(wholeNumber(), (m) => m.requests.commitNumber),
  at: once(parseTime, (m) => m.requests.backup.at),
  after: once(parseKey, (m) => m.requests.cursorOfResponse),
}

const fileParsers = {
  cursor: text,
  all: once(parseFlag, (m) => m.requests.booleanParameter),
}

const getHead = async (c: AppContext) => c.json(await startBackup(c.get('services'), c.get('actor')))

const getRows = async (c: AppContext) => {
  const { table = '', commit, at, after } = readParameters(searchOf(c), rowParsers)
  if (commit === undefined) throw problems.invalidParameter('commit', (m) => m.requests.commitNumber)
  if (at === undefined) throw problems.invalidParameter('at', (m) => m.requests.backup.at)
  return c.json(await readBackup(c.get('services'), c.get('actor'), { table, commit, at, after }))
}

const getFiles = async (c: AppContext) =>
  c.json(await listFiles(c.env.FILES, c.get('actor'), readParameters(searchOf(c), fileParsers)))

const getFile = async (c: AppContext) =>
  c.body(
    await readFile(c.env.FILES, c.get('actor'), readParameters(searchOf(c), { key: text }).key ?? ''),
    200,
    {
      'Content-Type': 'application/octet-stream',
    },
  )

export const backupRoutes = new Hono<AppEnv>()
  .get('/backup', getHead)
  .get('/backup/rows', getRows)
  .get('/backup/files', getFiles)
  .get('/backup/file', getFile)
