/** Bundles the scripts of src/client for the browser. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { trimCatalogue, trimmedSchemas, trimSchema } from './trim-texts.ts'
import { trimTranslations } from './trim-translations.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Modules of the validation that answer nothing in the browser, by the module that answers there. */
const leanModules: Readonly<Record<string, string>> = {
  'schemas/borders.ts': 'borders.ts',
  'schemas/list-columns.ts': 'list-columns.ts',
  'src/ingest/validate/form-hints.ts': 'form-hints.ts',
  'src/ingest/validate/misplaced-fields.ts': 'misplaced-fields.ts',
  'src/ingest/validate/rename-fields.ts': 'rename-fields.ts',
  'src/ingest/validate/tolerance.ts': 'tolerance.ts',
  'src/record/flat-columns.ts': 'flat-columns.ts',
  'src/record/country-names.ts': 'country-names.ts',
  'src/ingest/mapping/suggest/code-values.ts': 'code-values.ts',
  'src/text/memoize.ts': 'memoize.ts',
  'src/text/storage-encoding.ts': 'storage-encoding.ts',
}

const pathOf = (file: string): string => relative(root, file).replaceAll('\\', '/')

const load = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Script {
  readonly entry: string
  readonly language: string
  /** The script in English, if this is another language. */
  readonly english?: string | undefined
}

/** Returns the source of the catalogue of a language; that of another language imports from the English one. */
const loadCatalogue = (path: string, language: string, { entry, english }: Script): string => {
  const source = load(path)
  const isTranslated = english !== undefined && language !== 'en'
  return trimCatalogue(language, isTranslated ? trimTranslations(source, english) : source, entry)
}

/** Returns the source of a module as a script has it. */
const sourceOf = (path: string, script: Script): string => {
  const { language } = script
  const lean = leanModules[path]
  if (lean !== undefined) return load(`src/client/lean/${lean}`)
  if (path === 'src/client/messages.ts')
    return `export { ${language} as messages } from '../messages/${language}.ts'`
  const catalogue = /^src\/messages\/([a-z]{2})\.ts$/.exec(path)?.[1]
  if (catalogue !== undefined) return loadCatalogue(path, catalogue, script)
  return trimmedSchemas.includes(path) ? trimSchema(path, load(path)) : load(path)
}

/** Loads our modules with the texts of one language. None has an effect when it is loaded, so unused ones are left out. */
const modules = (script: Script): Plugin => ({
  name: 'modules',
  setup: ({ onResolve, onLoad, resolve }) => {
    onResolve({ filter: /^\./ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'resolved' || rest.kind === 'entry-point') return undefined
      const { importer, namespace, resolveDir, kind } = rest
      const found = await resolve(path, { importer, namespace, resolveDir, kind, pluginData: 'resolved' })
      return { ...found, sideEffects: false }
    })
    onResolve({ filter: /^node:buffer$/ }, ({ path }) => ({ path, namespace: 'node', sideEffects: false }))
    onLoad({ filter: /.*/, namespace: 'node' }, () => ({ contents: 'export const Buffer = undefined' }))
    onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) =>
      path.includes('node_modules')
        ? undefined
        : { contents: sourceOf(pathOf(path), script), loader: 'ts', resolveDir: join(path, '..') },
    )
  },
})

/** A script for the browser. */
export interface Bundle {
  readonly text: string
  readonly metafile: Metafile
}

const options = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
} as const satisfies BuildOptions

/**
 * Returns the script of an entry of src/client in a language. One in another language than English has the texts that the
 * English one has, `english`, which is made if it is not given. Throws an Error if it cannot be made.
 */
export const bundle = async (entry: string, language: string, english?: string): Promise<Bundle> => {
  if (language !== 'en' && english === undefined)
    return bundle(entry, language, (await bundle(entry, 'en')).text)
  const entryPoints = [`src/client/${entry}.ts`]
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints,
    plugins: [modules({ entry, language, english })],
  })
  const [script] = outputFiles
  if (!script) throw new Error('esbuild made no file.')
  return { text: script.text, metafile }
}
