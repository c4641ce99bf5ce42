import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { countries } from '../../../schemas/countries.ts'
import { countries as arabicNames } from '../../../src/messages/ar.ts'
import { findCountryByName, isDividedState, suggestCountries } from '../../../src/record/country-names.ts'
import { formerCountryNames } from '../../../src/record/former-country-names.ts'
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

  it('finds each country by its Arabic name', () => {
    const names = Object.entries(arabicNames)
    expect(names.map(([, name]) => [name, findCountryByName(name)])).toEqual(
      names.map(([code, name]) => [name, code]),
    )
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
    ['Czechoslovakia', ['CZ', 'SK']],
    ['YUG', ['BA', 'HR', 'ME', 'MK', 'RS', 'SI', 'XK']],
    ['former Yugoslavia', ['BA', 'HR', 'ME', 'MK', 'RS', 'SI', 'XK']],
    ['SCG', ['ME', 'RS', 'XK']],
    ['CS', ['CZ', 'ME', 'RS', 'SK', 'XK']],
    ['AN', ['BQ', 'CW', 'SX']],
    ['TP', ['TL']],
    ['DD', ['DE']],
    ['YD', ['YE']],
    ['nowhere at all', []],
  ])('suggests for %j the codes %j', (text, codes) => {
    expect(suggestCountries(text).toSorted()).toEqual(codes)
  })
})

const soviet = ['AM', 'AZ', 'BY', 'EE', 'GE', 'KG', 'KZ', 'LT', 'LV', 'MD', 'RU', 'TJ', 'TM', 'UA', 'UZ']

describe('a state that no longer exists', () => {
  it.each(['Soviet Union', 'USSR', 'the former USSR', 'ex-URSS', 'SU', 'sun', 'الاتحاد السوفياتي'])(
    'is asked about if it has several successors: %s',
    (text) => {
      expect([findCountryByName(text), suggestCountries(text), isDividedState(text)]).toEqual([
        undefined,
        soviet,
        true,
      ])
    },
  )

  it.each([
    ['East Germany', 'DE'],
    ['South Yemen', 'YE'],
    ['Yémen du Sud', 'YE'],
    ['South Vietnam', 'VN'],
    ['Rhodesia', 'ZW'],
    ['New Hebrides', 'VU'],
    ['Dahomey', 'BJ'],
    ['Zaire', 'CD'],
  ])('is read as its one successor: %s', (text, code) => {
    expect([findCountryByName(text), isDividedState(text)]).toEqual([code, false])
  })

  it.each(['TP', 'ZR', 'DD', 'BUR'])(
    'is not read by its code, whose letters mean other things: %s',
    (code) => {
      expect([findCountryByName(code), suggestCountries(code).length]).toEqual([undefined, 1])
    },
  )

  it('takes no name or code from a country of today', () => {
    const wrong = formerCountryNames.flatMap(([name, today]) => {
      const found = suggestCountries(name)
      return found.every((code) => today.includes(code)) ? [] : [[name, found]]
    })
    expect(wrong).toEqual([])
    expect(isDividedState('Iraq')).toBe(false)
  })
})
