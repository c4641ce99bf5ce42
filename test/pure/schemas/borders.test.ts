import { iso1A2Code } from '@rapideditor/country-coder'
import { describe, expect, it } from 'vitest'
import { isExcused } from '../../../schemas/borders.ts'
import { type DisputedArea, disputedAreas, disputedAreasDate } from '../../../schemas/disputed-areas.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { isInCountry } from '../../../src/web/country-lookup.ts'
import { minimalRecord } from '../rule-cases.ts'

const context = { now: Date.parse('2026-06-15T12:00:00Z'), isInCountry }

/** Returns whether a record of the country there gets a warning. */
const isWarned = (country: string, [latitude, longitude]: Point, date = '2023-05-01'): boolean => {
  const location = { country, latitude, longitude }
  const { errors, warnings } = validate({ ...minimalRecord, date, location }, context)
  expect(errors).toEqual([])
  return warnings.some(({ rule }) => rule === 'location.outside')
}

type Point = readonly [latitude: number, longitude: number]

/** Places in each area. */
const inside: Readonly<Record<string, readonly Point[]>> = {
  Crimea: [
    [44.95, 34.1],
    [45.35, 36.47],
    [44.6, 33.53],
    [45.95, 33.8],
  ],
  'Donetsk, Kherson, Luhansk and Zaporizhzhia regions': [
    [48.57, 39.31],
    [48.0, 37.8],
    [48.28, 37.18],
    [47.84, 35.14],
    [46.64, 32.62],
    [49.41, 38.15],
    [46.17, 34.8],
  ],
  'Golan Heights': [
    [33.0, 35.8],
    [33.13, 35.78],
    [32.78, 35.7],
    [33.31, 35.77],
  ],
  'Shebaa farms': [[33.3, 35.72]],
  Ghajar: [[33.273, 35.625]],
  'West Bank, with East Jerusalem': [
    [31.778, 35.235],
    [31.9, 35.2],
    [31.53, 35.1],
    [32.46, 35.3],
    [31.86, 35.46],
    [31.835, 35.24],
  ],
  'Gaza Strip': [
    [31.5, 34.45],
    [31.28, 34.25],
  ],
  'Western Sahara': [
    [27.15, -13.2],
    [23.71, -15.93],
    [26.74, -11.68],
    [22.3, -14.3],
  ],
  'Northern Cyprus and the buffer zone': [
    [35.25, 33.6],
    [35.11, 33.92],
    [35.18, 33.36],
    [35.34, 33.32],
  ],
  Kosovo: [
    [42.66, 21.17],
    [42.9, 20.87],
    [42.21, 20.74],
  ],
  'Jammu and Kashmir': [
    [34.08, 74.8],
    [34.37, 73.47],
    [35.92, 74.31],
    [34.15, 77.58],
    [32.73, 74.86],
    [33.15, 73.75],
    [35.42, 74.1],
    [32.37, 75.52],
  ],
  'Aksai Chin and the line of actual control': [
    [35.2, 79.2],
    [34.7, 78.4],
  ],
  'Shaksgam valley': [[36.1, 76.7]],
  'Arunachal Pradesh': [
    [27.58, 91.87],
    [28.07, 95.33],
    [27.1, 93.6],
    [28.15, 97.02],
  ],
  Doklam: [[27.3, 88.95]],
  Abyei: [[9.6, 28.44]],
  'Kafia Kingi': [[9.3, 24.0]],
  'Halaib triangle': [
    [22.22, 36.65],
    [23.0, 35.55],
  ],
  'Ilemi triangle': [[5.1, 35.5]],
  Doumeira: [[12.71, 43.13]],
  Essequibo: [
    [6.0, -59.5],
    [3.38, -59.8],
    [6.4, -58.7],
  ],
  'Falkland Islands (Malvinas)': [[-51.69, -57.86]],
  'South Georgia and South Sandwich Islands': [
    [-54.28, -36.51],
    [-57.8, -26.46],
  ],
  'Southern Kuril Islands': [
    [44.03, 145.86],
    [45.23, 147.88],
    [43.8, 146.75],
    [43.43, 145.9],
  ],
  'Liancourt Rocks': [[37.24, 131.865]],
  'Senkaku Islands': [[25.75, 123.48]],
  Taiwan: [
    [25.04, 121.5],
    [24.43, 118.32],
    [20.7, 116.72],
    [26.16, 119.95],
  ],
  'Paracel Islands': [[16.83, 112.33]],
  'Scarborough Shoal': [[15.13, 117.76]],
  'Spratly Islands': [[10.38, 114.37]],
  'Preah Vihear': [[14.39, 104.68]],
  'Abu Musa and the Tunbs': [
    [25.87, 55.03],
    [26.26, 55.3],
  ],
  'Ceuta and Melilla': [
    [35.89, -5.31],
    [35.29, -2.94],
  ],
  Gibraltar: [[36.14, -5.35]],
  'Chagos Archipelago': [[-7.3, 72.4]],
  Mayotte: [[-12.8, 45.15]],
}

/** Places near an area, each with a country that passes inside. */
const outside: readonly (readonly [place: string, country: string, point: Point])[] = [
  ['Henichesk Raion, north of Crimea, before the claim', 'RU', [46.6, 34.5]],
  ['Izium', 'RU', [49.2, 37.26]],
  ['Kupiansk', 'RU', [49.71, 37.61]],
  ['Nikopol', 'RU', [47.57, 34.4]],
  ['Mykolaiv', 'RU', [46.97, 32.0]],
  ['Tiberias', 'SY', [32.79, 35.53]],
  ['Kiryat Shmona', 'SY', [33.21, 35.57]],
  ['Quneitra', 'IL', [33.12, 35.83]],
  ['Marjayoun', 'IL', [33.36, 35.59]],
  ['the Knesset', 'PS', [31.777, 35.205]],
  ['Kfar Saba', 'PS', [32.18, 34.91]],
  ['Jordan, across the river', 'IL', [31.9, 35.65]],
  ['Sderot', 'PS', [31.53, 34.6]],
  ['Rafah in Egypt', 'IL', [31.28, 34.2]],
  ['Tarfaya', 'EH', [27.94, -12.93]],
  ['Zouérat', 'MA', [22.73, -12.47]],
  ['Raška', 'XK', [43.28, 20.62]],
  ['Vranje', 'XK', [42.55, 21.9]],
  ['Kukës', 'RS', [42.08, 20.42]],
  ['Sialkot', 'IN', [32.49, 74.53]],
  ['Abbottabad', 'IN', [34.15, 73.21]],
  ['Dasu', 'IN', [35.29, 73.29]],
  ['Chitral', 'IN', [35.85, 71.79]],
  ['Pathankot', 'PK', [32.27, 75.65]],
  ['Keylong', 'PK', [32.57, 77.03]],
  ['Shiquanhe', 'IN', [32.5, 80.1]],
  ['North Lakhimpur', 'CN', [27.24, 94.1]],
  ['Tezpur', 'CN', [26.63, 92.8]],
  ['Trashigang', 'CN', [27.33, 91.55]],
  ['Muglad', 'SS', [11.03, 27.74]],
  ['Aweil', 'SD', [8.77, 27.4]],
  ['Aswan', 'SD', [24.09, 32.9]],
  ['Lodwar', 'SS', [3.12, 35.6]],
  ['Georgetown', 'VE', [6.8, -58.16]],
  ['Linden', 'VE', [6.0, -58.3]],
  ['Nemuro', 'RU', [43.33, 145.58]],
  ['Rausu', 'RU', [44.02, 145.19]],
  ['Xiamen', 'TW', [24.48, 118.09]],
  ['Puerto Princesa', 'CN', [9.74, 118.74]],
  ['Tangier', 'ES', [35.77, -5.8]],
  ['Algeciras', 'GI', [36.13, -5.46]],
  ['Calabar', 'CM', [4.95, 8.33]],
  ['Yerevan', 'AZ', [40.18, 44.51]],
  ['Baku', 'AM', [40.38, 49.87]],
]

const areasNow = disputedAreas.filter(({ until }) => until === undefined)

describe('the list of disputed areas', () => {
  it('has places of each area that is disputed now', () => {
    expect(Object.keys(inside).toSorted()).toEqual(areasNow.map(({ name }) => name).toSorted())
  })

  it('states its day, and of each area a source and more than one country, or the only one that claims it', () => {
    expect(disputedAreasDate).toMatch(/^20\d\d-\d\d-\d\d$/)
    for (const { name, codes, source, rings } of disputedAreas) {
      expect([name, source]).toEqual([name, expect.stringMatching(/\d{4}/)])
      expect([name, new Set(codes).size]).toEqual([name, codes.length])
      if (name !== 'Northern Cyprus and the buffer zone') expect(codes.length).toBeGreaterThan(1)
      for (const [longitude, latitude] of rings.flat()) {
        expect(Math.abs(longitude)).toBeLessThan(180)
        expect(Math.abs(latitude)).toBeLessThan(90)
      }
    }
  })
})

const isClaimedBy = (country: string, position: readonly [number, number]): boolean =>
  isExcused(country, position, { start: '2023-05-01', end: '2023-05-01' }, () => false)

/** Returns the positions of a grid over the outlines of an area that are inside one of them. */
const gridOf = ({ codes, rings }: DisputedArea): readonly (readonly [number, number])[] => {
  const steps = Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20)
  return rings.flatMap((ring) => {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
    const along = (all: readonly number[], step: number) =>
      Math.min(...all) + step * (Math.max(...all) - Math.min(...all))
    return steps
      .flatMap((x) => steps.map((y) => [along(xs, x), along(ys, y)] as const))
      .filter((position) => isClaimedBy(codes[0] ?? '', position))
  })
}

describe('the outline of a disputed area', () => {
  it.each(areasNow)('takes in little of other countries: $name', (area) => {
    const positions = gridOf(area)
    const others = positions.filter((position) => {
      const holder = iso1A2Code([...position])
      const passes = area.codes.some((code) => isInCountry(code, ...position))
      return holder !== null && !passes && !isClaimedBy(holder, position)
    })
    expect(positions.length).toBeGreaterThan(50)
    expect(others.length / positions.length).toBeLessThan(0.03)
  })
})

describe('a place in a disputed area', () => {
  it.each(areasNow)('warns of none that claims it, and of others: $name', ({ name, codes }: DisputedArea) => {
    for (const point of inside[name] ?? []) {
      const warned = [...codes, 'FJ'].filter((code) => isWarned(code, point))
      expect([point, warned]).toEqual([point, ['FJ']])
    }
  })
})

describe('a place beside a disputed area', () => {
  it.each(outside)('is judged by the map: %s is not in %s', (_, country, point) => {
    const date = point[0] === 46.6 ? '2022-09-29' : undefined
    expect(isWarned(country, point, date)).toBe(true)
  })
})

describe('a border of another time', () => {
  it.each([
    ['Kherson', 'RU', [46.64, 32.62], '2022-09-29', '2022-09-30'],
    ['Kherson, by the month', 'RU', [46.64, 32.62], '2022-08', '2022-09'],
    ['Stepanakert', 'AM', [39.82, 46.75], '2024-01-01', '2023-09-19'],
    ['Bakassi', 'NG', [4.7, 8.65], '2008-08-14', '2006-08-13'],
    ['Juba', 'SD', [4.85, 31.6], '2011-07-09', '2011-07-08'],
    ['Asmara', 'ET', [15.33, 38.93], '1993-05-24', '1990'],
    ['Dili', 'ID', [-8.56, 125.57], '1999-10-25', '1991-11-12'],
    ['Vukovar', 'RS', [45.35, 19.0], '1992-05-01', '1991-09'],
    ['Podgorica', 'RS', [42.44, 19.26], '2006-06-03', '1999-03-24'],
    ['Tbilisi', 'RU', [41.7, 44.8], '1991-12-26', '1989-04-09'],
    ['Vilnius', 'RU', [54.69, 25.28], '1991-09-06', '1991-01-13'],
    ['Windhoek', 'ZA', [-22.56, 17.08], '1990-03-21', '1988-12'],
    ['Hong Kong', 'GB', [22.28, 114.16], '1997-07-01', '1997-06-30'],
    ['Macau', 'PT', [22.19, 113.54], '1999-12-20', '1999-12-19'],
    ['Dhaka', 'PK', [23.81, 90.41], '1971-12-16', '1971-03-25'],
  ] as const)('counts on the days that it had: %s, %s', (_, country, point, after, before) => {
    expect([before, isWarned(country, point, before)]).toEqual([before, false])
    expect([after, isWarned(country, point, after)]).toEqual([after, true])
  })
})
