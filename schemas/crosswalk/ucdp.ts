/**
 * The layout of the UCDP Georeferenced Event Dataset, as of version 21 and later: 49 columns. Older files have fewer,
 * in another order; a file is read by the names of its columns.
 */

import type { DatePrecision } from '../edtf-date.ts'
import type { conflictType, geoPrecision } from '../vocabularies.ts'
import { createCodeMap, defineColumns, type LayoutColumn, reasonsByColumn } from './layout.ts'

const columnNames = `id relid year active_year code_status type_of_violence
  conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
  side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
  number_of_sources source_article source_office source_date source_headline source_original
  where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid
  country country_id region event_clarity date_prec date_start date_end
  deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob`.split(/\s+/)

export const columns: readonly LayoutColumn[] = defineColumns(columnNames, {
  integer:
    `id year active_year conflict_dset_id conflict_new_id dyad_dset_id dyad_new_id side_a_dset_id side_a_new_id
    side_b_dset_id side_b_new_id country_id gwnoa gwnob number_of_sources type_of_violence where_prec priogrid_gid event_clarity date_prec deaths_a deaths_b
    deaths_civilians deaths_unknown best high low`.split(/\s+/),
  number: ['latitude', 'longitude'],
  date: ['date_start', 'date_end'],
})

/** Columns that every file must have. */
export const requiredColumns = ['id', 'type_of_violence', 'date_start', 'country'] as const

export const violenceCodes = createCodeMap<keyof typeof conflictType>([
  ['1', 'state_based'],
  ['2', 'non_state'],
  ['3', 'one_sided'],
])

export const precisionCodes = createCodeMap<keyof typeof geoPrecision>([
  ['1', 'exact'],
  ['2', 'near'],
  ['3', 'admin2'],
  ['4', 'admin1'],
  ['5', 'area'],
  ['6', 'country'],
  ['7', 'international'],
])

/** A date of more than a year has no code. */
export const datePrecisionCodes = createCodeMap<DatePrecision>([
  ['1', 'day'],
  ['1', 'time'],
  ['2', 'days'],
  ['3', 'week'],
  ['4', 'month'],
  ['5', 'year'],
])

/** Whether an event happened on one day of the span, or lasted throughout it. */
export const clarityCodes = createCodeMap<'once' | 'lasted'>([
  ['1', 'once'],
  ['2', 'lasted'],
])

/** UCDP's code for an unknown number of sources. */
export const unknownSourceCount = '-1'

/** The side B of one-sided violence. */
export const civiliansName = 'Civilians'

/** Columns that only UCDP can fill. */
export const projectOnlyColumns = reasonsByColumn([
  ['active_year', 'UCDP says which years a dyad is active.'],
  ['code_status', 'UCDP says how far its coding of an event is.'],
  ['relid conflict_dset_id conflict_new_id', 'It is an id of UCDP.'],
  ['conflict_name', 'UCDP names the conflicts.'],
  ['dyad_dset_id dyad_new_id', 'It is an id of UCDP.'],
  ['dyad_name', 'UCDP names the dyads.'],
  ['side_a_dset_id side_a_new_id side_b_dset_id side_b_new_id', 'It is an id of UCDP.'],
  ['country_id', 'It is a Gleditsch and Ward number.'],
  ['region', 'UCDP says which region a country is in: Africa, Americas, Asia, Europe or Middle East.'],
  ['gwnoa gwnob', 'It is a Gleditsch and Ward number.'],
])
