// `npm run build:client`: makes the scripts of the pages from src/client, for each language, as files whose names have a
// digest of their content, and the list of them that the Worker reads.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, root } from './client/bundle.ts'

/** The scripts of the pages: the form of a report, what it loads later, and the receipt. */
const entries = ['form', 'checks', 'places', 'map', 'receipt'] as const

/** The folder of the scripts within that of the assets; it is their address too. */
const folder = 'client'

const languages = (): string[] =>
  readdirSync(join(root, 'src/messages')).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? [])

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Writes a file at once, so that nobody reads half of it; a file that has the text stays. */
const write = (path: string, text: string): void => {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

/** Makes all scripts. Returns their addresses by name and language. Throws an Error if one cannot be made. */
export const buildClient = async (): Promise<Record<string, Record<string, string>>> => {
  const assets = join(root, 'public/assets', folder)
  mkdirSync(assets, { recursive: true })
  const made = await Promise.all(
    entries.flatMap((entry) =>
      languages().map(async (language) => {
        const { text } = await bundle(entry, language)
        return { entry, language, name: `${entry}-${language}-${digest(text)}.js`, text }
      }),
    ),
  )
  for (const { name, text } of made) write(join(assets, name), text)
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
  write(join(root, 'public/client-files.txt'), `${JSON.stringify(addresses, undefined, 2)}\n`)
  for (const name of readdirSync(assets))
    if (name.endsWith('.js') && !made.some((each) => each.name === name)) rmSync(join(assets, name))
  return addresses
}

if (import.meta.main) await buildClient()
