import { describe, expect, it } from 'vitest'
import { RequestBody } from '../../../../src/web/body/request-body.ts'

const bytes = (...numbers: number[]) => new Uint8Array(numbers)

/** A stream of these chunks that then ends or waits for ever, with the reason for which it was cancelled. */
const streamOf = (chunks: Uint8Array[], { ends }: { ends: boolean }) => {
  const state = { isCancelled: false, remaining: chunks }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const chunk = state.remaining.shift()
        if (chunk) controller.enqueue(chunk)
        else if (ends) controller.close()
        else await new Promise(() => undefined)
      },
      cancel: () => {
        state.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { state, body: new RequestBody(stream) }
}

const limits = { bytes: 10, milliseconds: 60_000 }

describe('the body of a request', () => {
  it('is read chunk by chunk, with the one that was prefetched', async () => {
    const { body } = streamOf([bytes(1), bytes(2)], { ends: true })
    body.prefetch()
    expect([await body.read(), await body.read(), body.isComplete]).toEqual([bytes(1), bytes(2), false])
    expect([await body.read(), body.isComplete]).toEqual([undefined, true])
  })

  it('is discarded to its end', async () => {
    const { state, body } = streamOf([bytes(1), bytes(2), bytes(3)], { ends: true })
    body.prefetch()
    await body.discard(limits)
    expect(state).toEqual({ isCancelled: false, remaining: [] })
    expect(body.isComplete).toBe(true)
  })

  it('is cancelled when it is longer than the limit', async () => {
    const { state, body } = streamOf(
      Array.from({ length: 5 }, () => new Uint8Array(6)),
      { ends: true },
    )
    await body.discard(limits)
    expect(state).toEqual({ isCancelled: true, remaining: Array(3).fill(new Uint8Array(6)) })
  })

  it('is cancelled when it takes longer than the limit', async () => {
    const { state, body } = streamOf([bytes(1)], { ends: false })
    await body.discard({ bytes: 10, milliseconds: 20 })
    expect(state).toEqual({ isCancelled: true, remaining: [] })
  })

  it('may break off while it is discarded', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (c) => c.error(new Error('It breaks.')) })
    const body = new RequestBody(broken)
    await expect(body.discard(limits)).resolves.toBeUndefined()
    await expect(body.read()).rejects.toThrow('It breaks.')
  })
})
