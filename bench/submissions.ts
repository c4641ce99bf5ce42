/** Single submissions against a bare handler with the same inserts, 16 connections each, in turn. */
import { fill } from './fill.ts'
import { type Server, serveBare, serveSitrep } from './serve.ts'
import { bodyOf, compared, fresh, runs } from './setting.ts'
import { inTurn, type Row } from './table.ts'

const each = 1000

export async function* submissions(): AsyncGenerator<Row> {
  const server = await serveSitrep(fresh('posts'))
  const bare = await serveBare(fresh('bare'))
  let next = 0
  const run = (door: Server, path: string) => async () => {
    const from = next
    next += each
    return each / (await fill(door, path, bodyOf, from, from + each))
  }
  try {
    const pairs = await inTurn(runs, run(server, '/incidents?publish=true'), run(bare, '/incidents'))
    yield compared('POST /incidents a second over 16 connections, bare handler', pairs, (rate) =>
      rate.toFixed(0),
    )
  } finally {
    await Promise.all([bare.stop(), server.stop()])
  }
}
