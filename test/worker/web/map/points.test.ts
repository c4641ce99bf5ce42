/** The points of a list as a file: as many as the list has, where its records say. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { precisionCodes } from '../../../../src/record/map/map-points.ts'
import { visitPoints } from '../../../../src/record/map/point-file.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  admin,
  ask,
  expectProblem,
  patchRecord,
  publishRecord,
  requestOf,
  submitRecord,
  worker,
} from '../../client.ts'

const at = (latitude: number, longitude: number, more: object = {}) => ({
  location: { country: 'IQ', latitude, longitude, ...more },
})

const readPoints = async (path: string, token?: string) => {
  const response = await worker(requestOf(path, token === undefined ? {} : { token }))
  expect(response.status).toBe(200)
  const bytes = await response.arrayBuffer()
  expect(response.headers.get('Sitrep-Rows')).toBe(String(bytes.byteLength / 6))
  // The sum with 0 is no -0.
  const round = (degrees: number): number => Number(degrees.toFixed(4)) + 0
  const points: (number | string | undefined)[][] = []
  visitPoints(bytes, (longitude, latitude, precision) =>
    points.push([round(longitude), round(latitude), precisionCodes[precision - 1]]),
  )
  return points
}

describe('/incidents.points', () => {
  it('has 6 bytes for each record with a point, with its precision', async () => {
    await publishRecord(at(33.3128, 44.3615, { precision: 'exact' }))
    await publishRecord(at(-12.05, -77.03, { precision: 'country' }))
    await publishRecord(at(90, 180))
    await publishRecord({ location: { country: 'IQ' } })
    const { headers } = await ask('/incidents.points?bbox=44,33,45,34')
    const bytes = new Uint8Array(
      await (await worker(requestOf('/incidents.points?bbox=44,33,45,34'))).arrayBuffer(),
    )
    expect(headers.get('Content-Type')).toBe('application/octet-stream')
    // 23 bits of longitude, 22 of latitude, 3 of precision.
    const x = Math.round((224.3615 / 360) * (2 ** 23 - 1))
    const y = Math.round((123.3128 / 180) * (2 ** 22 - 1))
    const bits = `${x.toString(2).padStart(23, '0')}${y.toString(2).padStart(22, '0')}001`
    expect([...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')).toBe(bits)
    expect(await readPoints('/incidents.points')).toEqual([
      [-77.03, -12.05, 'country'],
      [44.3615, 33.3128, 'exact'],
      [180, 90, undefined],
    ])
  })

  it('is less than 5 m from the point of the record', async () => {
    const degrees = (max: number) =>
      fc.integer({ min: -max * 10_000, max: max * 10_000 }).map((each) => each / 10_000)
    for (const [latitude, longitude] of fc.sample(fc.tuple(degrees(90), degrees(180)), { numRuns: 20 }))
      await publishRecord(at(latitude, longitude))
    const { incidents } = (await ask('/incidents.json')).data()
    const stated = incidents.map(({ location }: { location: { longitude: number; latitude: number } }) => [
      location.longitude,
      location.latitude,
      undefined,
    ])
    expect(stated).toHaveLength(20)
    expect(await readPoints('/incidents.points')).toEqual(
      stated.sort((a: number[], b: number[]) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1])),
    )
  })

  it('has what the list has: the filters, the commit, what the reader may see', async () => {
    const { path, etag } = await publishRecord(at(33.3, 44.3, { precision: 'near' }))
    await publishRecord({ ...at(36.3, 43.1, { withheld: 'point' }), series: 's' })
    await submitRecord(at(30.5, 47.8))
    const pinned = (await ask('/incidents.points')).headers.get('Content-Location') ?? ''
    expect(pinned).toBe(`/incidents.points?commit=2&schema=${schemaVersion}`)
    await patchRecord(path, etag, at(34, 45))
    expect(await readPoints('/incidents.points')).toEqual([[45, 34, 'near']])
    expect(await readPoints(pinned)).toEqual([[44.3, 33.3, 'near']])
    expect(await readPoints('/incidents.points?series=s')).toEqual([])
    expect(await readPoints('/incidents.points?status=submitted', env.ADMIN_TOKEN)).toEqual([
      [47.8, 30.5, undefined],
    ])
    expectProblem(await ask('/incidents.points?status=submitted'), 'token-needed')
  })

  it('is not sent again to who has it', async () => {
    await publishRecord(at(33.3, 44.3))
    const { headers } = await ask('/incidents.points')
    const again = await ask('/incidents.points', { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await admin('/incidents.points')).headers.get('Cache-Control')).toBe('private, no-store')
  })

  it('refuses parameters of tables and pages', async () => {
    for (const name of ['sort=-date', 'limit=5', 'fields=id', 'labels=true'])
      expectProblem(await ask(`/incidents.points?${name}`), 'invalid-query')
  })
})
