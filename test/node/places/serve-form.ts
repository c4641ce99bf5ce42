/** A page with the fields of a place, and the script that suggests places, as a site of its own. */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The script attaches the suggestions to the form, with the English texts. */
const script = `
import { attachPlaces } from './src/client/places/attach-places.ts'
import { en } from './src/messages/en.ts'
attachPlaces(document.querySelector('form'), en.places)
`

/** The script of the suggestions alone, as the browser gets it. */
export const bundlePlaces = async (contents = script): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    ...{ bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', logLevel: 'silent' },
    external: ['node:*'],
    charset: 'utf8',
  })
  return outputFiles[0]?.text ?? ''
}

const page = (language: string): string => `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><title>Report</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/sitrep.css">
<script type="module" src="/places.js"></script></head>
<body><main><h1>Report</h1><form class="incident" method="post" action="/incidents">
<label for="country">Country</label>
<select id="country" name="location.country"><option value=""></option><option value="IQ">Iraq</option><option value="SY">Syria</option></select>
<label for="place">Place</label><input id="place" name="location.place" dir="auto">
<div id="more"></div>
<button type="submit">Send</button></form></main></body></html>`

/** The places of published records that the site answers for Iraq. */
const records = {
  places: [
    {
      ...{ place: 'Ain al-Asad Air Base', admin1: 'Anbar', latitude: 33.7856, longitude: 42.4413 },
      ...{ precision: 'exact', count: 12 },
    },
  ],
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
}

/** Starts the site. Returns its address, and a function that stops it. */
export const serveForm = async (): Promise<{ readonly origin: string; readonly stop: () => void }> => {
  const code = await bundlePlaces()
  const answer = (path: string): string | undefined => {
    if (path === '/' || path === '/ar') return page(path === '/' ? 'en' : 'ar')
    if (path === '/places.js') return code
    if (path === '/sitrep.css') return readFileSync(`${root}/public/sitrep.css`, 'utf8')
    if (path === '/places.json') return JSON.stringify(records)
    const file = `${root}/public/assets${path}`
    return /^\/places\/[A-Z]{2}\.json$/.test(path) && existsSync(file)
      ? readFileSync(file, 'utf8')
      : undefined
  }
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site.test').pathname
    const text = answer(path)
    const type = types[path.split('.').at(-1) ?? ''] ?? 'text/html; charset=utf-8'
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': type,
      'Content-Security-Policy': policy,
    })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
