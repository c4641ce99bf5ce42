/** Stores that earlier versions wrote, with what these answered; test/fixtures/stores has them. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { buildWorker } from './build-worker.ts'
import type { Answers } from './fixture-answers.ts'
import { newStore, root } from './server.ts'
import { fileIn } from './store-files.ts'

export interface FixtureAnswers {
  /** What anybody gets. */
  readonly public: Answers
  /** What the admin gets. */
  readonly admin: Answers
}

const folder = join(root, 'test/fixtures/stores')
const databaseFolder = 'd1/miniflare-D1DatabaseObject'

export const readFixtureAnswers = (name: string): FixtureAnswers =>
  JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.answers.json.gz`))).toString()) as FixtureAnswers

/** Writes the database of a store, whose server has ended, and its answers. */
export const saveFixture = (name: string, store: string, answers: FixtureAnswers): void => {
  const file = fileIn(store, databaseFolder)
  if (!file) throw new Error(`There is no database in ${store}.`)
  const copy = `${file}.copy`
  const db = new DatabaseSync(file)
  db.exec(`VACUUM INTO '${copy}'`)
  db.close()
  writeFileSync(join(folder, `${name}.sqlite.gz`), gzipSync(readFileSync(copy), { level: 9 }))
  rmSync(copy)
  const json = JSON.stringify(answers, null, 1)
  writeFileSync(join(folder, `${name}.answers.json.gz`), gzipSync(json, { level: 9 }))
}

/** A new store with the database of a fixture, as the version that wrote it left it. */
export const openFixture = async (name: string): Promise<string> => {
  const store = newStore()
  cpSync(join(await buildWorker(), 'store'), store, { recursive: true })
  const file = fileIn(store, databaseFolder)
  if (!file) throw new Error(`There is no database in ${store}.`)
  for (const suffix of ['-wal', '-shm']) if (existsSync(file + suffix)) rmSync(file + suffix)
  writeFileSync(file, gunzipSync(readFileSync(join(folder, `${name}.sqlite.gz`))))
  return store
}

/** A copy of a store whose server has ended. */
export const copyStore = (store: string): string => {
  const copy = newStore()
  cpSync(store, copy, { recursive: true })
  return copy
}
