/** The end of a response waits for the end of its request. */
import { createMiddleware } from 'hono/factory'
import { toReadableStream } from '../../export/byte-stream.ts'
import type { AppEnv } from '../context.ts'
import { bodyOf } from './read-body.ts'
import type { RequestBody } from './request-body.ts'

/** Yields the response, then ends it when the rest of the body has been read. */
async function* endAfter(response: ReadableStream<Uint8Array>, body: RequestBody) {
  yield* response
  await body.discard()
}

/**
 * Reads what a handler left of the body before the response ends. The runtime closes the connection when a response
 * ends before its request, and a client that is still sending then reports a broken connection instead of the response.
 */
export const discardUnreadBody = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const body = bodyOf(c)
  if (!body || body.isComplete) return
  const { ok, body: stream } = c.res
  // The stream of a response that began well may read the body.
  if (ok && stream) c.res = new Response(toReadableStream(endAfter(stream, body)), c.res)
  else await body.discard()
})
