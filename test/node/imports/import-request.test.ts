// What the import command sends, and where its token comes from.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { command, listening, runProgram, temporaryFiles } from '../support/import-command.ts'

const written = temporaryFiles('sitrep-request-')
const file = written('data.csv', 'date,country\n2022-01-05,IQ\n')

/** What a server receives. */
const received = async (args: readonly string[], options?: Parameters<typeof command>[1]) => {
  const requests: { url: string; headers: IncomingMessage['headers']; body: Buffer }[] = []
  const { url, close } = await listening(async (request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers, body: await buffer(request) })
    response.end('{}')
  })
  await command([...args, '--to', url], options)
  close()
  const [first] = requests
  if (!first) throw new Error('Nothing was received.')
  return first
}

describe('the request of the import command', () => {
  it.each([
    ['data.csv', 'text/csv'],
    ['data.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['data.geojson', 'application/geo+json'],
    ['data.ndjson', 'application/x-ndjson'],
    ['data', 'text/csv'],
  ])('has the type of the file: %s', async (name, type) => {
    const { headers } = await received([written(name, 'x')])
    expect([headers['content-type'], headers['content-length']]).toEqual([type, '1'])
  })

  it('says that a file is packed, and unpacks it beside a mapping', async () => {
    const packed = written('data.ndjson.gz', gzipSync('{"a": 1}'))
    const alone = await received([packed])
    expect([alone.headers['content-type'], alone.headers['content-encoding']]).toEqual([
      'application/x-ndjson',
      'gzip',
    ])
    expect(String(gunzipSync(alone.body))).toBe('{"a": 1}')
    const form = await received([packed, '--mapping', written('mapping.json', '{}')])
    expect(form.headers['content-encoding']).toBeUndefined()
    expect(String(form.body)).toContain('application/x-ndjson\r\n\r\n{"a": 1}\r\n--')
  })

  it('has a workbook as CSV if that is asked, and a named sheet of it', async () => {
    const workbook = fileURLToPath(new URL('../../fixtures/workbooks/libreoffice.xlsx', import.meta.url))
    const plain = await received([workbook, '--csv'])
    expect(plain.headers['content-type']).toBe('text/csv')
    expect(String(plain.body).split('\r\n').length).toBeGreaterThan(3)
    const named = await received([workbook, '--csv', '--sheet', 'LibreOffice'])
    expect([new URL(named.url, 'http://x').searchParams.has('sheet'), named.body]).toEqual([
      false,
      plain.body,
    ])
  })

  it('is not made of a workbook that cannot be read', async () => {
    const workbook = fileURLToPath(new URL('../../fixtures/workbooks/password.xlsx', import.meta.url))
    const { code, err } = await command([workbook, '--csv', '--to', 'http://127.0.0.1:9'])
    expect([code, err]).toEqual([1, expect.stringMatching(/encrypted|password/i)])
  })

  it('is that of parts with their digests if that is asked, then of an import of them', async () => {
    const requests: string[] = []
    let failures = 1
    const { url, close } = await listening(async (request, response) => {
      const body = await buffer(request)
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
      const digest = searchParams.get('sha256')
      if (pathname.endsWith('/2') && failures-- > 0) {
        request.socket.destroy()
        return
      }
      const isRight = digest === null || digest === createHash('sha256').update(body).digest('hex')
      requests.push(`${request.method} ${pathname} ${searchParams.get('upload') ?? ''} ${body} ${isRight}`)
      response.statusCode = pathname === '/uploads' ? 201 : 200
      response.end(pathname === '/uploads' ? '{"id": "u1", "parts": 3}' : '{}')
    })
    const parted = written('parted.csv', 'date,country\n2022-01-05,IQ\n')
    await command([parted, '--part-bytes', '12', '--to', url])
    close()
    const parts = ['date,country', '\n2022-01-05,', 'IQ\n']
    expect(requests).toEqual([
      'POST /uploads  {"bytes":27,"part_bytes":12} true',
      ...parts.map((text, i) => `PUT /uploads/u1/parts/${i + 1}  ${text} true`),
      'POST /imports u1  true',
    ])
  })

  it('is none of parts that are refused, or of no length', async () => {
    const { url, close } = await listening((_, response) => {
      response.statusCode = 403
      response.end('{"title": "Forbidden", "detail": "No."}')
    })
    const refused = await command([file, '--part-bytes', '12', '--to', url])
    close()
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Forbidden. No.')])
    expect((await command([file, '--part-bytes', '0', '--to', url])).code).toBe(2)
  })

  it('has the parameters that the options name', async () => {
    const { url } = await received([
      file,
      '--encoding',
      'windows-1256',
      '--null-values',
      'NA,-99',
      '--sheet',
      'Data 1',
    ])
    expect(url).toBe('/imports?encoding=windows-1256&null_values=NA%2C-99&sheet=Data+1')
  })

  it('has the token of the environment, or of the file that is named', async () => {
    const tokenFile = written('token', 'from-file\n')
    const fromEnvironment = await received([file], { token: 'from-environment' })
    expect(fromEnvironment.headers.authorization).toBe('Bearer from-environment')
    const fromFile = await received([file, '--token-file', tokenFile], { token: 'from-environment' })
    expect(fromFile.headers.authorization).toBe('Bearer from-file')
    expect((await received([file])).headers.authorization).toBeUndefined()
  })

  const pty = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execvp(sys.argv[1], sys.argv[1:])
shown = b''
while b'Token: ' not in shown: shown += os.read(terminal, 1024)
os.write(terminal, b'typed-secret\\r')
try:
  while True:
    chunk = os.read(terminal, 1024)
    if not chunk: break
    shown += chunk
except OSError: pass
print(shown.decode())`

  it.skipIf(spawnSync('/usr/bin/python3', ['--version']).status !== 0 && process.env.CI === undefined)(
    'has the token that is typed on a terminal, which does not show it',
    async () => {
      const tokens: unknown[] = []
      const { url, close } = await listening((request, response) => {
        tokens.push(request.headers.authorization)
        response.end('{}')
      })
      const args = ['-c', pty, process.execPath, 'scripts/import.ts', file, '--to', url]
      const { out: shown } = await runProgram('/usr/bin/python3', args, {
        env: { ...process.env, SITREP_TOKEN: '' },
      })
      expect(tokens).toEqual(['Bearer typed-secret'])
      expect(shown).toContain('Token: ')
      expect(shown).not.toContain('typed-secret')
      close()
    },
  )
})
