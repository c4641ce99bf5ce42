// Waits for a server that is starting.

interface Limits {
  /** Milliseconds for one request, its answer read to the end. */
  readonly request?: number
  /** Milliseconds for all of them. */
  readonly all?: number
}

/** The number of the newest commit, once the server answers. Throws if the server ends first, or after a long time. */
export async function waitForHealth(
  url: string,
  token: string,
  ended: AbortSignal,
  { request = 60_000, all = 600_000 }: Limits = {},
): Promise<number> {
  const until = Date.now() + all
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  while (!ended.aborted) {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(request)])
    const commit = await fetch(`${url}/health`, { headers, signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { commit: number }).commit : undefined))
      .catch(() => undefined)
    if (commit !== undefined) return commit
    if (Date.now() > until) throw new Error(`no answer from ${url}/health after ${all / 1000} s`)
    await new Promise((next) => setTimeout(next, 200))
  }
  throw new Error('the server ended before it answered')
}
