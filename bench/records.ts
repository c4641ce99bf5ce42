/** Generated records: identical for the same number, with the size and mix of scripts of real files. */

type Random = () => number

/** Mulberry32: a small pseudo-random generator of numbers from 0 to 1. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const latin =
  'rockets fell near the base at night and two of them hit an empty hangar while the others landed in open fields, the officer said; no group claimed the attack and the sirens were heard in the town'.split(
    ' ',
  )
const arabic =
  'سقطت صواريخ قرب القاعدة ليلا وأصاب اثنان منها حظيرة فارغة بينما سقطت الأخرى في حقول مفتوحة قال الضابط ولم تتبن أي جماعة الهجوم'.split(
    ' ',
  )
const places = [
  'Ain al-Asad',
  'Baghdad airport',
  'Green Village',
  'Mayadeen',
  'Qaḑā’ Hīt',
  'Erbil',
  'Balad',
  'Taji',
]
const countries = ['IQ', 'SY', 'YE', 'LB', 'UA', 'SD']
const subtypes = ['shelling', 'drone_strike', 'air_strike', 'explosive_device'] as const
const weapons = ['rocket', 'mortar', 'drone_one_way', 'artillery'] as const
const groups = [
  'Qassem Al Jabarayn',
  'unknown gunmen',
  'Northern Brigade',
  'coalition forces',
  'كتائب الشمال',
]

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
const randomBelow = (random: Random, limit: number): number => Math.floor(random() * limit)
const randomWords = (random: Random, from: readonly string[], howMany: number): string =>
  Array.from({ length: howMany }, () => pick(random, from)).join(' ')
const padTwo = (value: number): string => String(value).padStart(2, '0')

/** Returns the i-th record of a dataset. One in eight has Arabic text. */
export const generateRecord = (i: number, dataset = 'bench') => {
  const random = createRandom(i + 1)
  const isArabic = i % 8 === 0
  const text = isArabic ? arabic : latin
  const day = `${2015 + randomBelow(random, 10)}-${padTwo(1 + randomBelow(random, 12))}-${padTwo(1 + randomBelow(random, 28))}`
  const deaths = randomBelow(random, 6)
  const fired = 1 + randomBelow(random, 12)
  const hit = randomBelow(random, fired + 1)
  return {
    dataset,
    reference: `${dataset}-${i}`,
    event_type: 'remote_violence',
    event_subtype: pick(random, subtypes),
    outcome: hit === 0 ? 'missed' : 'mixed',
    date: day,
    location: {
      country: pick(random, countries),
      admin1: pick(random, ['Anbar', 'Deir ez-Zor', 'Nineveh', 'Aden']),
      place: pick(random, places),
      latitude: Math.round((20 + random() * 20) * 1e4) / 1e4,
      longitude: Math.round((35 + random() * 20) * 1e4) / 1e4,
      precision: pick(random, ['exact', 'near', 'admin2', 'admin1']),
    },
    actors: [
      { name: pick(random, groups), role: 'perpetrator', type: 'political_militia' },
      { name: 'coalition forces', role: 'target', type: 'external_forces' },
    ],
    weapons: [{ type: pick(random, weapons), model: 'Katyusha', fired, hit, missed: fired - hit }],
    casualties:
      deaths === 0
        ? { reported: 'none', deaths: { best: 0 } }
        : { reported: 'some', deaths: { low: deaths - 1, best: deaths, high: deaths + 2 } },
    series: `series-${i % 50}`,
    tags: [pick(random, ['night', 'base', 'convoy']), 'bench'],
    sources: [
      {
        publisher: 'Example News',
        url: `https://example.org/${i}`,
        published: day,
        language: isArabic ? 'ar' : 'en',
      },
      { publisher: 'The Second Paper', url: `https://example.com/reports/${i}` },
    ],
    title: `${randomWords(random, text, 6)} ${i}`,
    summary: randomWords(random, text, 40 + randomBelow(random, 40)),
  }
}
