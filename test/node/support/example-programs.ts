/** The programs of examples/, run in a folder of each language against a server. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from './server.ts'

/** The folders of examples/, each with the program that runs its files and their extension. */
export const languages = {
  curl: ['bash', 'sh'],
  python: ['python3', 'py'],
  R: ['Rscript', 'R'],
  typescript: [process.execPath, 'ts'],
} as const
export type Language = keyof typeof languages
export type Act = 'post' | 'import' | 'export' | 'follow'
export const languageNames = Object.keys(languages) as Language[]

const helpers = ['sitrep.sh', 'sitrep.py', 'sitrep.R', 'sitrep-client.ts']

/** Returns the paths of all programs in examples/, without what they share. */
export const examplePaths = (): string[] =>
  languageNames.flatMap((language) =>
    readdirSync(join(root, 'examples', language))
      .filter((name) => name !== '__pycache__' && !helpers.includes(name))
      .map((name) => join('examples', language, name)),
  )

export const exampleOf = (language: Language, act: Act): string =>
  join('examples', language, `${act}.${languages[language][1]}`)

export interface RunOptions {
  readonly url: string
  readonly token: string
  /** The working folder. */
  readonly cwd: string
  readonly args?: readonly string[]
}

/** Starts an example. */
export const startExample = (language: Language, act: Act, { url, token, cwd, args = [] }: RunOptions) => {
  const environment = {
    LC_ALL: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    SITREP_URL: url,
    SITREP_TOKEN: token,
  }
  const path = join(root, exampleOf(language, act))
  return spawn(languages[language][0], [path, ...args], { cwd, env: { ...process.env, ...environment } })
}

export interface Ended {
  /** Null if it was killed, undefined if its program is not there. */
  readonly code: number | null | undefined
  readonly err: string
}

/** Runs an example to its end. */
export const runExample = async (language: Language, act: Act, options: RunOptions): Promise<Ended> => {
  const child = startExample(language, act, options)
  const ended = new Promise<number | null | undefined>((done) =>
    child.on('error', () => done(undefined)).on('close', done),
  )
  const [, err = ''] = await Promise.all([child.stdout, child.stderr].map(text))
  // Node warns that its SQLite is new.
  return { code: await ended, err: err.replace(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gm, '') }
}

export type StoredRow = Readonly<Record<'id' | 'title', string>>
/** Returns the records of NDJSON in the order of their ids. */
export const readRecords = (lines: string): StoredRow[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StoredRow)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
