/** The columns of a Parquet file: the flat row with real types, and the place as a point. */

import type { ColumnSource, SchemaElement } from 'hyparquet-writer'
import { msPerDay } from '../../../schemas/edtf-date.ts'
import type { ColumnType } from '../../../schemas/field-types.ts'
import { type Column, flatColumns } from '../../record/flat-columns.ts'
import { cellText, type RowView } from '../csv/scan-rows.ts'
import { geometryColumn } from './geoparquet.ts'

/** The value of a cell; undefined is null. */
export type ParquetValue = string | number | bigint | Uint8Array | undefined

export interface ParquetColumn {
  /** The declaration in the schema. */
  readonly element: SchemaElement
  /** How the column is written. */
  readonly source: Omit<ColumnSource, 'data'>
}

/** A column of the flat row. */
export interface ParquetFlatColumn extends ParquetColumn {
  readonly get: (line: RowView) => ParquetValue
}

interface ParquetType {
  readonly type: Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>
  /**
   * Whether to write minimum and maximum, by which readers skip row groups; for texts they cost more than they save.
   */
  readonly statistics: boolean
  readonly toValue: (cell: string) => ParquetValue
}

const textType: ParquetType = {
  type: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  statistics: false,
  toValue: (cell) => cell,
}

const parquetTypes: Readonly<Record<ColumnType, ParquetType>> = {
  text: textType,
  list: textType,
  /** 64 bits, because a sum of counts can exceed 32 bits. */
  integer: { type: { type: 'INT64' }, statistics: true, toValue: BigInt },
  number: { type: { type: 'DOUBLE' }, statistics: true, toValue: Number },
  date: {
    type: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
    statistics: true,
    /** Converts a day `YYYY-MM-DD`, from 0000 to 9999, to days since 1970. */
    toValue: (day) => Date.parse(day) / msPerDay,
  },
  datetime: {
    type: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    },
    statistics: true,
    toValue: (cell) => BigInt(Date.parse(cell)),
  },
}

export const parquetFlatColumns: readonly ParquetFlatColumn[] = flatColumns.map(
  ({ name, type: columnType }: Column, i) => {
    const { type, statistics, toValue } = parquetTypes[columnType]
    return {
      element: { name, repetition_type: 'OPTIONAL', ...type },
      source: { name, statistics },
      get: (line) => (line.starts[i] === line.ends[i] ? undefined : toValue(cellText(line, i))),
    }
  },
)

export const pointColumn: ParquetColumn = {
  element: { name: geometryColumn, repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY' },
  source: { name: geometryColumn, statistics: false },
}

export const parquetColumns: readonly ParquetColumn[] = [...parquetFlatColumns, pointColumn]

export const parquetSchema: SchemaElement[] = [
  { name: 'incidents', num_children: parquetColumns.length },
  ...parquetColumns.map(({ element }) => element),
]
