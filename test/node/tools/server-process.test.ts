// Waiting for a server that is slow, and ending one with all that it started.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  endGroup,
  endsWithParent,
  exitSignal,
  freePort,
  probePort,
  signalGroup,
  stopProcess,
  waitForHealth,
} from '../../../scripts/server-process.ts'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A server that answers each request in its turn; the last way holds for all that follow. */
const serve = async (...ways: ((answer: ServerResponse, token: string | undefined) => void)[]) => {
  let asked = 0
  const server = createServer((request, answer) => {
    ways[Math.min(asked++, ways.length - 1)]?.(answer, request.headers.authorization)
  })
  open.push(() => server.close().closeAllConnections())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked }
}

const well = (answer: ServerResponse) => void answer.end('{"commit":7}')
const begun = (answer: ServerResponse) => void answer.writeHead(200).write('{"commit"')
const silent = () => undefined
const torn = (answer: ServerResponse) => void answer.writeHead(200).write('{', () => answer.destroy())
const ill = (answer: ServerResponse) => void answer.writeHead(503).end()

const limits = { request: 500, all: 60_000 }
const lives = new AbortController().signal

describe('waiting for /health', () => {
  it.each([
    ['begins and does not end', begun],
    ['does not begin', silent],
    ['breaks off', torn],
    ['is an error', ill],
  ])('asks again where an answer %s', async (_, first) => {
    const { url, asked } = await serve(first, first, well)
    expect(await waitForHealth(url, '', lives, limits)).toBe(7)
    expect(asked()).toBe(3)
  })

  it('asks as the admin, who is told of commits that are not public', async () => {
    const { url } = await serve(
      (answer, token) => void answer.end(`{"commit":${token === 'Bearer t' ? 7 : 0}}`),
    )
    expect(await waitForHealth(url, 't', lives, limits)).toBe(7)
  })

  it('ends with the server, in the middle of an answer too', async () => {
    const controller = new AbortController()
    const { url } = await serve((answer) => {
      begun(answer)
      controller.abort()
    })
    await expect(waitForHealth(url, '', controller.signal, { request: 60_000 })).rejects.toThrow(
      'the server ended',
    )
  })

  it('ends when all its time is over', async () => {
    const { url } = await serve(ill)
    await expect(waitForHealth(url, '', lives, { all: 0 })).rejects.toThrow('no answer')
  })
})

describe('a port', () => {
  it('is refused while another listens on it, and free again behind a look at it', async () => {
    const { url } = await serve(well)
    await expect(probePort(Number(new URL(url).port), '127.0.0.1')).rejects.toThrow('EADDRINUSE')
    const port = await freePort()
    expect(await probePort(port, '127.0.0.1')).toBe(port)
  })
})

/** A shell that started another, as the leader of a group; both print a line. `trap` is what they do on SIGTERM. */
const startGroup = async (trap = '') => {
  const loop = `${trap} echo up; while true; do sleep 0.05; done`
  const child = spawn('sh', ['-c', `( ${loop} ) & ${loop}`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { pid = 0 } = child
  open.push(() => signalGroup(pid, 'SIGKILL'))
  let printed = ''
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += text
    if (printed === 'up\nup\n') break
  }
  return { child, pid }
}

describe('ending a process', () => {
  it('ends what it started too', async () => {
    const { child, pid } = await startGroup()
    const ended = exitSignal(child)
    await endGroup(pid, 'SIGTERM')
    expect(signalGroup(pid, 0)).toBe(false)
    if (!ended.aborted) await once(ended, 'abort')
    expect(exitSignal(child).aborted).toBe(true)
  })

  it('kills what does not listen', async () => {
    const { child, pid } = await startGroup("trap '' TERM;")
    const exited = once(child, 'exit')
    await endGroup(pid, 'SIGTERM', 100)
    expect(await exited).toEqual([null, 'SIGKILL'])
  })

  it('waits until it has ended, and does nothing behind that', async () => {
    const child = spawn('sleep', ['60'])
    await stopProcess(child)
    expect(child.signalCode).toBe('SIGTERM')
    await stopProcess(child)
  })
})

describe('a server with a channel to what spawned it', () => {
  /** Spawns such a server from a process of its own, by an expression that it runs. Returns both. */
  const spawnBoth = async (expression: string) => {
    const args = JSON.stringify([...endsWithParent, '-e', `console.log(process.pid); ${expression}`])
    const script = `const server = require('node:child_process').spawn(process.execPath, ${args}, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })`
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    open.push(() => parent.kill('SIGKILL'))
    const output = parent.stdout.setEncoding('utf8')
    await once(output, 'data')
    return { parent, output }
  }

  it('ends when that is killed', async () => {
    const { parent, output } = await spawnBoth('setInterval(() => {}, 1000)')
    parent.kill('SIGKILL')
    // The output closes when no process has it any more.
    await once(output.resume(), 'close')
  })

  it('is not kept from ending by itself', async () => {
    const { parent } = await spawnBoth('')
    await once(parent, 'exit')
  })
})
