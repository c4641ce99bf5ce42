/** Verification of a whole store: everything that can be computed again is, and compared. */
import type { Fault } from '../../store/verify/fault.ts'
import { checkIntegrity, runTableChecks } from '../../store/verify/read-checks.ts'
import type { ServiceContext } from '../service-context.ts'
import { type ChainGap, verifyChain } from '../verify-chain.ts'
import { verifyDerived } from './derived.ts'
import { type StoredFile, verifyFiles } from './files.ts'
import type { NotedDigests } from './heads.ts'
import { verifyPairs } from './pairs.ts'
import { type RowsReport, verifyRows } from './rows.ts'
import { verifySegments } from './segments.ts'
import { verifySuggestions } from './suggestions.ts'

export interface StoreReport {
  readonly faults: readonly Fault[]
  /** Digests that cannot be computed again, with the cause. */
  readonly gaps: readonly ChainGap[]
  /** The head of the full chain. */
  readonly head: { readonly commit: number; readonly digest: string }
  readonly versions: number
  /** The number of versions that another schema derived: their columns are not compared. */
  readonly stale: number
  readonly files: number
  /** The number of rows of each table that a version without digests of rows wrote. */
  readonly unsealed: RowsReport['unsealed']
}

export interface VerifyOptions {
  /** Digests of commits that somebody noted. */
  readonly noted?: NotedDigests
  /** The files of the bucket; without them the database alone is verified. */
  readonly files?: AsyncIterable<StoredFile>
  /**
   * Returns the context in which cached exports are made again: of a copy with no index, which they make, so that a fault of
   * the index is none of theirs. Without it, they read the index of the store.
   */
  readonly createExportContext?: () => Promise<ServiceContext>
  /** Called before each part, with its name. */
  readonly onPart?: (name: 'tables' | 'chain' | 'versions' | 'index' | 'pairs' | 'files') => void
}

/** Returns the result of a part; a fault of the table if it cannot be computed at all. */
const attempt = async <T>(table: string, act: () => Promise<T>, faults: Fault[], none: T): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    faults.push({ table, key: '-', detail: `It cannot be read: ${(error as Error).message}` })
    return none
  }
}

const noFiles = { faults: [], count: 0 }

/** Verifies a store, which must not change meanwhile. Returns every fault by its table and key. */
export const verifyStore = async (
  context: ServiceContext,
  { noted = {}, files, createExportContext = async () => context, onPart = () => {} }: VerifyOptions = {},
): Promise<StoreReport> => {
  const { db } = context
  const faults: Fault[] = []
  onPart('tables')
  faults.push(...(await checkIntegrity(db)), ...(await runTableChecks(db)))
  const rows = await attempt('row_counts', () => verifyRows(db), faults, { faults: [], unsealed: {} })
  faults.push(...rows.faults)
  onPart('chain')
  const chain = await attempt('commits', () => verifyChain(db, noted), faults, undefined)
  faults.push(
    ...(chain?.faults ?? []).map(({ commit, detail }) => ({ table: 'commits', key: String(commit), detail })),
  )
  onPart('versions')
  const derived = await attempt('incidents', () => verifyDerived(db), faults, {
    faults: [],
    versions: 0,
    stale: 0,
  })
  const corrections = await attempt('suggestions', () => verifySuggestions(db), faults, [])
  onPart('index')
  const segments = await attempt('index_segments', () => verifySegments(db), faults, [])
  onPart('pairs')
  const pairs = await attempt('likely_pairs', () => verifyPairs(db), faults, [])
  onPart('files')
  const found = await attempt(
    'files',
    async () => (files ? verifyFiles(context, files, createExportContext) : noFiles),
    faults,
    noFiles,
  )
  return {
    faults: [...faults, ...derived.faults, ...corrections, ...segments, ...pairs, ...found.faults],
    gaps: chain?.gaps ?? [],
    head: { commit: chain?.head.seq ?? 0, digest: chain?.head.digest ?? '' },
    versions: derived.versions,
    stale: derived.stale,
    files: found.count,
    unsealed: rows.unsealed,
  }
}
