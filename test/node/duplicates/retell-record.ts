/** A record as another paper would tell of the same event: other words, counts, spelling, place and date. */

import { toDays } from '../../../schemas/edtf-date.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { splitWords } from '../../../src/text/fold.ts'

export type Random = () => number

/** Mulberry32: numbers from 0 to 1 that a seed determines. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T

/** Towns as Arabic papers write them. */
const arabic: Readonly<Record<string, string>> = {
  ...{
    mosul: 'الموصل',
    baghdad: 'بغداد',
    aleppo: 'حلب',
    'ar raqqah': 'الرقة',
    damascus: 'دمشق',
    daraa: 'درعا',
  },
  ...{
    'deir ez zor': 'دير الزور',
    'al fallujah': 'الفلوجة',
    ramadi: 'الرمادي',
    duma: 'دوما',
    'ba qubah': 'بعقوبة',
  },
  ...{
    'al bab': 'الباب',
    manbij: 'منبج',
    kirkuk: 'كركوك',
    'tall afar': 'تلعفر',
    'khan shaykhun': 'خان شيخون',
  },
  ...{
    tabqa: 'الطبقة',
    harasta: 'حرستا',
    tikrit: 'تكريت',
    'as susah': 'السوسة',
    arbin: 'عربين',
    idlib: 'إدلب',
  },
  ...{ 'al lataminah': 'اللطامنة', 'al mayadin': 'الميادين', samarra: 'سامراء', hajin: 'هجين', homs: 'حمص' },
  ...{ 'al basrah': 'البصرة', 'albu kamal': 'البوكمال', afrin: 'عفرين', bayji: 'بيجي', saraqib: 'سراقب' },
  ...{
    'al qa im': 'القائم',
    darayya: 'داريا',
    hit: 'هيت',
    hawijah: 'الحويجة',
    karbala: 'كربلاء',
    sinjar: 'سنجار',
  },
  ...{ balad: 'بلد', 'abu ghurayb': 'أبو غريب', tarmiya: 'الطارمية', miqdadiyah: 'المقدادية', azaz: 'أعزاز' },
  ...{ 'kfar tebnit': 'كفرتبنيت', arnoun: 'أرنون', khiam: 'الخيام', bint: 'بنت جبيل', taybeh: 'الطيبة' },
}

const others: Readonly<Record<string, readonly string[]>> = {
  IS: ['Islamic State', 'ISIL', 'IS', 'داعش', 'Islamic State group'],
  'Government of Iraq': ['Iraqi army', 'Iraqi security forces', 'government of Iraq', 'القوات العراقية'],
  'Government of Syria': ['Syrian army', 'Syrian government', 'regime forces', 'الجيش السوري'],
  'Syrian insurgents': ['rebels', 'Syrian rebels', 'opposition fighters'],
}

const bare = (name: string): string =>
  splitWords(name)
    .filter((word) => !/^(town|city|village|suburb|province|governorate|district)$/.test(word))
    .join(' ')

const spellings: readonly (readonly [RegExp, string])[] = [
  [/^(al|ar|as|ash|ad|az|an) /, 'Al-'],
  [/u/, 'ou'],
  [/i(?=[a-z]$)/, 'ee'],
  [/q/, 'k'],
  [/ah$/, 'a'],
  [/ay/, 'ei'],
  [/iy/, 'i'],
  [/kh/, 'h'],
  [/dh/, 'd'],
]

/** A name in another spelling, or as Arabic has it. */
const respelled = (name: string, random: Random, inArabic: boolean): string => {
  const plain = bare(name)
  const known = arabic[plain]
  if (inArabic && known !== undefined) return known
  const changes = spellings.filter(() => random() < 0.35)
  const changed = changes.reduce((text, [from, to]) => text.replace(from, to), plain)
  return changed.replace(/(^|[ -])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
}

const day = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

const redated = (date: string, random: Random): string => {
  const { start, end } = toDays(date)
  const first = start === end || random() < 0.6 ? start : end
  const dice = random()
  if (dice < 0.66) return first
  if (dice < 0.8) return day(first, 1)
  if (dice < 0.86) return `${first}~`
  if (dice < 0.94) return `[${first}..${day(first, 2)}]`
  return first.slice(0, 7)
}

/** Moves a point by up to so many kilometres. */
const moved = (degrees: number, kilometres: number, random: Random): number =>
  Math.round((degrees + ((random() * 2 - 1) * kilometres) / 111) * 1e4) / 1e4

const replaced = ({ location }: Incident, random: Random, inArabic: boolean): Incident['location'] => {
  const { country, latitude, longitude, place, precision, admin1 } = location
  const name = place === undefined ? {} : { place: respelled(place, random, inArabic) }
  const dice = random()
  if (latitude === undefined || longitude === undefined || (place !== undefined && dice < 0.2))
    return { country, ...name, ...(admin1 && random() < 0.5 ? { admin1: bare(admin1) } : {}) }
  const near = dice < 0.4
  const off = near ? 10 : place === undefined ? 0.6 : 3
  const point = { latitude: moved(latitude, off, random), longitude: moved(longitude, off, random) }
  return { country, ...name, ...point, precision: near ? 'near' : (precision ?? 'exact') }
}

const recounted = (record: Incident, random: Random): Pick<Incident, 'casualties'> => {
  const best = record.casualties?.deaths?.best
  const dice = random()
  if (best === undefined || dice < 0.1) return {}
  if (dice < 0.5) return { casualties: { deaths: { best } } }
  if (dice < 0.65) return { casualties: { deaths: { low: Math.max(0, best - (best > 3 ? 1 : 0)) } } }
  const off = Math.max(1, Math.round(best * 0.35 * random()))
  const other = Math.max(0, random() < 0.5 ? best + off : best - off)
  return { casualties: { deaths: { best: other }, injuries: { best: Math.floor(random() * 20) } } }
}

const renamed = ({ actors = [] }: Incident, random: Random): Pick<Incident, 'actors'> => {
  const kept = actors.filter(() => random() < 0.65)
  if (kept.length === 0) return {}
  return {
    actors: kept.map((actor) => {
      const known = others[actor.name ?? '']
      return known ? { ...actor, name: pick(random, known) } : actor
    }),
  }
}

const openings = ['Residents spoke of', 'Medics confirmed', 'A local council told of', 'Witnesses described']
const inArabicWords = [
  'قال شهود عيان إن انفجارا وقع',
  'أفادت مصادر طبية بسقوط ضحايا',
  'تحدث سكان عن اشتباكات',
]

/** Another paper does not write who reported it first. */
const agencies = new Set(
  'agence france presse reuters news associated press monitoring middle east arabic sharqiyah factbox sohr programme summary television satellite'.split(
    ' ',
  ),
)

const retoldTexts = (record: Incident, place: string, random: Random, inArabic: boolean) => {
  if (inArabic)
    return { title: `${pick(random, inArabicWords)} ${place}`, summary: pick(random, inArabicWords) }
  const words = splitWords([record.title, record.summary, record.sources[0]?.title].filter(Boolean).join(' '))
  const some = words.filter((word) => word.length > 3 && !agencies.has(word) && random() < 0.4).reverse()
  return {
    title: `${pick(random, openings)} violence ${place === '' ? '' : `around ${place}`}`.trim(),
    summary: `${pick(random, openings)} what happened: ${some.join(' ')}.`,
  }
}

/** The same event as another paper files it. */
export const retellRecord = (record: Incident, random: Random, i: number): Incident => {
  const inArabic = random() < 0.25
  const location = replaced(record, random, inArabic)
  const { event_type, event_subtype } = record
  const closer = event_subtype !== undefined && random() < 0.7 ? { event_subtype } : {}
  return {
    dataset: 'reports',
    event_type,
    ...closer,
    date: redated(record.date, random),
    location,
    ...renamed(record, random),
    ...recounted(record, random),
    sources: [{ publisher: 'The Other Paper', url: `https://example.org/other/${i}` }],
    ...retoldTexts(record, location.place ?? '', random, inArabic),
  }
}
