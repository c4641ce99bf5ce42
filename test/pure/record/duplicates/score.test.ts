import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import { ar } from '../../../../src/messages/ar.ts'
import { toFeatures } from '../../../../src/record/duplicates/features.ts'
import {
  duplicateThreshold,
  explainDuplicate,
  scoreCandidates,
} from '../../../../src/record/duplicates/score.ts'
import { findLetter } from '../../../../src/text/consonants.ts'
import { fold } from '../../../../src/text/fold.ts'
import { nameSimilarity, parseName } from '../../../../src/text/name-similarity.ts'
import { english } from '../../../../src/text/sentence.ts'

const base: Incident = {
  dataset: 'reports',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: { country: 'SY', place: 'Mayadeen', latitude: 35.0189, longitude: 40.4531, precision: 'exact' },
  summary: 'Mortar shells struck a bakery and two houses near the bridge.',
  sources: [{ publisher: 'One Paper', url: 'https://example.org/one' }],
}

type Part = Partial<Incident>

const other = (part: Part): Incident => ({
  ...base,
  summary: 'Children were hurt when explosions destroyed homes.',
  sources: [{ publisher: 'Another', url: 'https://example.com/two' }],
  ...part,
})

const compare = (a: Part, b: Part) => {
  const [left, right] = [toFeatures(other(a)), toFeatures(other(b))]
  const [score = 0] = scoreCandidates(left, [right])
  const said = explainDuplicate(left, right)
  return { score, reasons: said.map((say) => say(english)), arabicReasons: said.map((say) => say(ar)) }
}
const at = (part: Partial<Incident['location']>): Part => ({ location: { ...base.location, ...part } })
const killed = (best: number): Part => ({ casualties: { deaths: { best } } })
const by = (name: string): Part => ({ actors: [{ name, role: 'perpetrator' }] })
const rockets = (hit: number): Part => ({ weapons: [{ type: 'rocket', hit }] })

/** [what, two records, the reason that is given, whether it speaks for or against one event]. */
const evidence: readonly (readonly [string, Part, Part, string, 'for' | 'against'])[] = [
  ['one day', {}, {}, 'on the same day', 'for'],
  ['a span', {}, { date: '[2022-01-04..2022-01-06]' }, 'the days of one overlap those of the other', 'for'],
  ['a month', {}, { date: '2022-01' }, 'the month of one has the days of the other', 'for'],
  ['the next day', {}, { date: '2022-01-06' }, 'a day apart', 'for'],
  ['four days', {}, { date: '2022-01-09' }, '4 days apart', 'against'],
  ['one hour', { date: '2022-01-05T19:30' }, { date: '2022-01-05T20:00' }, 'at the same hour', 'for'],
  ['other hours', { date: '2022-01-05T04:00' }, { date: '2022-01-05T20:00' }, '16 hours apart', 'against'],
  ['one point', {}, {}, 'at the same point', 'for'],
  ['near points', {}, at({ latitude: 35.03 }), '1.2 km apart', 'for'],
  ['far points', {}, at({ latitude: 35.5 }), '53 km apart', 'against'],
  ['one name', {}, at({ place: 'Al-Mayadin town' }), '“Mayadeen” and “Al-Mayadin town” are one name', 'for'],
  ['two scripts', {}, at({ place: 'الميادين' }), '“Mayadeen” and “الميادين” are one name', 'for'],
  ['other names', {}, at({ place: 'Raqqa' }), '“Mayadeen” and “Raqqa” are different names', 'against'],
  [
    'areas',
    at({ admin1: 'Homs' }),
    at({ admin1: 'Idlib' }),
    'in different areas: “Homs” and “Idlib”',
    'against',
  ],
  ['one kind', {}, {}, 'both are shelling, rocket or missile attack', 'for'],
  [
    'other kinds',
    {},
    { event_subtype: 'suicide_bombing' },
    'one is shelling, rocket or missile attack, the other suicide bombing',
    'against',
  ],
  ['one actor', by('Islamic State'), by('Islamic State'), 'both name “Islamic State”', 'for'],
  ['other actors', by('Islamic State'), by('Northern Brigade'), 'they name different actors', 'against'],
  ['one weapon', rockets(5), rockets(5), 'both with: rocket', 'for'],
  ['one count', rockets(5), rockets(5), '5 munitions hit in both', 'for'],
  ['other counts', rockets(5), rockets(8), '5 or 8 munitions hit', 'against'],
  ['deaths', killed(12), killed(12), '12 killed in both', 'for'],
  ['other deaths', killed(1), killed(12), '1 or 12 killed', 'against'],
  ['at least', killed(12), { casualties: { deaths: { low: 10 } } }, '12 or 10 or more killed', 'for'],
  [
    'words',
    { summary: base.summary ?? '' },
    { summary: base.summary ?? '' },
    'both mention “mortar”, “shells”, “struck”, “bakery”',
    'for',
  ],
  [
    'an address',
    {},
    { sources: [{ url: 'https://example.com/two' }] },
    'both from https://example.com/two',
    'for',
  ],
  [
    'a headline',
    { sources: [{ title: 'Shells on Mayadeen' }] },
    { sources: [{ title: 'Shells on Mayadeen' }] },
    'both from the report “Shells on Mayadeen”',
    'for',
  ],
  [
    'a scheme',
    { external: { scheme: 'ucdp', id: '1' } },
    { external: { scheme: 'ucdp', id: '2' } },
    'two events of ucdp',
    'against',
  ],
  [
    'an id of a scheme',
    { external: { scheme: 'ucdp', id: '1' } },
    { external: { scheme: 'ucdp', id: '1' } },
    'both are ucdp 1',
    'for',
  ],
  [
    'a dataset',
    { dataset: 'coded', reference: 'a' },
    { dataset: 'coded', reference: 'b' },
    'two references of the dataset coded',
    'against',
  ],
  [
    'a link',
    { links: [{ type: 'responds_to', incident: 'b' }] },
    { reference: 'b' },
    'one is linked to the other as another event',
    'against',
  ],
]

describe('what speaks for and against one event is told in words', () => {
  it.each(evidence)('%s', (_, a, b, reason, side) => {
    const { reasons, arabicReasons } = compare(a, b)
    expect(reasons).toContain(side === 'for' ? reason : `but ${reason}`)
    // Latin letters are in values only, which are isolated.
    expect(
      arabicReasons.filter((each) => /[A-Za-z]/.test(each.replace(/\u2068[^\u2069]*\u2069/g, ''))),
    ).toEqual([])
  })

  it.each(evidence.filter(([, , , , side]) => side === 'against'))('and lowers the score: %s', (_, a, b) => {
    expect(compare(a, b).score).toBeLessThan(compare(a, a).score)
  })
})

describe('a likeness', () => {
  it('is the same in both directions, and between 0 and 1', () => {
    for (const [, a, b] of evidence) {
      const { score } = compare(a, b)
      expect(compare(b, a).score).toBeCloseTo(score, 10)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
    }
  })

  it('is not raised by a point that stands for a whole area', () => {
    const centre = at({ precision: 'admin1' })
    const { reasons } = compare(centre, centre)
    expect(reasons.join()).not.toContain('point')
  })

  it('is shared by events that a collection tells apart and that are alike', () => {
    const event = (id: string) => toFeatures(other({ dataset: 'ucdp', external: { scheme: 'ucdp', id } }))
    const report = toFeatures(other({}))
    const [alone = 0] = scoreCandidates(report, [event('1')])
    const among = scoreCandidates(report, ['1', '2', '3', '4'].map(event))
    expect(alone).toBeGreaterThan(duplicateThreshold)
    for (const score of among) expect(score).toBeLessThan(alone / 2)
    const reports = scoreCandidates(report, [toFeatures(other({})), toFeatures(other({}))])
    expect(reports).toEqual([alone, alone])
  })
})

const oneName = [
  ['Al Mayādīn', 'Mayadeen'],
  ['Deir ez-Zor', 'دير الزور'],
  ['Qaḑā’ al Fallūjah', 'الفلوجة'],
  ['Kirkuk Governorate', 'كركوك'],
  ['Ba‘qūbah town', 'بعقوبة'],
  ['Ain al-Asad', 'Ayn Al Assad'],
  ['Kharkiv', 'Харків'],
  ['Al-Qaim', 'Qa’im'],
  ['أبو غريب', 'Abu Ghraib'],
] as const

/** Places of one name in the scripts of their neighbours. */
const acrossScripts =
  `Metula/מטולה Sderot/שדרות Haifa/חיפה Ashkelon/אשקלון Mekelle/መቀሌ Tigray/ትግራይ Adigrat/ዓዲግራት Humera/ሑመራ
  Axum/አክሱም Djakovica/Ђаковица Ljubljana/Љубљана Niš/Ниш Skopje/Скопје Kherson/Херсон Halabja/هەڵەبجە Sulaymaniyah/سلێمانی
  Kunar/کونړ Peshawar/پېښور Quetta/کوئٹہ Karachi/کراچی Lahore/لاہور Yerevan/Երևան Stepanakert/Ստեփանակերտ Gyumri/Գյումրի
  Tbilisi/თბილისი Gori/გორი Thessaloniki/Θεσσαλονίκη Delhi/दिल्ली Srinagar/श्रीनगर Imphal/ইম্ফল Dhaka/ঢাকা Chennai/சென்னை
  Colombo/කොළඹ Hyderabad/హైదరాబాద్ Bengaluru/ಬೆಂಗಳೂರು Kochi/കൊച്ചി Surat/સુરત Yangon/ရန်ကုန် Mandalay/မန္တလေး Sittwe/စစ်တွေ
  Bangkok/บางกอก Pattani/ปัตตานี Tel-Aviv/תל-אביב مطلة/מטולה`
    .split(/\s+/)
    .map((pair) => pair.split('/') as [string, string])

const otherAcrossScripts = [
  ['Metula', 'חיפה'],
  ['Mekelle', 'ጎንደር'],
  ['Yerevan', 'Գյումրի'],
  ['Halabja', 'سلێمانی'],
  ['حيفا', 'מטולה'],
] as const

/** Letters of one script that are vowels, or are written and not read. */
const vowels: Readonly<Record<string, string>> = {
  Cyrillic: 'аеийоуъыьэюяѐёєіїјўѝ',
  Hebrew: 'אי',
  Armenian: 'աեէըիյոօև',
  Georgian: 'აეიოუ',
  Ethiopic: 'አኡኢኣኤእኦኧወዉዊዋዌውዎዏዐዑዒዓዔዕዖየዩዪያዬይዮዯ',
  Arabic: 'ءآأؤإئاعـوىيٱٲٳٴٵٶٷٸیےۄۅۆۇۈۉۊۋۏۍێېۑۓۀ',
  Myanmar: 'ယဝ',
}
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  Cyrillic: [0x430, 0x45f],
  Hebrew: [0x5d0, 0x5ea],
  Armenian: [0x561, 0x587],
  Georgian: [0x10d0, 0x10f0],
  Ethiopic: [0x1200, 0x135a],
  Arabic: [0x621, 0x63a],
  'Arabic of other languages': [0x640, 0x6d3],
  Myanmar: [0x1000, 0x1020],
}

const otherNames = [
  ['Mosul', 'Baghdad'],
  ['الموصل', 'Baghdad'],
  ['Homs', 'Hama'],
  ['Idlib', 'إعزاز'],
] as const

describe('two names', () => {
  const likenessOf = (a: string, b: string): number => {
    const [one, two] = [parseName(a), parseName(b)]
    if (!one || !two) throw new Error('A name has no letter.')
    return nameSimilarity(one, two)
  }

  it.each(oneName)('are one in two spellings: %s, %s', (a, b) => {
    expect(likenessOf(a, b)).toBeGreaterThanOrEqual(0.8)
  })

  it.each(acrossScripts)('are one across scripts: %s, %s', (a, b) => {
    expect(likenessOf(a, b)).toBeGreaterThanOrEqual(0.8)
    const named = (place: string): Part => ({ location: { country: 'SY', place } })
    const { score, reasons } = compare(named(a), { ...named(b), summary: 'Witnesses spoke of a blast.' })
    expect(score).toBeGreaterThanOrEqual(duplicateThreshold)
    expect(reasons).toContain(`“${a}” and “${b}” are one name`)
  })

  it.each(otherAcrossScripts)('are different across scripts: %s, %s', (a, b) => {
    expect(likenessOf(a, b)).toBeLessThan(0.8)
  })

  it('that cannot be compared are neither one nor two', () => {
    expect(likenessOf('Beijing', '北京')).toBe(0.5)
    const { reasons } = compare(at({ place: 'Beijing' }), at({ place: '北京' }))
    expect(reasons.join()).not.toContain('name')
  })

  it.each(Object.entries(ranges))(
    'have a consonant for each letter that is one: %s',
    (script, [first, last]) => {
      const letters = Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i))
      const silent = letters.filter(
        (letter) =>
          /\p{L}/u.test(letter) &&
          [...fold(letter)].every((each) => !findLetter(each)?.readings.some(Boolean)),
      )
      expect(silent.filter((letter) => !vowels[script.split(' ')[0] ?? '']?.includes(letter))).toEqual([])
    },
  )

  it.each(otherNames)('are different: %s, %s', (a, b) => {
    expect(likenessOf(a, b)).toBeLessThan(0.8)
  })
})
