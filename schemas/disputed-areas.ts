/**
 * Ground that more than one country claims. The list takes no side: it says for which countries a place there is not
 * reported as outside the country. A code passes if its state claims the area. An area that a state without a code
 * holds, such as Somaliland, Transnistria, Abkhazia or South Ossetia, needs no entry: the one code that claims it passes
 * already.
 */
import { box, outlines, type Ring } from './area-outlines.ts'
import type { CountryCode } from './crosswalk/countries.ts'

export interface DisputedArea {
  readonly name: string
  /** The countries that pass. */
  readonly codes: readonly CountryCode[]
  /** The first day from which they pass; without it, from the beginning. */
  readonly from?: string
  /** The first day on which they pass no more. */
  readonly until?: string
  /** Which of the countries the area belonged to as a republic of the Soviet Union, if the map says another one. */
  readonly republic?: CountryCode
  /** A document that names the dispute. */
  readonly source: string
  readonly rings: readonly Ring[]
}

/** The day on which the list was last reviewed. */
export const disputedAreasDate = '2026-11-29'

// biome-ignore format: an area on a few lines reads as the table that it is
export const disputedAreas: readonly DisputedArea[] = [
  {
    name: 'Crimea', codes: ['UA', 'RU'], republic: 'UA', source: 'A/RES/68/262 (2014)',
    rings: [outlines.crimea],
  },
  {
    name: 'Donetsk, Kherson, Luhansk and Zaporizhzhia regions', codes: ['UA', 'RU'], from: '2022-09-30',
    source: 'A/RES/ES-11/4 (2022)',
    rings: [outlines.easternUkraine],
  },
  {
    name: 'Golan Heights', codes: ['SY', 'IL'], source: 'S/RES/497 (1981)',
    rings: [outlines.golan],
  },
  {
    name: 'Shebaa farms', codes: ['SY', 'LB', 'IL'], source: 'S/2007/641',
    rings: [outlines.shebaa],
  },
  {
    name: 'Ghajar', codes: ['SY', 'LB', 'IL'], source: 'S/2000/460',
    rings: [box(35.615, 33.263, 35.64, 33.283)],
  },
  {
    name: 'West Bank, with East Jerusalem', codes: ['PS', 'IL'], source: 'S/RES/2334 (2016)',
    rings: [outlines.westBank],
  },
  {
    name: 'Gaza Strip', codes: ['PS', 'IL'], source: 'S/RES/1860 (2009)',
    rings: [outlines.gaza],
  },
  {
    name: 'Western Sahara', codes: ['EH', 'MA'], source: 'A/RES/34/37 (1979)',
    rings: [outlines.westernSahara],
  },
  {
    name: 'Northern Cyprus and the buffer zone', codes: ['CY'], source: 'S/RES/541 (1983)',
    rings: [outlines.northernCyprus],
  },
  {
    name: 'Kosovo', codes: ['XK', 'RS'], source: 'S/RES/1244 (1999)',
    rings: [outlines.kosovo],
  },
  {
    name: 'Nagorno-Karabakh', codes: ['AZ', 'AM'], until: '2024-01-01', source: 'S/RES/822 (1993)',
    rings: [outlines.nagornoKarabakh],
  },
  {
    name: 'Jammu and Kashmir', codes: ['IN', 'PK'], source: 'S/RES/47 (1948)',
    rings: [outlines.jammuAndKashmir],
  },
  {
    name: 'Aksai Chin and the line of actual control', codes: ['IN', 'CN'],
    source: 'Agreement between India and China of 7 September 1993',
    rings: [outlines.aksaiChin],
  },
  {
    name: 'Shaksgam valley', codes: ['IN', 'CN'], source: 'Agreement between China and Pakistan of 2 March 1963',
    rings: [outlines.shaksgam],
  },
  {
    name: 'Arunachal Pradesh', codes: ['IN', 'CN'], source: 'Agreement between India and China of 7 September 1993',
    rings: [outlines.arunachalPradesh],
  },
  {
    name: 'Doklam', codes: ['BT', 'CN'], source: 'Agreement between Bhutan and China of 8 December 1998',
    rings: [box(88.9, 27.24, 89.1, 27.38)],
  },
  {
    name: 'Abyei', codes: ['SD', 'SS'], source: 'S/RES/1990 (2011)',
    rings: [outlines.abyei],
  },
  {
    name: 'Kafia Kingi', codes: ['SD', 'SS'], source: 'S/RES/2046 (2012)',
    rings: [outlines.kafiaKingi],
  },
  {
    name: 'Halaib triangle', codes: ['EG', 'SD'], source: 'S/3963 (1958)',
    rings: [outlines.halaib],
  },
  {
    name: 'Ilemi triangle', codes: ['KE', 'SS'], source: 'Boundary order of Uganda and Sudan of 21 April 1914',
    rings: [outlines.ilemi],
  },
  {
    name: 'Doumeira', codes: ['DJ', 'ER'], source: 'S/RES/1862 (2009)',
    rings: [box(43.08, 12.67, 43.18, 12.74)],
  },
  {
    name: 'Bakassi', codes: ['CM', 'NG'], until: '2008-08-14', source: 'Greentree Agreement of 12 June 2006',
    rings: [outlines.bakassi],
  },
  {
    name: 'Essequibo', codes: ['GY', 'VE'], source: 'Geneva Agreement of 17 February 1966',
    rings: [outlines.essequibo],
  },
  {
    name: 'Falkland Islands (Malvinas)', codes: ['FK', 'AR'], source: 'A/RES/2065 (XX) (1965)',
    rings: [box(-61.6, -52.6, -57.5, -50.9)],
  },
  {
    name: 'South Georgia and South Sandwich Islands', codes: ['GS', 'AR'],
    source: 'ICJ, Antarctica, order of 16 March 1956',
    rings: [box(-38.4, -55.2, -35.5, -53.6), box(-28.5, -59.7, -26, -56)],
  },
  {
    name: 'Southern Kuril Islands', codes: ['RU', 'JP'], source: 'Joint declaration of 19 October 1956',
    rings: [outlines.southernKurils],
  },
  {
    name: 'Liancourt Rocks', codes: ['KR', 'JP'], source: 'Note of Japan of 28 January 1952',
    rings: [box(131.8, 37.2, 131.95, 37.28)],
  },
  {
    name: 'Senkaku Islands', codes: ['JP', 'CN', 'TW'], source: 'Agreement on the Ryukyu Islands of 17 June 1971',
    rings: [box(123.3, 25.6, 124.7, 26.05)],
  },
  {
    name: 'Taiwan', codes: ['TW', 'CN'], source: 'A/RES/2758 (XXVI) (1971)',
    rings: [box(119.2, 21.7, 122.3, 25.7), box(118.2, 24.36, 118.5, 24.53), box(119.9, 25.95, 120.6, 26.4),
      box(116.6, 20.6, 116.95, 20.8)],
  },
  {
    name: 'Paracel Islands', codes: ['CN', 'TW', 'VN'],
    source: 'Treaty of Peace with Japan of 8 September 1951, article 2(f)',
    rings: [box(111, 15.6, 113, 17.3)],
  },
  {
    name: 'Spratly Islands', codes: ['BN', 'CN', 'MY', 'PH', 'TW', 'VN'],
    source: 'Treaty of Peace with Japan of 8 September 1951, article 2(f)',
    rings: [outlines.spratlyIslands],
  },
  {
    name: 'Scarborough Shoal', codes: ['CN', 'PH', 'TW'], source: 'PCA 2013-19, award of 12 July 2016',
    rings: [box(117.6, 15, 117.95, 15.3)],
  },
  {
    name: 'Preah Vihear', codes: ['KH', 'TH'], source: 'ICJ, judgment of 11 November 2013',
    rings: [box(104.6, 14.36, 104.73, 14.43)],
  },
  {
    name: 'Abu Musa and the Tunbs', codes: ['IR', 'AE'], source: 'S/PV.1610 (1971)',
    rings: [box(54.9, 25.8, 55.15, 25.95), box(55.1, 26.2, 55.4, 26.32)],
  },
  {
    name: 'Ceuta and Melilla', codes: ['ES', 'MA'], source: 'Treaty of Spain and Morocco of 26 April 1860',
    rings: [box(-5.39, 35.87, -5.27, 35.92), box(-2.97, 35.265, -2.92, 35.32)],
  },
  {
    name: 'Gibraltar', codes: ['GI', 'GB', 'ES'], source: 'A/RES/2353 (XXII) (1967)',
    rings: [box(-5.37, 36.1, -5.33, 36.155)],
  },
  {
    name: 'Chagos Archipelago', codes: ['IO', 'GB', 'MU'], source: 'A/RES/73/295 (2019)',
    rings: [box(70.9, -7.8, 72.8, -5)],
  },
  {
    name: 'Mayotte', codes: ['YT', 'FR', 'KM'], source: 'A/RES/31/4 (1976)',
    rings: [box(44.9, -13.1, 45.4, -12.5)],
  },
]
