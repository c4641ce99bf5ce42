/** Versions as the database has them, and what is kept beside each, made anew from what it states. */
import type { Incident, Warning } from '../../../schemas/incident.ts'
import { scalarFilters } from '../../../schemas/query.ts'
import { csvRowPrefix } from '../../../src/export/csv/write-csv.ts'
import { toCells } from '../../../src/record/flat-columns.ts'
import { encodeFacets, filterValues, searchWords } from '../../../src/record/search-index.ts'
import { toPublic } from '../../../src/record/withheld.ts'
import { decodeStoredText, encodeStored } from '../../../src/text/storage-encoding.ts'
import type { Row } from './store-files.ts'

/** A version as its row has it, in the form in which it is kept. */
export interface Version extends Row {
  readonly row_key: number
  readonly id: string
  readonly revision: number
  readonly commit_seq: number
  readonly superseded_by: number | null
  readonly created_at: string
  readonly updated_at: string
  readonly status: string
  readonly public_json: string
  readonly full_json: string | null
  readonly warnings: string
}

const read = (text: string): unknown => JSON.parse(decodeStoredText(text))

/** What a version states: whole, as the public is shown it, and its warnings. */
export const statedIn = ({ public_json, full_json, warnings }: Version) => {
  const shown = read(`{${public_json}`) as Incident
  return {
    shown,
    record: full_json === null ? shown : (read(full_json) as Incident),
    warnings: read(warnings) as Warning[],
  }
}

/** What is kept beside a version's record, made anew from that. */
export const derive = (version: Version): Row => {
  const { record, warnings } = statedIn(version)
  const shown = toPublic(record)
  const { id, revision } = version
  const status = version.status as never
  const cells = toCells(shown, { id, revision, status, warnings, commit: 0, created_at: '', updated_at: '' })
  const filters = filterValues(cells)
  return {
    ...Object.fromEntries(scalarFilters.map((name, i) => [name, filters[i] ?? null])),
    facets: encodeFacets(shown),
    search_words: encodeStored(searchWords(shown)),
    public_json: encodeStored(JSON.stringify(shown).slice(1)),
    full_json: shown === record ? null : encodeStored(JSON.stringify(record)),
    csv_row: encodeStored(csvRowPrefix(cells)),
  }
}

/** Versions that were found right before, by their keys and revisions. */
export type Known = Map<string, Version>

export const nameOf = ({ row_key, revision }: Version): string => `${row_key}.${revision}`

/** The version as it was found right before, where it is the same still. */
export const reuseKnown = (version: Version, known: Known): Version => {
  const before = known.get(nameOf(version))
  const isSame = before && Object.keys(version).every((name) => version[name] === before[name])
  return isSame ? before : version
}
