/**
 * Possible duplicates on the labelled set of test/node/duplicates/labelled-pairs.ts: precision and recall by
 * threshold, first of the scores alone, then of the responses of POST /incidents with a store of the events.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { duplicateThreshold } from '../src/record/duplicates/score.ts'
import {
  labelledCases,
  precisionAndRecall,
  type ScoredPair,
  scorePairs,
  withNames,
} from '../test/node/duplicates/labelled-pairs.ts'
import { hasRealFiles, pathsOf, type RealFile } from '../test/node/duplicates/real-records.ts'
import { emptyStore } from './environment.ts'
import type { Row } from './results.ts'
import { type Server, serveSitrep } from './servers.ts'

const thresholds = [0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const targets = { precision: 0.8, recall: 0.9 }

const formatCurve = (scored: readonly ScoredPair[], of: string): string =>
  [
    `${of}: threshold, precision, recall`,
    ...thresholds.map((each) => {
      const { precision, recall } = precisionAndRecall(scored, each)
      return `${each.toFixed(2)}  ${precision.toFixed(3)}  ${recall.toFixed(3)}`
    }),
  ].join('\n')

const toRows = (what: string, { precision, recall }: { precision: number; recall: number }): Row[] => [
  {
    what: `precision of likely duplicates, ${what}`,
    ours: precision.toFixed(3),
    limit: String(targets.precision),
    ratio: (precision / targets.precision).toFixed(2),
  },
  {
    what: `recall of likely duplicates, ${what}`,
    ours: recall.toFixed(3),
    limit: String(targets.recall),
    ratio: (recall / targets.recall).toFixed(2),
  },
]

const send = async ({ url, token }: Server, path: string, body: FormData | string): Promise<unknown> => {
  const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, ...type },
    body,
  })
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`)
  return response.json()
}

const importFile = async (server: Server, name: RealFile): Promise<void> => {
  const { file, mapping } = pathsOf(name)
  const form = new FormData()
  if (mapping) form.set('mapping', readFileSync(mapping, 'utf8'))
  form.set('file', new Blob([readFileSync(file)], { type: 'text/csv' }), 'file.csv')
  const query = `dataset=${name}&publish=true`
  if (mapping) await send(server, `/imports?profile=mapping&${query}`, form)
  else {
    const response = await fetch(`${server.url}/imports?profile=ucdp&${query}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'text/csv' },
      body: readFileSync(file),
    })
    if (!response.ok) throw new Error(await response.text())
  }
}

interface Answer {
  readonly incident: { readonly id: string }
  readonly possible_duplicates: readonly { readonly id: string; readonly score: number }[]
}

const referencesOf = async ({ url }: Server): Promise<Map<string, string>> => {
  const lines = (await (await fetch(`${url}/incidents.csv?fields=id,dataset,reference`)).text())
    .trim()
    .split('\r\n')
  return new Map(lines.map((line) => [line.slice(0, 36), line.slice(37)]))
}

/** Submits each report. Returns the score of each reported duplicate, and whether it is the report's event. */
const scoreOffered = async (
  server: Server,
  all: Awaited<ReturnType<typeof labelledCases>>,
): Promise<ScoredPair[]> => {
  const names = await referencesOf(server)
  const found: ScoredPair[] = []
  for (const { from, filed, event } of all) {
    const answer = (await send(server, '/incidents', JSON.stringify(filed))) as Answer
    // Earlier reports are rejected, because they contain the same made-up words.
    await send(server, `/incidents/${answer.incident.id}/review`, '{"decision":"reject","reason":"measured"}')
    const { possible_duplicates: duplicates } = answer
    const own = `${event.dataset},${event.reference}`
    const known = duplicates.filter(({ id }) => names.has(id))
    const isOwn = known.map(({ id }) => names.get(id) === own)
    for (const [i, { score }] of known.entries()) found.push({ from, score, isDuplicate: isOwn[i] ?? false })
    if (!isOwn.includes(true)) found.push({ from, score: 0, isDuplicate: true })
  }
  return found
}

export async function* duplicates(): AsyncGenerator<Row> {
  if (!hasRealFiles)
    throw new Error(`There is no ${fileURLToPath(new URL('../../shared/data', import.meta.url))}.`)
  const all = await labelledCases()
  const scored = scorePairs(all)
  for (const [name, some] of [...Map.groupBy(scored, ({ from }) => from)])
    console.error(formatCurve(some, name))
  console.error(formatCurve(scored, 'all'))
  yield* toRows('all files', precisionAndRecall(scored, duplicateThreshold))
  yield* toRows('files with names', precisionAndRecall(withNames(scored), duplicateThreshold))
  const server = await serveSitrep(emptyStore('duplicates'))
  try {
    for (const name of ['ucdp-iraq', 'ucdp-syria', 'fpv', 'insurgencies'] as const)
      await importFile(server, name)
    const door = withNames(await scoreOffered(server, all))
    const what = 'files with names, as POST /incidents answers'
    console.error(formatCurve(door, what))
    yield* toRows(what, precisionAndRecall(door, duplicateThreshold))
  } finally {
    await server.stop()
  }
}
