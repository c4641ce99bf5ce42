/**
 * Rerendering: deriving stored versions again that another schema derived, without a revision or a commit, in
 * batches.
 */
import { type Actor, authorize } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { rewriteSeal } from '../record/chain.ts'
import { rowVersion, schemaVersion } from '../record/schema-version.ts'
import { canStore, maxRowBytes } from '../store/incidents.ts'
import * as stale from '../store/stale-versions.ts'
import { encodeStored } from '../text/storage-encoding.ts'
import { comparePending } from './duplicates/compare-pending.ts'
import { seal } from './segments/seal.ts'
import type { ServiceContext } from './service-context.ts'
import { decodeTexts, deriveCsvRow, deriveRow, hasCurrentDocuments, restate } from './version-row.ts'

/** The default and the maximum number of versions of one request. */
export const defaultLimit = 2000
export const maxLimit = 5000

/** The steps of a run: the tables of versions, then the index and the likely pairs, which are made of them. */
const steps = [...stale.staleTables, 'index', 'pairs'] as const

interface Cursor extends Omit<stale.StalePosition, 'table'> {
  readonly table: (typeof steps)[number]
  /** The number of stale versions at the beginning of the run that have not been read. */
  readonly remaining: number
}

const cursorPattern = new RegExp(`^(${steps.join('|')}):([0-9a-z-]*):(\\d{1,16}):(\\d{1,16})$`)

const parseCursor = (cursor: string): Cursor => {
  const [, table, version = '', rowId, remaining] = cursorPattern.exec(cursor) ?? []
  if (!table) throw problems.invalidField('/after', (m) => m.requests.rerender.after, cursor)
  return {
    table: table as Cursor['table'],
    schemaVersion: version,
    rowId: Number(rowId),
    remaining: Number(remaining),
  }
}

const formatCursor = ({ table, schemaVersion: version, rowId, remaining }: Cursor): string =>
  `${table}:${version}:${rowId}:${Math.max(0, remaining)}`

/** The most segments that a request writes, and the most records that it compares for likely pairs. */
const [maxSegments, maxCompared] = [4, 5000]

const startOf = (table: Cursor['table']) => ({ table, schemaVersion: '', rowId: 0 })

/** Returns the position after the last version that was read: in the next table if this one has no more. */
const nextCursor = (
  { table, remaining }: Cursor,
  found: readonly Omit<stale.StalePosition, 'table'>[],
): Cursor | undefined => {
  const last = found.at(-1)
  if (last) return { table, ...last, remaining: remaining - found.length }
  const next = steps[steps.indexOf(table) + 1]
  return next && { ...startOf(next), remaining }
}

export interface VersionName {
  readonly id: string
  readonly revision: number
}

export interface RerenderResult {
  /** The version of the schema, and the version that rows have from now on. */
  readonly schema: string
  readonly row_version: string
  readonly rendered: number
  /** Rendered versions whose CSV rows are too large to store; they are rendered when they are read. */
  readonly without_row: readonly VersionName[]
  /** Versions that are too large to store even so. They stay unchanged, with their filters. */
  readonly skipped: readonly VersionName[]
  /** The cursor of the next request; null at the end. */
  readonly cursor: string | null
  /** The number of versions that are still stale, including skipped ones; counted at the beginning and at the end. */
  readonly stale_rows: number
}

/** The most bytes of a row besides its texts. */
const maxNarrowBytes = 2000

interface Derived extends stale.RerenderedVersion {
  readonly id: string
  /** Whether it fits into the database, perhaps without its CSV row. */
  readonly fits: boolean
}

const deriveAgain = (version: stale.StaleVersion): Derived => {
  const { id, rowKey, revision, schemaVersion: before, otherBytes } = version
  const stated = restate(version)
  const place = { id, rowKey, revision, schemaVersion: before }
  if (stale.hasFreshFilters(version) && hasCurrentDocuments(version, stated)) {
    const csvRow = encodeStored(deriveCsvRow(version, stated))
    const fits = csvRow.length + otherBytes + maxNarrowBytes <= maxRowBytes
    return { ...place, csvRow: fits ? csvRow : undefined, fits: true }
  }
  const derived = deriveRow(version, stated)
  const row = { ...derived, seal: rewriteSeal(version.seal, decodeTexts(version), derived) }
  if (canStore(row)) return { ...place, csvRow: row.csvRow, row, fits: true }
  const rest = { ...row, csvRow: '' }
  return { ...place, csvRow: undefined, row: rest, fits: canStore(rest) }
}

const nameOf = ({ id, revision }: VersionName): VersionName => ({ id, revision })

const toResult = async (
  db: D1Database,
  derived: readonly Derived[],
  next: Cursor | undefined,
): Promise<RerenderResult> => {
  const storable = derived.filter(({ fits }) => fits)
  return {
    schema: schemaVersion,
    row_version: rowVersion,
    rendered: storable.length,
    without_row: storable.filter(({ csvRow }) => csvRow === undefined).map(nameOf),
    skipped: derived.filter(({ fits }) => !fits).map(nameOf),
    cursor: next ? formatCursor(next) : null,
    stale_rows: next ? next.remaining : await stale.count(db, { view: 'full' }),
  }
}

/**
 * Extends the index, then the likely pairs, which are made of derived versions. Returns the cursor of the next
 * request; undefined at the end.
 */
const extendDerived = async (db: D1Database, cursor: Cursor): Promise<Cursor | undefined> => {
  if (await stale.hasStaleFilters(db)) return undefined
  if (cursor.table === 'index' && (await seal(db, { maxSegments }))) return cursor
  if (!(await comparePending(db, { maxRecords: maxCompared }))) return undefined
  return { ...startOf('pairs'), remaining: cursor.remaining }
}

/**
 * Derives the next stale versions, current ones first; then extends the index, and compares the records that the current
 * rules of likely pairs have not compared. Throws forbidden, token-needed or invalid-request.
 */
export const rerender = async (
  { db }: ServiceContext,
  actor: Actor,
  {
    after,
    limit = defaultLimit,
  }: { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<RerenderResult> => {
  authorize(actor, 'rerender')
  const cursor: Cursor =
    after === undefined
      ? { ...startOf('incident_body'), remaining: await stale.count(db, { view: 'full' }) }
      : parseCursor(after)
  const { table } = cursor
  if (table === 'index' || table === 'pairs') return toResult(db, [], await extendDerived(db, cursor))
  const found = await stale.list(db, { ...cursor, table }, limit)
  const derived = found.flatMap((each) => (each.id === null ? [] : [deriveAgain(each)]))
  await stale.save(
    db,
    table,
    derived.filter(({ fits }) => fits),
  )
  const next = nextCursor(
    cursor,
    found.map(({ schemaVersion: version, rowId }) => ({ schemaVersion: version, rowId })),
  )
  return toResult(db, derived, next?.table === 'index' ? await extendDerived(db, next) : next)
}
