import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { countries } from '../../../schemas/countries.ts'
import { findCountryByName, suggestCountries } from '../../../src/record/country-names.ts'
import { furtherCountryNames } from '../../../src/record/further-country-names.ts'

describe('findCountryByName', () => {
  it.each([
    [
      'IQ',
      [
        'Iraq',
        'IRAQ ',
        'irq',
        'iq',
        'Irak',
        'العراق',
        'عراق',
        'الْعِرَاق',
        'Republic of Iraq',
        'جمهورية العراق',
      ],
    ],
    ['SY', ['SYR', 'Syrian Arab Republic', 'Syrie', 'سوريا', 'سورية', 'Republic of Syria']],
    ['GB', ['UK', 'U.K.', 'Great Britain', 'Royaume-Uni', 'المملكة المتحدة']],
    ['US', ['USA', 'U.S.', 'United States of America', 'États-Unis', 'Etats Unis']],
    ['MM', ['Burma', 'Myanmar', 'Myanmar (Burma)', 'Burma (Myanmar)', 'بورما']],
    ['CI', ["Cote d'Ivoire", 'Côte d’Ivoire', 'Ivory Coast', 'كوت ديفوار']],
    ['CD', ['DRC', 'Congo, Dem. Rep.', 'Congo (Kinshasa)', 'Zaire', 'Congo, The Democratic Republic of the']],
    ['CG', ['Congo (Brazzaville)', 'Republic of the Congo', 'Congo, Rep.']],
    ['KR', ['Korea, Republic of', 'Korea, Rep.', 'South Korea', 'S. Korea']],
    ['KP', ["Korea (Democratic People's Republic of)", 'DPRK', 'كوريا الشمالية']],
    ['IR', ['Iran (Islamic Republic of)', 'Iran, Islamic Rep.', 'ايران']],
    ['IL', ['Israel', 'Israël', 'إسرائيل', 'اسرائيل', 'State of Israel']],
    ['PS', ['Palestine', 'State of Palestine', 'Gaza Strip', 'فلسطين']],
    ['BA', ['Bosnia and Herzegovina', 'Bosnia & Herzegovina', 'البوسنة و الهرسك']],
    ['TW', ['Taiwan', 'Republic of China']],
    ['KH', ['Cambodia (Kampuchea)', 'Cambodge']],
    ['SS', ['Sudan (South)', 'S. Sudan', 'جنوب السودان']],
    ['LC', ['St. Lucia', 'Saint Lucia', 'Sainte-Lucie']],
    ['XK', ['Kosovo', 'XKX', 'كوسوفو']],
    ['XZ', ['International waters', 'High seas', 'المياه الدولية']],
    ['NA', ['Namibia', 'NAM', 'Namibie', 'ناميبيا']],
  ])('finds %s', (code, names) => {
    expect(names.map((name) => [name, findCountryByName(name)])).toEqual(names.map((name) => [name, code]))
  })

  it.each([
    '',
    ' ',
    'Congo',
    'Korea',
    'كوريا',
    'NA',
    'na',
    '368',
    'Iraqi',
    'Islamic State',
    'République',
    'x'.repeat(200),
  ])('finds nothing for %j, which names none or several', (name) => {
    expect(findCountryByName(name)).toBeUndefined()
  })

  it('finds each name of its tables, except those that two countries share', () => {
    const shared = new Set(['Congo', 'الكونغو', 'Korea', 'Corée', 'كوريا'])
    const tables: readonly Readonly<Record<string, string | readonly string[]>>[] = [
      countries,
      english.countries,
      furtherCountryNames,
    ]
    const wrong = tables.flatMap((table) =>
      Object.entries(table).flatMap(([code, names]) =>
        [names].flat().filter((name) => !shared.has(name) && findCountryByName(name) !== code),
      ),
    )
    expect(wrong).toEqual([])
  })
})

describe('suggestCountries', () => {
  it.each([
    ['Congo', ['CD', 'CG']],
    ['368', ['IQ']],
    ['004', ['AF']],
    ['Syrai', ['SY']],
    ['Iraqi', ['IQ']],
    ['NA', ['NA']],
    ['nowhere at all', []],
  ])('suggests for %j the codes %j', (text, codes) => {
    expect(suggestCountries(text).toSorted()).toEqual(codes)
  })
})
