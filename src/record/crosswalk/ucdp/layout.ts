/** The layout of the UCDP Georeferenced Event Dataset, both ways. */
import { countryOf, nameOfCountry } from '../../../../schemas/crosswalk/countries.ts'
import { columns, needed, theirs, wherePrecision } from '../../../../schemas/crosswalk/ucdp.ts'
import {
  codeIn,
  coordinatesIn,
  type Draft,
  type Layout,
  type LeftOut,
  type Part,
  place,
  placeText,
} from '../layout.ts'
import { deaths, kind, sides } from './actors-deaths.ts'
import { dates, daysIn } from './dates.ts'
import { dataset, original, sources } from './sources.ts'

const country: Part = {
  columns: ['country'],
  at: [['/location', 'country']],
  read: ([cell = ''], draft) => {
    const name = cell.trim()
    if (name !== '') place(draft).country = (countryOf(name) ?? name) as 'IQ'
  },
  write: ({ location }) => [nameOfCountry(location?.country ?? '')],
}

const precision: Part = {
  columns: ['where_prec'],
  at: [['/location/precision', 'where_prec']],
  read: ([cell = ''], draft, note) => {
    const code = codeIn(cell, wherePrecision.ours, note)
    if (code !== undefined) place(draft).precision = code
  },
  write: ({ location }, lose) => {
    const code = wherePrecision.theirs.get(location?.precision ?? '')
    if (code !== undefined) return [Number(code)]
    lose('crosswalk.unknown', 'where_prec', 'How closely the place is known is not said.')
    return []
  },
}

/** The cell of the PRIO-GRID: half degrees, counted from 1 eastwards from 180° W, row by row from 90° S. */
const gridCell = (latitude: number, longitude: number): number =>
  Math.floor((latitude + 90) * 2) * 720 + Math.floor((longitude + 180) * 2) + 1

const coordinates: Part = {
  columns: ['latitude', 'longitude', 'geom_wkt', 'priogrid_gid'],
  ...coordinatesIn,
  write: ({ location }, lose) => {
    const { latitude, longitude } = location ?? {}
    if (latitude !== undefined && longitude !== undefined)
      return [latitude, longitude, `POINT (${longitude} ${latitude})`, gridCell(latitude, longitude)]
    lose('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
    return [latitude, longitude]
  },
}

const leavesOut = (record: Draft): LeftOut | undefined => {
  const { low = 0, best = 0, high = 0 } = record.casualties?.deaths ?? {}
  if (Math.max(low, best, high) < 1)
    return { rule: 'ucdp.no_death', detail: 'No number of deaths of the record is 1 or more.' }
  if (daysIn(record)?.precision === 'longer')
    return { rule: 'ucdp.long', detail: `The date is ${record.date}.` }
  return undefined
}

export const ucdp: Layout = {
  scheme: 'ucdp',
  dataset,
  closed: false,
  columns,
  id: 'id',
  needed,
  parts: [
    kind,
    dates,
    country,
    sides,
    deaths,
    precision,
    placeText('where_coordinates', 'place'),
    placeText('where_description', 'note', 1000),
    placeText('adm_1', 'admin1'),
    placeText('adm_2', 'admin2'),
    coordinates,
    sources,
    original,
  ],
  hanging: [
    { columns: ['country_id', 'region'], on: ['country'] },
    { columns: ['side_a_dset_id', 'side_a_new_id', 'gwnoa'], on: ['side_a'] },
    { columns: ['side_b_dset_id', 'side_b_new_id', 'gwnob'], on: ['side_b'] },
    {
      columns: [
        ...['conflict_dset_id', 'conflict_new_id', 'conflict_name'],
        ...['dyad_dset_id', 'dyad_new_id', 'dyad_name'],
      ],
      on: ['side_a', 'side_b', 'type_of_violence'],
    },
  ],
  theirs,
  leavesOut,
  takes: ['conflict', 'note', 'speakers'],
  implies: ['kind'],
}
