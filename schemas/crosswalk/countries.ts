/** Names and numbers of countries in other projects. */
import { countries } from '../countries.ts'

export type CountryCode = keyof typeof countries

/** ISO 3166-1 numeric codes, without leading zeros; Kosovo and international waters have none. */
// biome-ignore format: a table of 249 entries reads better with several on a line
export const isoNumbers: Readonly<Partial<Record<CountryCode, number>>> = {
  AD: 20, AE: 784, AF: 4, AG: 28, AI: 660, AL: 8, AM: 51, AO: 24, AQ: 10, AR: 32, AS: 16, AT: 40, AU: 36,
  AW: 533, AX: 248, AZ: 31, BA: 70, BB: 52, BD: 50, BE: 56, BF: 854, BG: 100, BH: 48, BI: 108, BJ: 204,
  BL: 652, BM: 60, BN: 96, BO: 68, BQ: 535, BR: 76, BS: 44, BT: 64, BV: 74, BW: 72, BY: 112, BZ: 84,
  CA: 124, CC: 166, CD: 180, CF: 140, CG: 178, CH: 756, CI: 384, CK: 184, CL: 152, CM: 120, CN: 156,
  CO: 170, CR: 188, CU: 192, CV: 132, CW: 531, CX: 162, CY: 196, CZ: 203, DE: 276, DJ: 262, DK: 208,
  DM: 212, DO: 214, DZ: 12, EC: 218, EE: 233, EG: 818, EH: 732, ER: 232, ES: 724, ET: 231, FI: 246,
  FJ: 242, FK: 238, FM: 583, FO: 234, FR: 250, GA: 266, GB: 826, GD: 308, GE: 268, GF: 254, GG: 831,
  GH: 288, GI: 292, GL: 304, GM: 270, GN: 324, GP: 312, GQ: 226, GR: 300, GS: 239, GT: 320, GU: 316,
  GW: 624, GY: 328, HK: 344, HM: 334, HN: 340, HR: 191, HT: 332, HU: 348, ID: 360, IE: 372, IL: 376,
  IM: 833, IN: 356, IO: 86, IQ: 368, IR: 364, IS: 352, IT: 380, JE: 832, JM: 388, JO: 400, JP: 392,
  KE: 404, KG: 417, KH: 116, KI: 296, KM: 174, KN: 659, KP: 408, KR: 410, KW: 414, KY: 136, KZ: 398,
  LA: 418, LB: 422, LC: 662, LI: 438, LK: 144, LR: 430, LS: 426, LT: 440, LU: 442, LV: 428, LY: 434,
  MA: 504, MC: 492, MD: 498, ME: 499, MF: 663, MG: 450, MH: 584, MK: 807, ML: 466, MM: 104, MN: 496,
  MO: 446, MP: 580, MQ: 474, MR: 478, MS: 500, MT: 470, MU: 480, MV: 462, MW: 454, MX: 484, MY: 458,
  MZ: 508, NA: 516, NC: 540, NE: 562, NF: 574, NG: 566, NI: 558, NL: 528, NO: 578, NP: 524, NR: 520,
  NU: 570, NZ: 554, OM: 512, PA: 591, PE: 604, PF: 258, PG: 598, PH: 608, PK: 586, PL: 616, PM: 666,
  PN: 612, PR: 630, PS: 275, PT: 620, PW: 585, PY: 600, QA: 634, RE: 638, RO: 642, RS: 688, RU: 643,
  RW: 646, SA: 682, SB: 90, SC: 690, SD: 729, SE: 752, SG: 702, SH: 654, SI: 705, SJ: 744, SK: 703,
  SL: 694, SM: 674, SN: 686, SO: 706, SR: 740, SS: 728, ST: 678, SV: 222, SX: 534, SY: 760, SZ: 748,
  TC: 796, TD: 148, TF: 260, TG: 768, TH: 764, TJ: 762, TK: 772, TL: 626, TM: 795, TN: 788, TO: 776,
  TR: 792, TT: 780, TV: 798, TW: 158, TZ: 834, UA: 804, UG: 800, UM: 581, US: 840, UY: 858, UZ: 860,
  VA: 336, VC: 670, VE: 862, VG: 92, VI: 850, VN: 704, VU: 548, WF: 876, WS: 882, YE: 887, YT: 175,
  ZA: 710, ZM: 894, ZW: 716,
}

/** Names of other projects that differ from ours. */
// biome-ignore format: a table of some dozens of entries reads better with several on a line
const alternativeNames: Readonly<Record<string, CountryCode>> = {
  'Bosnia-Herzegovina': 'BA', 'Bosnia and Herzegovina': 'BA', 'Antigua and Barbuda': 'AG', Bahamas: 'BS',
  Burma: 'MM', Myanmar: 'MM', 'Cabo Verde': 'CV', 'Cambodia (Kampuchea)': 'KH', Congo: 'CG',
  'Congo-Brazzaville': 'CG', 'Republic of Congo': 'CG', 'Republic of the Congo': 'CG',
  'Congo-Kinshasa': 'CD', 'DR Congo (Zaire)': 'CD', 'Democratic Republic of Congo': 'CD',
  'Democratic Republic of the Congo': 'CD', Zaire: 'CD', 'Cote d\'Ivoire': 'CI', 'Ivory Coast': 'CI',
  'Czech Republic': 'CZ', 'East Timor': 'TL', 'Hong Kong': 'HK', 'Kingdom of eSwatini (Swaziland)': 'SZ',
  Swaziland: 'SZ', eSwatini: 'SZ', 'Macedonia, FYR': 'MK', Macedonia: 'MK', Macau: 'MO',
  'Madagascar (Malagasy)': 'MG', Palestine: 'PS', 'West Bank and Gaza Strip': 'PS', Rhodesia: 'ZW',
  'Zimbabwe (Rhodesia)': 'ZW', Rumania: 'RO', 'Russia (Soviet Union)': 'RU', 'Saint Lucia': 'LC',
  'Saint Kitts and Nevis': 'KN', 'St. Kitts and Nevis': 'KN', 'Saint Vincent and the Grenadines': 'VC',
  'Sao Tome and Principe': 'ST', 'Serbia (Yugoslavia)': 'RS', 'Slovak Republic': 'SK',
  'Trinidad and Tobago': 'TT', Turkey: 'TR', 'United States of America': 'US',
  'Vietnam (North Vietnam)': 'VN', 'Yemen (North Yemen)': 'YE',
  'Akrotiri and Dhekelia': 'GB', 'Aland Islands': 'AX', 'Bailiwick of Guernsey': 'GG', 'Bailiwick of Jersey': 'JE',
  'Belarus (Byelorussia)': 'BY', Bonaire: 'BQ', 'Bonaire, Sint Eustatius and Saba': 'BQ',
  'Brunei Darussalam': 'BN', 'Burkina Faso (Upper Volta)': 'BF', 'China, Hong Kong SAR': 'HK',
  'Congo (Brazzaville)': 'CG', 'Congo (Kinshasa)': 'CD', 'Congo, Democratic Republic of': 'CD',
  'Congo, Democratic Republic of (Zaire)': 'CD', 'Congo, Republic of': 'CG', 'Falkland Islands (Malvinas)': 'FK',
  'Federated States of Micronesia': 'FM', 'French Southern and Antarctic Lands': 'TF',
  'German Federal Republic': 'DE', 'Gambia, The': 'GM', 'Great Britain': 'GB', 'Guinea Bissau': 'GW',
  'Heard Island and McDonald Islands': 'HM', 'Holy See': 'VA', 'Iran (Persia)': 'IR',
  'Iran, Islamic Republic of': 'IR', 'Italy/Sardinia': 'IT',
  'Korea, North': 'KP', "Korea, People's Republic of": 'KP', 'Korea, Republic of': 'KR', 'Korea, South': 'KR',
  'Kyrgyz Republic': 'KG', "Lao People's Democratic Republic": 'LA', 'Macedonia (Former Yugoslav Republic of)': 'MK',
  'Man, Isle of': 'IM', 'Moldova, Republic of': 'MD', 'Palestinian Territory': 'PS',
  'Palestinian Territory, Occupied': 'PS', 'Occupied Palestinian Territory': 'PS', 'Republic of Korea': 'KR',
  'Republic of Moldova': 'MD', 'Russian Federation': 'RU', 'Saint Barthelemy': 'BL', 'Saint-Barthelemy': 'BL',
  'Saint Helena, Ascension and Tristan da Cunha': 'SH', 'Saint Martin (French part)': 'MF',
  'Saint Pierre and Miquelon': 'PM', 'Sint Maarten (Dutch part)': 'SX',
  'South Georgia and the South Sandwich Islands': 'GS', 'Sri Lanka (Ceylon)': 'LK', Surinam: 'SR',
  'Svalbard and Jan Mayen': 'SJ', 'Swaziland (Eswatini)': 'SZ', 'Syrian Arab Republic': 'SY',
  'Taiwan, Province of China': 'TW', 'Tanzania/Tanganyika': 'TZ', 'Tanzania, United Republic of': 'TZ',
  'Turkey (Ottoman Empire)': 'TR', 'Turkey/Ottoman Empire': 'TR', Turkiye: 'TR', 'Turks and Caicos Islands': 'TC',
  'U.S. Virgin Islands': 'VI', 'United Republic of Tanzania': 'TZ', 'United States Minor Outlying Islands': 'UM',
  'United States Virgin Islands': 'VI', 'Virgin Islands, British': 'VG', 'Virgin Islands (U.S.)': 'VI',
  'Virgin Islands, U.S.': 'VI', 'Viet Nam': 'VN', "Vietnam, Democratic Republic of": 'VN', 'Wallis and Futuna': 'WF',
  "Yemen (Arab Republic of Yemen)": 'YE', 'Zanzibar': 'TZ',
}

/**
 * Former states, as GTD names them, with the countries that exist there today. If there are several, the point of an
 * event decides.
 */
// biome-ignore format: a state on a line reads as the table that it is
export const formerStates: Readonly<Record<string, readonly [CountryCode, ...CountryCode[]]>> = {
  'East Germany (GDR)': ['DE'],
  'West Germany (FRG)': ['DE'],
  'New Hebrides': ['VU'],
  'North Yemen': ['YE'],
  'South Yemen': ['YE'],
  "People's Republic of the Congo": ['CG'],
  'South Vietnam': ['VN'],
  Czechoslovakia: ['CZ', 'SK'],
  'Serbia-Montenegro': ['RS', 'ME', 'XK'],
  'Soviet Union': ['AM', 'AZ', 'BY', 'EE', 'GE', 'KG', 'KZ', 'LT', 'LV', 'MD', 'RU', 'TJ', 'TM', 'UA', 'UZ'],
  Yugoslavia: ['BA', 'HR', 'ME', 'MK', 'RS', 'SI', 'XK'],
}

const codeByName: ReadonlyMap<string, CountryCode> = new Map([
  ...(Object.entries(countries) as [CountryCode, string][]).map(([code, name]) => [name, code] as const),
  ...Object.entries(alternativeNames),
])

/** Our names of the countries, and those of other projects. */
export const countryNames: readonly string[] = [...codeByName.keys()]

/** Returns a name as it is compared: without marks, case and punctuation. */
const foldName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`.]/g, '')
    .replace(/\b(?:saint|sankt)\b/g, 'st')
    .replace(/\bthe\b/g, ' ')
    .replace(/[^\p{L}\d()]+/gu, ' ')
    .trim()

const codeByFoldedName: ReadonlyMap<string, CountryCode> = new Map(
  [...codeByName].map(([name, code]) => [foldName(name), code]),
)
const codeByNumber: ReadonlyMap<string, CountryCode> = new Map(
  (Object.entries(isoNumbers) as [CountryCode, number][]).map(([code, number]) => [String(number), code]),
)

/** Returns the country of an ISO 3166-1 numeric code, with or without leading zeros; undefined if it is unknown. */
export const findByNumber = (number: string): CountryCode | undefined =>
  codeByNumber.get(number.replace(/^0+/, ''))

/** Returns the country of a name, in any case, with or without marks; undefined if it is unknown. */
export const findCountry = (name: string): CountryCode | undefined =>
  codeByName.get(name) ?? codeByFoldedName.get(foldName(name))

const watersWords =
  /\b(?:seas?|oceans?|gulf|straits?|bay|channel|bight|international waters|territorial waters|airspace)\b/i

/** Returns whether a name that no country has is that of a sea, a strait or the like. */
export const isWaters = (name: string): boolean => watersWords.test(name) && findCountry(name) === undefined

/** Returns our name of a country; undefined for an unknown code. */
export const countryName = (code: string): string | undefined =>
  Object.hasOwn(countries, code) ? countries[code as CountryCode] : undefined
