/** The layout of the UCDP Georeferenced Event Dataset, in both directions. */
import {
  columns,
  precisionCodes,
  projectOnlyColumns,
  requiredColumns,
} from '../../../../schemas/crosswalk/ucdp.ts'
import { findDays } from '../../../../schemas/edtf-date.ts'
import type { Draft, Exclusion, Layout } from '../layout.ts'
import type { LossName } from '../losses.ts'
import { coordinatesPart, countryPart, locationTextPart, precisionPart } from '../parts.ts'
import { deaths, kind, sides } from './actors-deaths.ts'
import { dates } from './dates.ts'
import { dataset, original, sources } from './sources.ts'

/** Returns the cell of the PRIO-GRID: half degrees, counted from 1 eastwards from 180° W, row by row from 90° S. */
const gridCell = (latitude: number, longitude: number): number =>
  Math.floor((latitude + 90) * 2) * 720 + Math.floor((longitude + 180) * 2) + 1

const coordinates = coordinatesPart(
  (latitude, longitude) => [
    latitude,
    longitude,
    `POINT (${longitude} ${latitude})`,
    gridCell(latitude, longitude),
  ],
  ['geom_wkt', 'priogrid_gid'],
)

const findExclusion = (record: Draft): Exclusion | undefined => {
  const { low = 0, best = 0, high = 0 } = record.casualties?.deaths ?? {}
  if (Math.max(low, best, high) < 1)
    return { rule: 'ucdp.no_death', detail: 'No number of deaths of the record is 1 or more.' }
  if (findDays(record.date)?.precision === 'longer')
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
    countryPart('country'),
    sides,
    deaths,
    precisionPart('where_prec', precisionCodes),
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
  mappedFields: ['conflict', 'note', 'speakers'] satisfies LossName[],
  impliedFields: ['kind'],
}
