/** Comparing the rows of versions, and the links, with what the documents of the versions make. */
import { scalarFilters } from '../../../schemas/query.ts'
import { rowVersion } from '../../record/schema-version.ts'
import { encodeBody } from '../../store/incidents.ts'
import type { Fault } from '../../store/verify/fault.ts'
import { listDerived, listLinks } from '../../store/verify/read-checks.ts'
import { deriveRow, fullRecord, linkNames, restate } from '../version-row.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Columns of a version, and what its document makes of each. */
const derive = (row: Row): Readonly<Record<string, unknown>> => {
  const stored = {
    publicJson: String(row.public_json),
    fullJson: row.full_json === null ? null : String(row.full_json),
    warnings: String(row.warnings),
  }
  const stamp = {
    rowKey: Number(row.row_key),
    id: String(row.id),
    revision: Number(row.revision),
    status: String(row.status),
    filer: String(row.filer),
  }
  const derived = deriveRow(stamp, restate(stored))
  const body = encodeBody(derived)
  return {
    ...Object.fromEntries(scalarFilters.map((name, i) => [name, derived.filter[i] ?? null])),
    facets: derived.facets,
    search_words: body.searchWords,
    csv_row: body.csvRow,
    public_json: body.publicJson,
    full_json: body.fullJson,
  }
}

/** Without a CSV row, which would be too large to store. */
const withoutRow = `${rowVersion}-none`

/** Returns the names of the columns that are not what the document makes, or a text if it cannot be read. */
const findDifference = (row: Row): string | undefined => {
  try {
    const wrong = Object.entries(derive(row)).filter(
      ([name, value]) => row[name] !== value && !(name === 'csv_row' && row.schema_version === withoutRow),
    )
    if (wrong.length === 0) return undefined
    return `${wrong.map(([name]) => name).join(', ')}: not what its document makes.`
  } catch (error) {
    return `Its document cannot be read: ${(error as Error).message}.`
  }
}

export interface DerivedReport {
  readonly faults: readonly Fault[]
  readonly versions: number
  /** The number of versions that another schema derived; their columns cannot be compared. */
  readonly stale: number
}

/** Returns the links of a current version, none if its document cannot be read. */
const linksIn = (row: Row): string[] => {
  const [publicJson, full] = [String(row.public_json), row.full_json]
  if (!`${publicJson}${full}`.includes('links')) return []
  try {
    const record = fullRecord({ publicJson, fullJson: full === null ? null : String(full) })
    const { dataset, names } = linkNames(record)
    return names.map((name) => JSON.stringify([dataset, name, Number(row.row_key)]))
  } catch {
    return []
  }
}

const compareLinks = (stored: ReadonlySet<string>, stated: ReadonlySet<string>): Fault[] => [
  ...[...stored]
    .filter((link) => !stated.has(link))
    .map((key) => ({ table: 'incident_links', key, detail: 'No current version states this link.' })),
  ...[...stated]
    .filter((link) => !stored.has(link))
    .map((key) => ({ table: 'incident_links', key, detail: 'The link of a current version is missing.' })),
]

/** Derives every version again, and every link. */
export const verifyDerived = async (db: D1Database): Promise<DerivedReport> => {
  const faults: Fault[] = []
  const links = new Set<string>()
  let [versions, stale] = [0, 0]
  const visit = (row: Row, table: string) => {
    versions++
    if (row.schema_version !== rowVersion && row.schema_version !== withoutRow) {
      stale++
      return
    }
    const detail = findDifference(row)
    if (detail) faults.push({ table, key: `${row.id} revision ${row.revision}`, detail })
    if (table === 'incidents') for (const link of linksIn(row)) links.add(link)
  }
  for (const [source, table] of [
    ['current', 'incidents'],
    ['past', 'incident_history'],
  ] as const)
    for (let after: readonly [number, number] | undefined = [-1, 0]; after; ) {
      const rows: Row[] = await listDerived(db, source, after)
      for (const row of rows) visit(row, table)
      const last = rows.at(-1)
      after = last && [Number(last.row_key), Number(last.revision)]
    }
  if (stale === 0) faults.push(...compareLinks(await listLinks(db), links))
  return { faults, versions, stale }
}
