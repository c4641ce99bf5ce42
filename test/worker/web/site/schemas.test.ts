import { describe, expect, it } from 'vitest'
import { ask, origin, submitRecord } from '../../client.ts'

const types = {
  '/schemas/incident.json': 'application/schema+json',
  '/schemas/mapping.json': 'application/schema+json',
  '/schemas/incidents.table.json': 'application/vnd.tableschema+json',
}

describe.each(Object.entries(types))('%s', (path, type) => {
  it('is a schema that any site may read, at no request to the database', async () => {
    const { status, data, headers } = await ask(path, { headers: { Origin: 'https://elsewhere.test' } })
    expect([status, headers.get('Content-Type')]).toEqual([200, type])
    expect(data().$schema).toMatch(/^https:/)
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('Cache-Control')).toBe('public, no-cache')
  })

  it('is not sent to who has it', async () => {
    const etag = (await ask(path)).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"\w+"$/)
    const again = await ask(path, { headers: { 'If-None-Match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })
})

describe('a JSON Schema', () => {
  it.each(['/schemas/incident.json', '/schemas/mapping.json'])('names itself: %s', async (path) => {
    expect((await ask(path)).data().$id).toBe(origin + path)
    const other = `https://sitrep.example${path}`
    expect((await ask(other)).data().$id).toBe(other)
  })
})

describe('the Table Schema', () => {
  it('has the columns of the flat file, in order', async () => {
    await submitRecord()
    const { fields, primaryKey, missingValues } = (await ask('/schemas/incidents.table.json')).data()
    const [header] = (await ask('/incidents.csv')).text.split('\r\n')
    expect(fields.map(({ name }: { name: string }) => name).join()).toBe(header)
    expect([primaryKey, missingValues]).toEqual([['id'], ['']])
  })
})
