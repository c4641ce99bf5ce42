import { describe, expect, it } from 'vitest'
import favicon from '../../../../public/favicon.svg'
import style from '../../../../public/sitrep.min.css'
import importProgram from '../../../../public/sitrep-import.txt'
import { admin, ask } from '../../client.ts'

const files = [
  ['/favicon.svg', favicon, 'image/svg+xml; charset=utf-8'],
  ['/sitrep.css', style, 'text/css; charset=utf-8'],
  ['/sitrep-import.mjs', importProgram, 'text/javascript; charset=utf-8'],
] as const

describe.each(files)('%s', (path, text, type) => {
  it('is the file of public/, the same for everybody', async () => {
    for (const asking of [ask, admin]) {
      const { status, text: got, headers } = await asking(path)
      expect([status, got, headers.get('Content-Type')]).toEqual([200, text, type])
      expect(headers.get('Cache-Control')).toBe('public, no-cache')
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    }
  })

  it('is not sent to who has it', async () => {
    const etag = (await ask(path)).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"\w+"$/)
    const again = await ask(path, { headers: { 'If-None-Match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('is not written', async () => {
    expect((await ask(path, { method: 'PUT', body: 'x' })).status).toBe(405)
  })
})
