import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { countries } from '../../../schemas/countries.ts'
import { disputedAreas } from '../../../schemas/disputed-areas.ts'
import { bundle } from '../../../scripts/client/bundle.ts'
import { formatDrawing, readColours } from '../../../scripts/outlines/drawing.ts'
import { formatFrames, frameOf } from '../../../scripts/outlines/frames.ts'
import { type AreaFile, findArea, indexAreas } from '../../../src/record/outlines/area-file.ts'
import { world } from '../../../src/record/outlines/frame.ts'
import {
  decodeLine,
  type Line,
  type OutlineFile,
  type StepLine,
} from '../../../src/record/outlines/outline-file.ts'
import type { PlaceFile } from '../../../src/record/places/place.ts'

const pathOf = (country: string): URL =>
  new URL(`../../../public/assets/outlines/${country}.json`, import.meta.url)

const textOf = (country: string): string => readFileSync(pathOf(country), 'utf8')

const read = (country: string): OutlineFile => JSON.parse(textOf(country))

/** Countries without land on the map, and without towns. */
const withoutFile = ['BV', 'UM', 'XZ']

const codes = Object.keys(countries).filter((code) => !withoutFile.includes(code))

const isWithin = (lines: readonly Line[], [x, y]: readonly [number, number]): boolean => {
  let isInside = false
  for (const line of lines) {
    for (const [i, [x1, y1]] of line.entries()) {
      const [x0, y0] = line.at(i - 1) ?? [0, 0]
      if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) isInside = !isInside
    }
  }
  return isInside
}

const contains = (lines: readonly StepLine[], scale: number, place: readonly [number, number]): boolean =>
  isWithin(
    lines.map((steps) => decodeLine(steps, scale)),
    place,
  )

/** Returns which countries have a place in a file, and which areas. */
const ownersOf = (country: string, place: readonly [number, number]) => {
  const { countries: shapes, disputed, scale } = read(country)
  return {
    countries: shapes.flatMap(([code, lines]) => (contains(lines, scale, place) ? code : [])),
    areas: disputed.flatMap(([name, , lines]) => (contains(lines, scale, place) ? name : [])),
  }
}

describe('files of outlines', () => {
  it('are there for each country', () => {
    expect(codes.filter((code) => !existsSync(pathOf(code)))).toEqual([])
    expect(withoutFile.filter((code) => existsSync(pathOf(code)))).toEqual([])
  })

  it.each(['map', 'explore'])(
    'are small: with the script %s at most 60 KB, those of Iraq 15 KB',
    async (name) => {
      const { text } = await bundle(name, 'ar')
      const script = gzipSync(text, { level: 9 }).length
      const sizes = codes.map((code) => [code, gzipSync(textOf(code), { level: 9 }).length] as const)
      expect(sizes.filter(([, size]) => size + script > 60 * 1024)).toEqual([])
      expect((new Map(sizes).get('IQ') ?? 0) + script).toBeLessThan(15 * 1024)
    },
  )

  it('have the view in the box, and the country or ground that it claims', () => {
    for (const code of codes) {
      const { box, view, countries: shapes, disputed } = read(code)
      expect([code, view[0] >= box[0], view[2] <= box[2]]).toEqual([code, true, true])
      const isShown =
        shapes.some(([each]) => each === code) || disputed.some(([, claims]) => claims.includes(code))
      const isTiny = ['CC', 'CX', 'GI', 'TK', 'TV'].includes(code)
      expect([code, isShown || isTiny]).toEqual([code, true])
    }
  })

  it.each([
    ['IQ', [44.4, 33.3], 'IQ'],
    ['UA', [30.5, 50.4], 'UA'],
    ['SO', [44.1, 9.6], 'SO'],
    ['FR', [2.3, 48.8], 'FR'],
    ['GF', [-53, 4], 'GF'],
    ['RU', [180.5, 68], 'RU'],
    ['US', [213, 65], 'US'],
    ['CY', [33, 34.8], 'CY'],
  ] as const)('of %s have %j in the country %s', (file, place, owner) => {
    expect(ownersOf(file, place)).toEqual({ countries: [owner], areas: [] })
  })

  it.each([
    ['UA', [34.3, 45.2], 'Crimea'],
    ['RU', [34.3, 45.2], 'Crimea'],
    ['UA', [37.8, 48], 'Donetsk, Kherson, Luhansk and Zaporizhzhia regions'],
    ['SY', [35.75, 33], 'Golan Heights'],
    ['PS', [35.2, 32.2], 'West Bank, with East Jerusalem'],
    ['IL', [34.4, 31.45], 'Gaza Strip'],
    ['MA', [-13, 25], 'Western Sahara'],
    ['RS', [21, 42.6], 'Kosovo'],
    ['IN', [76, 34], 'Jammu and Kashmir'],
    ['CN', [94, 28.3], 'Arunachal Pradesh'],
    ['CY', [33.3, 35.3], 'Northern Cyprus and the buffer zone'],
    ['SD', [35.7, 22.5], 'Halaib triangle'],
    ['VE', [-59.5, 6], 'Essequibo'],
    ['TW', [121, 24], 'Taiwan'],
  ] as const)('of %s have %j in no country: %s is disputed', (file, place, area) => {
    expect(ownersOf(file, place)).toEqual({ countries: [], areas: [area] })
  })

  it('have each area in dispute today, in the file of each country that claims it and is near', () => {
    const present = disputedAreas.filter(({ until }) => until === undefined).map(({ name }) => name)
    const shown = new Set(codes.flatMap((code) => read(code).disputed.map(([name]) => name)))
    expect([...shown].sort()).toEqual([...present].sort())
  })
})

describe('the file of first-level areas', () => {
  const text = readFileSync(new URL('../../../public/outline-areas.txt', import.meta.url), 'utf8')
  const files: Record<string, AreaFile> = JSON.parse(text)
  const find = (country: string, name: string) =>
    findArea((each) => indexAreas(files[each] ?? { scale: 1, areas: [], claimed: [] }), country, name)

  it('is small: at most 480 KB, 270 KB with gzip', () => {
    expect(text.length).toBeLessThan(480_000)
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(270_000)
  })

  it('has areas of each country that has provinces in the file of places, but for islands too far apart', () => {
    const placesOf = (code: string): PlaceFile =>
      JSON.parse(readFileSync(new URL(`../../../public/assets/places/${code}.json`, import.meta.url), 'utf8'))
    const withProvinces = codes.filter((code) => placesOf(code).provinces.some(([, , box]) => box !== null))
    expect(withProvinces.filter((code) => files[code] === undefined)).toEqual(['CK', 'SH'])
  })

  it.each([
    ['IQ', 'Anbar', 'Al-Anbar', 'محافظة الأنبار'],
    ['IQ', 'Duhok', 'Dahuk', 'دهوك'],
    ['SY', 'Deir ez-Zor', 'Dayr az-Zawr', 'دير الزور'],
    ['UA', 'Kyiv', 'Kiev', 'Kyiv Oblast'],
    ['UA', 'Odesa', 'Odessa', 'Odessa Oblast'],
    ['YE', 'Saada', "Sa'dah", 'صعدة'],
  ])('knows the names of areas of %s: %s, %s, %s', (country, ...names) => {
    const found = names.map((name) => find(country, name)?.index)
    expect(found[0]).toBeDefined()
    expect(new Set(found).size).toBe(1)
  })

  it.each(['Donetsk', 'Luhansk', 'Kherson', 'Zaporizhzhia', 'Crimea'])(
    'has %s once, in dispute, for both who claim it',
    (name) => {
      expect(find('UA', name)?.isDisputed).toBe(true)
      expect(find('RU', name)?.lines).toEqual(find('UA', name)?.lines)
    },
  )

  it.each([
    ['SY', 'Quneitra', [35.75, 33]],
    ['EG', 'Al Bahr al Ahmar', [35.7, 22.5]],
    ['SD', 'Red Sea', [35.7, 22.5]],
  ] as const)('has %s %s without the ground in dispute at %j', (country, name, place) => {
    const area = find(country, name)
    expect([area === undefined, area?.isDisputed]).toEqual([false, false])
    expect(isWithin(area?.lines ?? [], place)).toBe(false)
  })
})

describe('images of outlines', () => {
  const names = [...codes, world]
  const textIn = (path: string): string =>
    readFileSync(new URL(`../../../public/${path}`, import.meta.url), 'utf8')
  const imageOf = (name: string): string => textIn(`assets/outlines/${name}.svg`)

  it('are those of their files, in the colours of the style sheet', () => {
    const colours = readColours(textIn('sitrep.css'))
    const others = names.filter((name) => imageOf(name) !== formatDrawing(read(name), name, colours))
    expect(others).toEqual([])
    expect(() => readColours(':root { --paper: #ffffff; }')).toThrow('The style sheet sets no --raised.')
  })

  it('have the frames that the Worker knows', () => {
    expect(textIn('outline-frames.txt')).toBe(formatFrames(names.map((name) => [name, frameOf(read(name))])))
  })

  it('show their country apart, and disputed ground in dashed lines', () => {
    expect(names.filter((name) => !imageOf(name).includes('id="own"')).sort()).toEqual(
      names.filter((name) => !read(name).countries.some(([code]) => code === name)).sort(),
    )
    const dashed = names.filter((name) => imageOf(name).includes('class="dashed"'))
    expect(dashed).toEqual(names.filter((name) => read(name).disputed.length > 0))
    expect(dashed).toContain(world)
  })

  it('are small: at most 45 KB, that of Iraq 4 KB, the frames 24 KB', () => {
    const sizeOf = (text: string): number => gzipSync(text, { level: 9 }).length
    expect(names.filter((name) => sizeOf(imageOf(name)) > 45 * 1024)).toEqual([])
    expect(sizeOf(imageOf('IQ'))).toBeLessThan(4 * 1024)
    expect(sizeOf(textIn('outline-frames.txt'))).toBeLessThan(24 * 1024)
  })
})
