/** The SQL by which the database renders a version as finished text, and says whether it is stale. */
import { publicActor } from '../auth/authenticate.ts'
import { midnight } from '../record/filing-time.ts'
import { rowVersion } from '../record/schema-version.ts'
import { storedQuote } from '../text/storage-encoding.ts'

export interface RowTextOptions {
  readonly source: 'csv' | 'json'
  /** The text between two records. */
  readonly separator: string
  /** The full view of JSON includes withheld values; CSV rows are always public. */
  readonly view: 'public' | 'full'
  /** The view of the time of filing, if it is not that of the record. */
  readonly filingTime?: 'public' | 'full'
}

const quote = storedQuote

/**
 * Returns the expression of the time of filing that the public sees: the day, for a report without a token.
 * `publicFilingTime` in src/record/filing-time.ts does the same.
 */
export const publicFilingTimeSql = (v: string): string =>
  `iif(${v}.filer = '${publicActor.id}', substr(${v}.created_at, 1, 10), ${v}.created_at)`

/** Returns the expression of the cell of the time of filing; a column of times has the start of the day. */
const filingCell = (v: string): string =>
  `iif(${v}.filer = '${publicActor.id}', substr(${v}.created_at, 1, 10) || '${midnight}', ${v}.created_at)`

/** The fields that the server sets, at the beginning of the JSON. */
const serverFields = (v: string, filingTime: RowTextOptions['view']): string =>
  `'{${quote}id${quote}:${quote}' || ${v}.id || '${quote},${quote}status${quote}:${quote}' || ${v}.status || '${quote},${quote}revision${quote}:' || ${v}.revision
   || ',${quote}commit${quote}:' || ${v}.commit_seq || ',${quote}created_at${quote}:${quote}' || ${filingTime === 'full' ? `${v}.created_at` : publicFilingTimeSql(v)}
   || '${quote},${quote}updated_at${quote}:${quote}' || ${v}.updated_at || '${quote},'`

/** Returns the expression of the JSON document, in storage encoding. */
const json = (v: string, b: string, { view, filingTime = view }: RowTextOptions): string => {
  const record =
    view === 'full' ? `coalesce(substr(${b}.full_json, 2), ${b}.public_json)` : `${b}.public_json`
  return `${serverFields(v, filingTime)} || '${quote}warnings${quote}:' || ${b}.warnings || ',' || ${record}`
}

/** Returns the expression for a version whose columns are `v` and whose body is `b`. */
export const rowText = (v: string, b: string, options: RowTextOptions): string =>
  options.source === 'csv'
    ? `${b}.csv_row || ',' || ${filingCell(v)} || ',' || ${v}.updated_at`
    : json(v, b, options)

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
