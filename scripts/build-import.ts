// `node scripts/build-import.ts FILE`: writes the import command as one file that needs nothing but Node.
// `npm run build:import` makes the one that the site serves, and `npm pack` the one of the package.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Returns the text of the program. The file that a site serves has no code of others, and so no reader of workbooks;
 * that of the package has it.
 */
export const bundleImport = async ({ hasWorkbooks }: { readonly hasWorkbooks: boolean }): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['scripts/import.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    charset: 'utf8',
    external: hasWorkbooks ? [] : ['./import-workbook.ts'],
    legalComments: 'inline',
    banner: { js: '#!/usr/bin/env node' },
  })
  const [program] = outputFiles
  if (!program) throw new Error('esbuild made no file.')
  return program.text
}

if (import.meta.main) {
  const [output] = process.argv.slice(2)
  if (output === undefined) throw new Error('Name the file to write.')
  mkdirSync(dirname(output), { recursive: true })
  writeFileSync(output, await bundleImport({ hasWorkbooks: output.startsWith('dist/') }))
}
