// `node serve-worker.ts FOLDER --port N --persist-to DIR [--main FILE]`: the Worker that build-worker.ts left in the folder, served by the runtime
// of `npm start` without npm and wrangler around it. It prints the admin's token when it is up.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'

type Runtime = typeof import('miniflare')
/** The one that wrangler brings. */
const runtime = createRequire(import.meta.resolve('wrangler'))('miniflare') as Runtime
const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = runtime

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string' },
    'persist-to': { type: 'string' },
    var: { type: 'string', multiple: true },
    main: { type: 'string' },
  },
})
const { port, 'persist-to': store = '', var: pairs = [], main } = values
const [folder = ''] = positionals

const vars = {
  ADMIN_TOKEN: 'sitrep_local_admin_0123456789abcdefgh',
  PUBLIC_SUBMISSIONS: 'true',
  FORM_MIN_SECONDS: '0',
  SECOND_REVIEW: 'off',
  ...Object.fromEntries(pairs.map((pair) => [pair.split(':')[0], pair.slice(pair.indexOf(':') + 1)])),
}

/** A module that has the Worker beside it as `./index.js`, and is served in its place. */
const around = (file: string) =>
  ({ type: 'ESModule', path: join(folder, basename(file)), contents: readFileSync(file, 'utf8') }) as const

if (!existsSync(join(store, 'v3'))) cpSync(join(folder, 'store'), store, { recursive: true })
const options = JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8'))
const texts = readdirSync(folder).filter((name) => /\.(css|svg|txt)$/.test(name))
const server = new Miniflare(
  convertV4MiniflareOptions({
    ...options,
    name: 'sitrep',
    modules: [
      ...(main === undefined ? [] : [around(main)]),
      { type: 'ESModule', path: join(folder, 'index.js') },
      ...texts.map((name) => ({ type: 'Text', path: join(folder, name) }) as const),
    ],
    modulesRoot: folder,
    bindings: { ...options.bindings, ...vars },
    host: '127.0.0.1',
    port: Number(port),
    resourcePersistencePath: join(store, 'v3'),
    log: new Log(LogLevel.INFO),
    handleStructuredLogs: ({ level, message }) => console.log(`${level}: ${message}`),
  }),
)
await server.ready
console.log(`Admin token: ${vars.ADMIN_TOKEN}`)
