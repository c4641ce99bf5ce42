/** The layout of the UCDP Georeferenced Event Dataset, both ways. */
import { countryName, findCountry } from '../../../../schemas/crosswalk/countries.ts'
import {
  columns,
  precisionCodes,
  projectOnlyColumns,
  requiredColumns,
} from '../../../../schemas/crosswalk/ucdp.ts'
import {
  coordinateReader,
  type Draft,
  type Exclusion,
  ensureLocation,
  type Layout,
  locationTextPart,
  type Part,
  parseCode,
} from '../layout.ts'
import { deaths, kind, sides } from './actors-deaths.ts'
import { dates, findDays } from './dates.ts'
import { dataset, original, sources } from './sources.ts'

const country: Part = {
  columns: ['country'],
  pointerColumns: [['/location', 'country']],
  read: ([cell = ''], draft) => {
    const name = cell.trim()
    if (name !== '') ensureLocation(draft).country = (findCountry(name) ?? name) as 'IQ'
  },
  write: ({ location }) => [countryName(location?.country ?? '')],
}

const precision: Part = {
  columns: ['where_prec'],
  pointerColumns: [['/location/precision', 'where_prec']],
  read: ([cell = ''], draft, note) => {
    const code = parseCode(cell, precisionCodes.toRecord, note)
    if (code !== undefined) ensureLocation(draft).precision = code
  },
  write: ({ location }, reportLoss) => {
    const code = precisionCodes.toLayout.get(location?.precision ?? '')
    if (code !== undefined) return [Number(code)]
    reportLoss('crosswalk.unknown', 'where_prec', 'How closely the place is known is not said.')
    return []
  },
}

/** The cell of the PRIO-GRID: half degrees, counted from 1 eastwards from 180° W, row by row from 90° S. */
const gridCell = (latitude: number, longitude: number): number =>
  Math.floor((latitude + 90) * 2) * 720 + Math.floor((longitude + 180) * 2) + 1

const coordinates: Part = {
  columns: ['latitude', 'longitude', 'geom_wkt', 'priogrid_gid'],
  ...coordinateReader,
  write: ({ location }, reportLoss) => {
    const { latitude, longitude } = location ?? {}
    if (latitude !== undefined && longitude !== undefined)
      return [latitude, longitude, `POINT (${longitude} ${latitude})`, gridCell(latitude, longitude)]
    reportLoss('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
    return [latitude, longitude]
  },
}

const findExclusion = (record: Draft): Exclusion | undefined => {
  const { low = 0, best = 0, high = 0 } = record.casualties?.deaths ?? {}
  if (Math.max(low, best, high) < 1)
    return { rule: 'ucdp.no_death', detail: 'No number of deaths of the record is 1 or more.' }
  if (findDays(record)?.precision === 'longer')
    return { rule: 'ucdp.long', detail: `The date is ${record.date}.` }
  return undefined
}

export const ucdp: Layout = {
  scheme: 'ucdp',
  dataset,
  isRestricted: false,
  columns,
  idColumn: 'id',
  requiredColumns,
  parts: [
    kind,
    dates,
    country,
    sides,
    deaths,
    precision,
    locationTextPart('where_coordinates', 'place'),
    locationTextPart('where_description', 'note', 1000),
    locationTextPart('adm_1', 'admin1'),
    locationTextPart('adm_2', 'admin2'),
    coordinates,
    sources,
    original,
  ],
  dependents: [
    { columns: ['country_id', 'region'], dependsOn: ['country'] },
    { columns: ['side_a_dset_id', 'side_a_new_id', 'gwnoa'], dependsOn: ['side_a'] },
    { columns: ['side_b_dset_id', 'side_b_new_id', 'gwnob'], dependsOn: ['side_b'] },
    {
      columns: [
        ...['conflict_dset_id', 'conflict_new_id', 'conflict_name'],
        ...['dyad_dset_id', 'dyad_new_id', 'dyad_name'],
      ],
      dependsOn: ['side_a', 'side_b', 'type_of_violence'],
    },
  ],
  projectOnlyColumns,
  findExclusion,
  mappedFields: ['conflict', 'note', 'speakers'],
  impliedFields: ['kind'],
}
