/** The description of the API: of every route, the same for everybody, and complete on a page without script. */
import { describe, expect, it } from 'vitest'
import { app } from '../../../../src/app.ts'
import { formatNames } from '../../../../src/export/registry.ts'
import { ask, browser } from '../../client.ts'

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
}

const readDocument = async (): Promise<ApiDocument> => (await ask('/openapi.json')).data()

const operationsOf = ({ paths }: ApiDocument) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operationId,
    })),
  )

/** Records and datasets have their JSON at addresses of the same routes. */
const jsonAddresses = ['GET /incidents/{id}.json', 'GET /datasets/{slug}.json']

describe('/openapi.json', () => {
  it('describes every route of the application, and no other', async () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const described = operationsOf(await readDocument()).flatMap(({ route }) =>
      route.includes('{format}') ? formatNames.map((name) => route.replace('{format}', name)) : route,
    )
    expect(described.toSorted()).toEqual([...new Set([...routes, ...jsonAddresses])].toSorted())
  })

  it('may be read by pages of other sites', async () => {
    const { headers, type } = await ask('/openapi.json', { headers: { Origin: 'https://elsewhere.test' } })
    expect([type, headers.get('Access-Control-Allow-Origin')]).toEqual(['application/json', '*'])
  })

  it('is named by every page', async () => {
    const { text } = await ask('/incidents', { headers: browser })
    expect(text).toContain('<link rel="service-desc" type="application/json" href="/openapi.json"/>')
    expect(text).toContain('<link rel="service-doc" type="text/html" href="/docs"/>')
  })
})

const gzippedSize = async (text: string): Promise<number> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(stream).arrayBuffer()).byteLength
}

describe('/docs', () => {
  it('has each operation at an anchor, and a way to read each file, in at most 30 KB', async () => {
    const { text } = await ask('/docs', { headers: browser })
    const missing = operationsOf(await readDocument()).filter(
      ({ operationId }) => !text.includes(`<h3 id="${operationId}">`),
    )
    expect(missing).toEqual([])
    const readable = Object.keys((await readDocument()).paths).filter((path) =>
      /^\/incidents\.[a-z.]+$/.test(path),
    )
    expect(readable.filter((path) => !text.includes(`action="${path}"`))).toEqual([])
    expect(await gzippedSize(text)).toBeLessThanOrEqual(30 * 1024)
  })

  it('has no link to an anchor or button of a form that it lacks, and no anchor twice', async () => {
    const { text } = await ask('/docs', { headers: browser })
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const targets = [...text.matchAll(/ (?:href="#|form=")([^"]+)"/g)].map(([, id]) => id)
    expect(targets.filter((each) => !ids.includes(each))).toEqual([])
    expect(ids.filter((each, i) => ids.indexOf(each) !== i)).toEqual([])
  })

  it('reads what its forms ask for', async () => {
    const { text } = await ask('/docs', { headers: browser })
    const [form = ''] = /<form[^>]*action="\/counts.csv".*?<\/form>/s.exec(text) ?? []
    const names = [...form.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => [name, ''])
    expect(names.length).toBeGreaterThan(20)
    const search = new URLSearchParams([...names.filter(([name]) => name !== 'country'), ['country', 'IQ']])
    expect((await ask(`/counts.json?${search}`)).status).toBe(200)
  })
})
