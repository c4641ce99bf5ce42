/** States that no longer exist, by the names and the codes of ISO 3166-3 that people write for them. */
import { type CountryCode, formerStates } from '../../schemas/crosswalk/countries.ts'

const { Czechoslovakia = [], Yugoslavia = [], 'Soviet Union': sovietUnion = [] } = formerStates
const serbiaAndMontenegro = formerStates['Serbia-Montenegro'] ?? []

/** Names and codes, each with the countries that exist there today. */
// biome-ignore format: a state on a few lines reads as the table that it is
const formerCountries: readonly (readonly [names: readonly string[], today: readonly CountryCode[]])[] = [
  [['Soviet Union', 'USSR', 'U.S.S.R.', 'Union of Soviet Socialist Republics', 'URSS', 'Union soviétique',
    'الاتحاد السوفيتي', 'الاتحاد السوفياتي', 'SU', 'SUN'], sovietUnion],
  [['Yugoslavia', 'SFRY', 'Socialist Federal Republic of Yugoslavia', 'Yougoslavie', 'يوغوسلافيا', 'YU', 'YUG'],
    Yugoslavia],
  [['Serbia and Montenegro', 'Serbia-Montenegro', 'Federal Republic of Yugoslavia', 'Serbie-et-Monténégro',
    'صربيا والجبل الأسود', 'SCG'], serbiaAndMontenegro],
  [['Czechoslovakia', 'Tchécoslovaquie', 'تشيكوسلوفاكيا', 'CSK'], Czechoslovakia],
  // ISO 3166 used this code twice.
  [['CS'], [...Czechoslovakia, ...serbiaAndMontenegro]],
  [['East Germany', 'West Germany', 'GDR', 'FRG', 'DDR', 'German Democratic Republic', 'Federal Republic of Germany',
    'Allemagne de l’Est', 'Allemagne de l’Ouest', 'ألمانيا الشرقية', 'ألمانيا الغربية', 'DD'], ['DE']],
  [['North Yemen', 'South Yemen', 'Yemen Arab Republic', "People's Democratic Republic of Yemen", 'Democratic Yemen',
    'Yémen du Nord', 'Yémen du Sud', 'اليمن الشمالي', 'اليمن الجنوبي', 'YD', 'YMD'], ['YE']],
  [['North Vietnam', 'South Vietnam', 'VD', 'VDR'], ['VN']],
  [['Rhodesia', 'Southern Rhodesia', 'RH', 'RHO'], ['ZW']],
  [['Northern Rhodesia'], ['ZM']],
  [['New Hebrides', 'NH', 'NHB'], ['VU']],
  [['Dahomey', 'DY', 'DHY'], ['BJ']],
  [['HV', 'HVO'], ['BF']],
  [['BU', 'BUR'], ['MM']],
  [['ZR', 'ZAR'], ['CD']],
  [['TP', 'TMP'], ['TL']],
  [['BYS'], ['BY']],
  [['Tanganyika', 'Zanzibar'], ['TZ']],
  [['Netherlands Antilles', 'Antilles néerlandaises', 'AN', 'ANT'], ['BQ', 'CW', 'SX']],
  [['Neutral Zone', 'NT', 'NTZ'], ['IQ', 'SA']],
  [['Panama Canal Zone', 'PZ', 'PCZ'], ['PA']],
  [['Trust Territory of the Pacific Islands', 'PC', 'PCI'], ['FM', 'MH', 'MP', 'PW']],
]

/** The names and the codes, each of a state, with the countries that exist there today. */
export const formerCountryNames: readonly (readonly [name: string, today: readonly CountryCode[]])[] =
  formerCountries.flatMap(([names, today]) => names.map((name) => [name, today] as const))
