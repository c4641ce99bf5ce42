import { build } from 'esbuild'
import { expect, it } from 'vitest'

/** Returns the files that a module needs at run time, and the modules of Node. */
const inputsOf = async (name: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [`src/ingest/${name}`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:*'],
  })
  return Object.entries(metafile.inputs).flatMap(([file, { imports }]) => [
    file,
    ...imports.flatMap(({ path, external }) => (external ? [path] : [])),
  ])
}

// The browser has the texts of one language only, and nothing of Node but a small replacement of Buffer.
it.each(['validate/validate.ts', 'dates/read-phrase.ts'])('%s needs no texts and no server', async (name) => {
  const inputs = await inputsOf(name)
  expect(inputs.filter((file) => /^src\/(?:messages|problems|services|store|web)\b/.test(file))).toEqual([])
  expect(inputs.filter((file) => /^(?:node|cloudflare):/.test(file) && file !== 'node:buffer')).toEqual([])
})
