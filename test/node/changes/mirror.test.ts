// The mirror of docs/following-changes.md, killed in the midst of its work while records change, ends with what is published.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findDocument } from '../support/documents.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const { blocks } = findDocument('docs/following-changes.md')
const script = blocks.find(({ info }) => info === 'mirror.py')?.text ?? ''
const folder = mkdtempSync(join(tmpdir(), 'sitrep-mirror-'))

let server: Server
beforeAll(async () => {
  server = await startServer()
  writeFileSync(join(folder, 'mirror.py'), script)
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the mirror; answers its code, null where it was killed after some milliseconds. */
const mirror = (milliseconds?: number): Promise<number | null> =>
  new Promise((done) => {
    const run = spawn('python3', ['mirror.py', server.url], { cwd: folder, stdio: 'ignore' })
    if (milliseconds !== undefined) setTimeout(() => run.kill('SIGKILL'), milliseconds)
    run.on('exit', done)
  })

const sent = async (path: string, body: string, type: string): Promise<Response> => {
  const answer = await server.admin(path, { method: 'POST', headers: { 'Content-Type': type }, body })
  expect(answer.ok, await answer.clone().text()).toBe(true)
  return answer
}

const importing = (title: string, from: number, to: number) => {
  const lines = Array.from({ length: to - from }, (_, i) =>
    JSON.stringify({
      reference: `r${from + i}`,
      event_type: 'battle',
      date: '2022-01-05',
      location: { country: 'IQ' },
      title: `${title} ${i}, "عين"`,
      sources: [{ publisher: 'Example News' }],
    }),
  )
  return sent('/imports?publish=true&dataset=mirrored', lines.join('\n'), 'application/x-ndjson')
}

const retract = async (): Promise<void> => {
  const [id] = (await (await fetch(`${server.url}/incidents.csv?limit=1&fields=id`)).text())
    .split('\r\n')
    .slice(1)
  const body = JSON.stringify({ decision: 'retract', reason: 'to see it go' })
  await sent(`/incidents/${id}/review`, body, 'application/json')
}

it('the mirror, killed at any time, ends with exactly what is published', async () => {
  expect(script.trim().split('\n').length).toBeLessThanOrEqual(25)
  await importing('first', 0, 1500)
  const ends: (number | null)[] = []
  for (let round = 0; round < 8; round++) {
    const run = mirror(60 + round * 40)
    await (round % 2 ? retract() : importing(`round ${round}`, round * 150, round * 150 + 300))
    ends.push(await run)
    await pause(5)
  }
  expect(ends).toContain(null)
  expect(await mirror()).toBe(0)
  const published = await fetch(`${server.url}/incidents.csv?fields=id,revision,date,title,updated_at`)
  const rows = await published.text()
  expect(Number(published.headers.get('Sitrep-Rows'))).toBeGreaterThan(1400)
  expect(readFileSync(join(folder, 'mirror.csv'), 'utf8')).toBe(rows)
})
