/** The SQL by which the database renders a version as finished text, and says whether it is stale. */
import { rowVersion } from '../record/schema-version.ts'
import { storedQuote } from '../text/storage-encoding.ts'

export interface RowTextOptions {
  readonly source: 'csv' | 'json'
  /** The text between two records. */
  readonly separator: string
  /** The full view of JSON includes withheld values; CSV rows are always public. */
  readonly view: 'public' | 'full'
}

const quote = storedQuote

/** The fields that the server sets, at the beginning of the JSON. */
const serverFields = (v: string): string =>
  `'{${quote}id${quote}:${quote}' || ${v}.id || '${quote},${quote}status${quote}:${quote}' || ${v}.status || '${quote},${quote}revision${quote}:' || ${v}.revision
   || ',${quote}commit${quote}:' || ${v}.commit_seq || ',${quote}created_at${quote}:${quote}' || ${v}.created_at
   || '${quote},${quote}updated_at${quote}:${quote}' || ${v}.updated_at || '${quote},'`

/** Returns the expression of the JSON document, in storage encoding. */
const json = (v: string, b: string, view: RowTextOptions['view']): string => {
  const record =
    view === 'full' ? `coalesce(substr(${b}.full_json, 2), ${b}.public_json)` : `${b}.public_json`
  return `${serverFields(v)} || '${quote}warnings${quote}:' || ${b}.warnings || ',' || ${record}`
}

/** Returns the expression for a version whose columns are `v` and whose body is `b`. */
export const rowText = (v: string, b: string, { source, view }: RowTextOptions): string =>
  source === 'csv' ? `${b}.csv_row || ',' || ${v}.created_at || ',' || ${v}.updated_at` : json(v, b, view)

/** Whether any version of the store is stale: two seeks in the index of each table, once for a statement. */
const hasStaleVersions = ['incident_body', 'incident_history']
  .flatMap((table) =>
    ['<', '>'].map(
      (order) => `EXISTS (SELECT 1 FROM ${table} WHERE schema_version ${order} '${rowVersion}')`,
    ),
  )
  .join(' OR ')

/**
 * Returns the expression that says whether another schema derived a body. The column is the last one of a row, after
 * texts that the statement may not need, so it is read only if some version is stale: JSON takes 2.4 times as long if
 * it is always read.
 */
export const isStale = (body: string): string =>
  `CASE WHEN ${hasStaleVersions} THEN ${body}.schema_version <> '${rowVersion}' ELSE 0 END`
