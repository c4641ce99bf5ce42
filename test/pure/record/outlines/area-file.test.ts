import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaPath, cornersOfAreas, roomOfArea } from '../../../../src/record/map/area-path.ts'
import {
  type AreaFile,
  areaKey,
  findArea,
  formatLines,
  indexAreas,
} from '../../../../src/record/outlines/area-file.ts'
import { decodeLine, encodeLine } from '../../../../src/record/outlines/outline-file.ts'
import { areaOf } from '../../../../src/web/map/areas.ts'

const square = [0, 0, 10, 0, 0, 10, -10, 0]

const file: AreaFile = {
  scale: 10,
  areas: [
    [`${areaKey('Anbar')} ${areaKey('الأنبار')}`, 0, formatLines([square])],
    [`${areaKey('Dihok')}`, 1, formatLines([square, [20, 0, 5, 5, -5, 5]])],
    [`${areaKey('Maysan')}`, 0, formatLines([square])],
    [`${areaKey('Masyan')}`, 0, formatLines([square])],
  ],
  claimed: [[`${areaKey('Farland')}`, 'XX']],
}
const other: AreaFile = {
  scale: 1,
  areas: [[`${areaKey('Farland')} ${areaKey('Farlandia')}`, 1, formatLines([square])]],
  claimed: [],
}

const find = (name: string) => findArea((country) => indexAreas(country === 'XX' ? other : file), 'IQ', name)

describe('a file of areas', () => {
  it('has the lines that were written', () => {
    const line = fc.array(fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer()), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const steps = lines.map((positions) => encodeLine(positions, 1))
        const areas = [['a', 0, formatLines(steps)]] as const
        expect(findArea(() => indexAreas({ scale: 1, areas, claimed: [] }), 'IQ', 'a')?.lines).toEqual(
          steps.map((each) => decodeLine(each, 1)),
        )
      }),
    )
  })

  it.each([
    ['Anbar', 0],
    ['Al-Anbār province', 0],
    ['الأنبار', 0],
    ['Anbar Governorate', 0],
    ['Dahuk', 1],
    ['Duhok', 1],
    ['Maysan', 2],
    // Two areas sound like it.
    ['Misan', undefined],
    ['Dahuka City Hall', undefined],
    ['', undefined],
    ['—', undefined],
  ])('has %j as area %s', (name, index) => {
    expect(find(name)?.index).toBe(index)
  })

  it('says which ground is in dispute', () => {
    expect(find('Dihok')).toMatchObject({ isDisputed: true, lines: [{ length: 4 }, { length: 3 }] })
    expect(find('Anbar')?.isDisputed).toBe(false)
  })

  it('has areas of other countries that it claims', () => {
    expect(find('Farland')).toEqual({
      ...{ index: 4, isDisputed: true },
      lines: [decodeLine(square, 1)],
    })
  })

  it('has no areas of a country that is not in it', () => {
    expect([areaOf('XZ', 'a'), areaOf('IQ', 'Anbar')?.isDisputed]).toEqual([undefined, false])
  })
})

describe('an area on a map', () => {
  const view = { centre: { x: 180, y: 0 }, scale: 10, width: 100, height: 100 }
  const frame = {
    box: [170, -20, 200, 20],
    view: [170, -20, 200, 20],
    hasDisputed: false,
    names: [],
  } as const

  it('is on the turn of the Earth that the map has', () => {
    const lines = [
      [
        [179, 1],
        [180, 1],
        [180, 0],
      ],
      [
        [-179, 1],
        [-180, 1],
        [-180, 0],
      ],
    ] as const
    expect(areaPath({ lines }, { view, frame })).toBe(
      'M40.0 40.0L50.0 40.0L50.0 50.0zM60.0 40.0L50.0 40.0L50.0 50.0z',
    )
    expect(cornersOfAreas([{ lines }]).longitudes).toEqual([179, 180, 180, -179, -180, -180])
  })

  it('has room for its number where it is widest', () => {
    const lines = [
      [
        [172, 0],
        [178, 12],
        [184, 0],
      ],
      [
        [-170, 0],
        [-170, 1],
        [-169, 1],
      ],
    ] as const
    expect(roomOfArea({ lines }, frame)).toEqual({ width: 11, longitude: 178, latitude: 1 })
    expect(roomOfArea({ lines: [] }, frame)).toBeUndefined()
  })
})
