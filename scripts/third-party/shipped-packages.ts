/** The npm packages whose code is sent: in the Worker, in the scripts of the pages, in the import command. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { entries, languages } from '../build-client.ts'
import { bundle, root } from '../client/bundle.ts'

export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string
  /** Where it is from. */
  readonly homepage: string | undefined
  /** The text of the licence with its copyright lines; undefined if the package has none. */
  readonly text: string | undefined
  readonly author: string | undefined
}

/** Reads our own text files as empty ones: some do not exist before other commands have made them. */
const ownTexts: Plugin = {
  name: 'own-texts',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /\.(?:css|svg|txt)$/ }, ({ path }) => ({ path, namespace: 'own-text' }))
    onLoad({ filter: /.*/, namespace: 'own-text' }, () => ({ contents: '', loader: 'text' }))
  },
}

const inputsOf = async (entryPoint: string, platform: 'browser' | 'node'): Promise<string[]> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform,
    conditions: ['workerd', 'worker', 'import'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: ['cloudflare:*', 'node:*'],
    plugins: [ownTexts],
  })
  return usedInputs(metafile)
}

/** Returns the files that a bundle has bytes from. */
const usedInputs = ({ outputs }: Metafile): string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : [])),
  )

const packagePattern = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Returns the text of the licence in a folder of a package; undefined if it has none. */
const readLicence = (folder: string): string | undefined => {
  const file = readdirSync(join(root, folder)).find((name) =>
    /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i.test(name),
  )
  return (
    file &&
    readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim()
  )
}

interface Manifest extends Readonly<Partial<Record<'name' | 'version' | 'license' | 'homepage', string>>> {
  readonly author?: string | { readonly name: string }
}

/** Returns the name of an author without addresses. */
const nameOf = (author: Manifest['author']): string | undefined =>
  (typeof author === 'object' ? author.name : author)?.replace(/\s*[<(].*$/, '')

const readPackage = (folder: string): ShippedPackage => {
  const path = join(root, folder, 'package.json')
  if (!existsSync(path)) throw new Error(`There is no ${path}.`)
  const { name, version, license, homepage, author } = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  if (!name || !version || !license) throw new Error(`${path} lacks a name, a version or a licence.`)
  return { name, version, licence: license, homepage, author: nameOf(author), text: readLicence(folder) }
}

/** Returns the packages whose code is sent, sorted by name. Throws an Error if one states no licence. */
export const findShippedPackages = async (): Promise<ShippedPackage[]> => {
  const scripts = entries.flatMap((entry) => languages().map((language) => bundle(entry, language)))
  const found = await Promise.all([
    inputsOf('src/index.ts', 'browser'),
    inputsOf('scripts/import.ts', 'node'),
    ...scripts.map(async (script) => usedInputs((await script).metafile)),
  ])
  const folders = new Set(found.flat().flatMap((file) => packagePattern.exec(file)?.[1] ?? []))
  return [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1))
}
