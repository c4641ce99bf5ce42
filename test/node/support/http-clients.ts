/** HTTP clients that send a file as a body, each in its own way. They throw if the connection breaks. */
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly file: string
}
export interface Received {
  readonly status: number
  readonly body: string
}

const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) =>
    execFile(program, args, (error, out, err) => (error ? reject(new Error(err)) : resolve(out))),
  )

/** Returns a status line, then a body. */
const parseLines = (out: string): Received => {
  const end = out.indexOf('\n')
  return { status: Number(out.slice(0, end)), body: out.slice(end + 1) }
}

/** Sends everything before it reads anything, as urllib does. */
export const writeThenRead = async ({ method, url, headers, file }: Sent): Promise<Received> => {
  const { hostname, port, host, pathname, search } = new URL(url)
  const body = readFileSync(file)
  const fields = Object.entries({
    ...headers,
    Host: host,
    'Content-Length': body.length,
    Connection: 'close',
  })
  const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const socket = connect(Number(port), hostname)
  const failed = new Promise<never>((_, reject) => socket.on('error', reject))
  const sent = new Promise<void>((resolve) => {
    socket.write(`${method} ${pathname}${search} HTTP/1.1\r\n${head}\r\n`)
    socket.write(body, () => resolve())
  })
  await Promise.race([sent, failed])
  const [, status = '', received = ''] =
    /^HTTP\/1.1 (\d+)[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(await Promise.race([text(socket), failed])) ?? []
  return { status: Number(status), body: received }
}

export const viaNode = ({ method, url, headers, file }: Sent): Promise<Received> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (response) =>
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject),
    )
    outgoing.on('error', reject).end(readFileSync(file))
  })

const viaFetch = async ({ method, url, headers, file }: Sent): Promise<Received> => {
  const response = await fetch(url, { method, headers, body: readFileSync(file) })
  return { status: response.status, body: await response.text() }
}

const headerArgs = (headers: Sent['headers']): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)

const viaCurl = async ({ method, url, headers, file }: Sent, ...more: string[]): Promise<Received> => {
  const given = headerArgs(headers).flatMap((each) => ['-H', each])
  const args = ['-sS', '-X', method, ...given, ...more, '--data-binary', `@${file}`, '-w', '\n%{http_code}']
  const out = await run('curl', [...args, url])
  const end = out.lastIndexOf('\n')
  return { status: Number(out.slice(end + 1)), body: out.slice(0, end) }
}

const urllib = `
from urllib import request, error
method, url, file, *lines = sys.argv[1:]
headers = dict(line.split(': ', 1) for line in lines)
try: answer = request.urlopen(request.Request(url, open(file, 'rb').read(), headers, method=method))
except error.HTTPError as problem: answer = problem
print(answer.status, answer.read().decode(), sep='\\n', end='')`

const viaPython =
  (program: string) =>
  async ({ method, url, headers, file }: Sent): Promise<Received> =>
    parseLines(
      await run('python3', ['-c', `import sys${program}`, method, url, file, ...headerArgs(headers)]),
    )

/** Every client by its name. */
export const clients = {
  'a client that writes before it reads': writeThenRead,
  'node:http': viaNode,
  fetch: viaFetch,
  curl: (sent: Sent) => viaCurl(sent),
  'curl that waits for 100 Continue': (sent: Sent) => viaCurl(sent, '-H', 'Expect: 100-continue'),
  'Python urllib': viaPython(urllib),
}
const isThere = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
/** Clients that this machine lacks. */
export const missingClients: readonly string[] = [
  ...(isThere('curl', '--version') ? [] : ['curl', 'curl that waits for 100 Continue']),
  ...(isThere('python3', '--version') ? [] : ['Python urllib']),
]
