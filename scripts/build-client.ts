// `npm run build:client`: makes the scripts of the pages from src/client, for each language, as files whose names have a
// digest of their content, the list of them that the Worker reads, and the style sheet without what browsers skip;
// nothing if they are up to date.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { bundle, root } from './client/bundle.ts'

/**
 * The scripts of the pages: the form of a report, what it loads later, the receipt, the map of a list, and imports with the
 * workers that read their files.
 */
export const entries = [
  'form',
  'checks',
  'places',
  'map',
  'receipt',
  'explore',
  'import',
  'reader',
  'workbook',
] as const

/** The folder of the scripts within that of the assets; it is their address too. */
const folder = 'client'

export const languages = (): string[] =>
  readdirSync(join(root, 'src/messages')).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? [])

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Writes a file at once, so that nobody reads half of it; a file that has the text stays. */
const write = (path: string, text: string): void => {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

const list = join(root, 'public/client-files.txt')
const style = join(root, 'public/sitrep.min.css')

/** What the scripts are made from: files, and folders with all that is in them. */
const sources = [
  ...['src/client', 'src/ingest', 'src/messages', 'src/record', 'src/text', 'schemas'],
  ...['scripts/client', 'scripts/build-client.ts', 'public/sitrep.css', 'package-lock.json'],
]

/** Returns when a file, or anything in a folder, was changed last, in milliseconds. A deletion changes its folder. */
const changedAt = (path: string): number => {
  const stats = statSync(path)
  const inner = stats.isDirectory() ? readdirSync(path).map((name) => changedAt(join(path, name))) : []
  return Math.max(stats.mtimeMs, ...inner)
}

/** Returns whether all scripts are there and nothing that they are made from was changed since. */
const isUpToDate = (): boolean => {
  if (!existsSync(list) || !existsSync(style)) return false
  const made: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
    readFileSync(list, 'utf8'),
  )
  const addresses = Object.values(made).flatMap((each) => Object.values(each))
  const { mtimeMs } = statSync(list)
  return (
    addresses.every((address) => existsSync(join(root, 'public/assets', address))) &&
    sources.every((path) => changedAt(join(root, path)) < mtimeMs)
  )
}

/** Returns the scripts of an entry, with their names; the English one is made first, and the others from it. */
const makeScripts = async (entry: (typeof entries)[number]) => {
  const english = (await bundle(entry, 'en')).text
  return Promise.all(
    languages().map(async (language) => {
      const text = language === 'en' ? english : (await bundle(entry, language, english)).text
      return { entry, language, name: `${entry}-${language}-${digest(text)}.js`, text }
    }),
  )
}

/** Makes all scripts. Returns their addresses by name and language. Throws an Error if one cannot be made. */
export const buildClient = async (): Promise<Record<string, Record<string, string>>> => {
  const begun = new Date()
  const assets = join(root, 'public/assets', folder)
  mkdirSync(assets, { recursive: true })
  const made = (await Promise.all(entries.map(makeScripts))).flat()
  for (const { name, text } of made) write(join(assets, name), text)
  const css = readFileSync(join(root, 'public/sitrep.css'), 'utf8')
  write(style, (await transform(css, { loader: 'css', minify: true })).code)
  const addresses = Object.fromEntries(
    entries.map((entry) => [
      entry,
      Object.fromEntries(
        made
          .filter((each) => each.entry === entry)
          .map(({ language, name }) => [language, `/${folder}/${name}`]),
      ),
    ]),
  )
  write(list, `${JSON.stringify(addresses, undefined, 2)}\n`)
  utimesSync(list, begun, begun)
  for (const name of readdirSync(assets))
    if (name.endsWith('.js') && !made.some((each) => each.name === name)) rmSync(join(assets, name))
  return addresses
}

if (import.meta.main && !isUpToDate()) await buildClient()
