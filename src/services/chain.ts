/** The heads of the chain of digests, and its public links. */
import {
  type ChainHead,
  datasetText,
  emptyChain,
  isSealedDigest,
  nextHead,
  parseSeal,
  publicLink,
  saltedDigest,
} from '../record/chain.ts'
import { readTogether } from '../store/batch.ts'
import * as chain from '../store/chain.ts'
import { type Sql, sql } from '../store/sql.ts'

/** A checkpoint is made at each commit whose number is a multiple of this. */
export const checkpointInterval = 64

/** The most commits after a checkpoint that a request computes; the scheduled task computes any number. */
export const maxTail = 20_000

/** The number of commits that one query returns. */
const pageSize = 5000

/** A head as the API names it: the last commit that it covers, and its digest. */
export interface NamedHead {
  readonly commit: number
  readonly digest: string
}

/** Returns the reads from which `toPublicHead` computes the head of the public chain at a commit. */
export const readChain = (db: D1Database, last: Sql) => chain.readTail(db, { last, limit: maxTail + 1 })

/** Returns the head of the public chain; undefined if more than `maxTail` commits follow the last checkpoint. */
export const toPublicHead = ({
  base = emptyChain,
  commits = [],
}: Partial<chain.ChainTail>): NamedHead | undefined => {
  if (commits.length > maxTail) return undefined
  let head: NamedHead = { commit: base.publicSeq, digest: base.publicDigest }
  for (const commit of commits)
    if (commit.publicSeq === commit.seq)
      head = { commit: commit.seq, digest: publicLink(head.digest, commit) }
  return head
}

/** Returns the head of the public chain at a commit; undefined if it is too far from a checkpoint. */
export const findPublicHead = async (db: D1Database, seq: number): Promise<NamedHead | undefined> =>
  toPublicHead(await readTogether<chain.ChainTail>(db, readChain(db, sql`${seq}`)))

/**
 * Computes both chains up to the newest commit and writes the checkpoints on the way. Returns the head; undefined if
 * more than `maxCommits` commits follow the last checkpoint; then only that many are computed.
 */
export const advanceChain = async (
  db: D1Database,
  maxCommits: number = Number.POSITIVE_INFINITY,
): Promise<ChainHead | undefined> => {
  for (let computed = 0; computed <= maxCommits; computed += pageSize) {
    const { base = emptyChain, commits } = await readTogether<chain.ChainTail>(
      db,
      chain.readTail(db, { limit: pageSize }),
    )
    let head = base
    const checkpoints: ChainHead[] = []
    for (const commit of commits) {
      head = nextHead(head, commit)
      if (head.seq % checkpointInterval === 0) checkpoints.push(head)
    }
    if (checkpoints.length > 0) await chain.saveCheckpoints(db, checkpoints)
    if (commits.length < pageSize) return head
  }
  return undefined
}

/** Why a digest cannot be computed again from the feed. */
export type GapCause = 'redaction' | 'schema' | 'rerender' | 'unsealed'

/** A version of the feed: the salt of its digest, or the digest if that cannot be computed again. */
export interface VersionLine {
  readonly commit: number
  readonly id: string
  readonly revision: number
  readonly salt?: string
  readonly digest?: string
  readonly gap?: GapCause
}

/** A commit of the public chain. */
export interface CommitLine {
  readonly commit: number
  readonly at: string
  readonly kind: string
  /** Its reason, with the salt of the digest, or the digest if the reason was redacted. */
  readonly reason?: string
  readonly reason_salt?: string
  readonly reason_digest?: string
  /** The digest of the description of a dataset that it wrote, and what it covers if the dataset is listed. */
  readonly dataset_digest?: string
  readonly dataset_salt?: string
  readonly dataset?: readonly (string | null)[]
  readonly content: string | null
  readonly digest: string
  readonly gap?: GapCause
}

const toVersionLine = (change: chain.SealedChange): VersionLine[] => {
  const { commit, id, revision, status, seal, isRedacted, isStale } = change
  if (status !== 'published') return []
  const place = { commit, id, revision }
  if (seal === null) return [{ ...place, gap: 'unsealed' }]
  const { visible } = parseSeal(seal)
  if (isSealedDigest(visible))
    return [{ ...place, digest: saltedDigest(visible, ''), gap: isRedacted ? 'redaction' : 'schema' }]
  // The salt must not be public if the schema of today hides a part of the text.
  return isStale ? [{ ...place, gap: 'rerender' }] : [{ ...place, salt: visible }]
}

const reasonProof = ({ seal, reason }: chain.SealedCommit) => {
  if (seal === null || reason === null) return {}
  return isSealedDigest(seal)
    ? { reason, reason_digest: saltedDigest(seal, '') }
    : { reason, reason_salt: seal }
}

const datasetProof = ({ seal, dataset, ...texts }: chain.SealedCommit) => {
  if (seal === null || dataset === null) return {}
  const text = datasetText({ slug: dataset, ...texts })
  const dataset_digest = saltedDigest(seal, text)
  if (texts.title === null) return { dataset_digest }
  return { dataset_digest, dataset_salt: seal, dataset: JSON.parse(text) as (string | null)[] }
}

const toCommitLine = (commit: chain.SealedCommit, digest: string): CommitLine => ({
  commit: commit.seq,
  at: commit.at,
  kind: commit.kind,
  ...reasonProof(commit),
  ...datasetProof(commit),
  content: commit.publicContent,
  digest,
  ...(commit.publicContent === null ? { gap: 'unsealed' as const } : {}),
})

/** A page of the public chain: lines, and the position of the next page (undefined at the end). */
export interface ChainPage {
  readonly lines: readonly (VersionLine | CommitLine)[]
  readonly next: chain.SealPosition | undefined
}

/**
 * Returns a page of the public chain after a position, up to a commit: the versions of each commit, then the commit.
 * A page has about `limit` lines. `next` is undefined on the last page.
 */
export const listPublicChain = async (
  db: D1Database,
  after: chain.SealPosition,
  last: number,
  limit: number,
): Promise<ChainPage> => {
  // A position in the middle of a commit belongs to the commit after it.
  const isComplete = after.rowKey === Number.MAX_SAFE_INTEGER
  const lastDone = isComplete ? after.commit : after.commit - 1
  const [changes, commits, head] = await Promise.all([
    chain.listSealedChanges(db, after, last, limit + 1),
    chain.listCommits(db, { after: lastDone, last, limit: limit + 1, isPublic: true }),
    findPublicHead(db, lastDone),
  ])
  const page = changes.slice(0, limit)
  const [following, end] = [changes[limit], page.at(-1)]
  const cut = commits[limit]?.seq ?? Number.POSITIVE_INFINITY
  const firstOpen = Math.min(following?.commit ?? Number.POSITIVE_INFINITY, cut)
  if (!head) throw new Error('The checkpoints of the chain are missing.')
  let { digest } = head
  const lines: (VersionLine | CommitLine)[] = []
  let at = 0
  const takeVersions = (commit: number): void => {
    for (let change = page[at]; change && change.commit <= commit; change = page[++at])
      lines.push(...toVersionLine(change))
  }
  for (const commit of commits) {
    if (commit.seq >= firstOpen) break
    takeVersions(commit.seq)
    digest = publicLink(digest, commit)
    lines.push(toCommitLine(commit, digest))
  }
  if (firstOpen === Number.POSITIVE_INFINITY) return { lines, next: undefined }
  if (following?.commit === firstOpen && end?.commit === firstOpen) {
    takeVersions(firstOpen)
    return { lines, next: { commit: firstOpen, rowKey: end.rowKey } }
  }
  return { lines, next: { commit: firstOpen - 1, rowKey: Number.MAX_SAFE_INTEGER } }
}
