/** The cells of a stored record in the layout of another project, and their comparison with those of a file. */
import type { LayoutColumn } from '../../../schemas/crosswalk/layout.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { cellText, ignoreLoss, type Layout } from '../../record/crosswalk/layout.ts'
import { layoutRow, originalRow } from '../../record/crosswalk/original-row.ts'

type Fields = Readonly<Record<string, string | number | boolean>>

/** What a stored record says in the layout. */
export interface StoredCells {
  readonly record: StoredIncident
  readonly external: Incident['external']
  /** Its cells of `external.fields`; none if it came from elsewhere. */
  readonly fields: Fields
  /** Returns the cell that an export would write. */
  readonly cellOf: (column: string) => string
  readonly typeOf: (column: string) => LayoutColumn['type']
}

/** Returns what a stored record says in the layout. */
export const readStored = (layout: Layout, stored: Incident): StoredCells => {
  const record = stored as StoredIncident
  const isSameScheme = stored.external?.scheme === layout.scheme
  const row = isSameScheme ? originalRow(layout, record, ignoreLoss) : layoutRow(layout, record, ignoreLoss)
  const indexes = new Map(layout.columns.map(({ name }, i) => [name, i]))
  return {
    record,
    external: isSameScheme ? stored.external : undefined,
    fields: (isSameScheme && stored.external?.fields) || {},
    cellOf: (column) => cellText(row[indexes.get(column) ?? -1]),
    typeOf: (column) => layout.columns[indexes.get(column) ?? -1]?.type ?? 'text',
  }
}

const foldLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
const withoutMidnight = (text: string): string => text.replace(/[ T]00:00:00(?:\.0+)?Z?$/, '')
const plainNumber = /^-?\d{1,15}(?:\.\d{1,15})?$/

/** Returns whether two cells say the same, in the line ends, zeros and midnights of whichever program wrote them. */
export const isSameCell = (one: string, other: string, type: LayoutColumn['type']): boolean => {
  if (one === other) return true
  if (type === 'date') return withoutMidnight(one) === withoutMidnight(other)
  if (type !== 'text' && plainNumber.test(one) && plainNumber.test(other))
    return Number(one) === Number(other)
  return foldLines(one) === foldLines(other)
}
