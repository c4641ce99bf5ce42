/** The founding incidents as UCDP would have them: the one with deaths. */
import { headline, noColumn, type Table, unknownLatitude } from './shared.ts'

const noDeath = ['ucdp.no_death ']

export const ucdp: Table = {
  all: {},
  rows: {
    9: {
      year: 2020,
      side_a: 'United States',
      number_of_sources: 1,
      source_article: `",2022-01-06,${headline}"`,
      source_date: '2022-01-06',
      source_headline: headline,
      where_prec: 2,
      where_coordinates: 'Baghdad airport',
      where_description: 'The report names the airport, not the spot.',
      adm_1: 'Baghdad',
      country: 'Iraq',
      event_clarity: 1,
      date_prec: 1,
      date_start: '2020-01-03',
      date_end: '2020-01-03',
      low: 2,
    },
  },
  losses: {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((number) => [number, noDeath])),
    9: [
      'crosswalk.unknown type_of_violence',
      'ucdp.sides side_a',
      'crosswalk.unknown side_b',
      'crosswalk.unknown best',
      'crosswalk.unknown high',
      'ucdp.parts deaths_unknown',
      unknownLatitude,
      'crosswalk.time source_date',
      'crosswalk.unknown source_office',
      ...noColumn('kind', 'outcome', 'date_note', 'tags', 'title', 'summary'),
    ],
  },
}
