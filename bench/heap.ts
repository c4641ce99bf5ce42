/**
 * The largest heap of the Worker's isolate during a task, read over the runtime's inspector. Garbage is collected
 * before each reading: on a laptop the runtime has no memory limit and collects late.
 */

interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize?: number
  readonly embedderHeapUsedSize?: number
}

const pollInterval = 50

const openInspector = async (inspectorPort: number): Promise<WebSocket> => {
  const targets = (await (await fetch(`http://127.0.0.1:${inspectorPort}/json`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const address = (targets[0]?.webSocketDebuggerUrl ?? '').replace('localhost', '127.0.0.1')
  // Node accepts headers here, which the browser types lack; the inspector rejects connections without an Origin.
  const init = { headers: { Origin: 'http://localhost' } } as unknown as string[]
  const socket = new WebSocket(address, init)
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error(`The inspector at ${address} did not answer.`))
  })
  return socket
}

/** Returns the peak in bytes: objects, buffers, and what the platform holds for them. */
export const peakHeap = async (inspectorPort: number, act: () => Promise<unknown>): Promise<number> => {
  const socket = await openInspector(inspectorPort)
  let peak = 0
  let running = true
  const send = (id: number, method: string) => socket.send(JSON.stringify({ id, method }))
  const collect = () => send(1, 'HeapProfiler.collectGarbage')
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: HeapUsage }
    if (id === 1) send(2, 'Runtime.getHeapUsage')
    if (!result || result.usedSize === undefined) return
    const { usedSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = result
    peak = Math.max(peak, usedSize + backingStorageSize + embedderHeapUsedSize)
    if (running) setTimeout(collect, pollInterval)
  }
  collect()
  await act()
  running = false
  socket.close()
  if (peak === 0) throw new Error('The inspector told no size of the heap.')
  return peak
}
