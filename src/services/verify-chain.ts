/** Verification of the chain of digests: everything is computed again from the stored versions. */
import {
  type ChainHead,
  type CommitStatement,
  commitContents,
  datasetText,
  isSealedDigest,
  parseSeal,
  saltedDigest,
  timedContent,
  VersionLines,
  versionDigests,
} from '../record/chain.ts'
import * as chain from '../store/chain.ts'
import {
  listBesides,
  listProvenVersions,
  type ProvenVersion,
  type VersionPosition,
} from '../store/chain-versions.ts'
import { listRowCounts } from '../store/row-counts.ts'
import { encodeStored } from '../text/storage-encoding.ts'
import type { GapCause } from './chain.ts'
import { publicEffect } from './commit.ts'
import { ChainHeads, type NotedDigests } from './verify/heads.ts'
import { decodeTexts } from './version-row.ts'

/** What of a commit is wrong. */
export interface ChainFault {
  readonly commit: number
  readonly detail: string
}

/** A digest that cannot be computed again: that of a version, or of a commit or its reason. */
export interface ChainGap {
  readonly commit: number
  /** `beside`: the commit does not cover receipts and rows of files. */
  readonly cause: Exclude<GapCause, 'rerender'> | 'beside'
  readonly id?: string
  readonly revision?: number
}

export interface ChainReport {
  /** The head as computed. */
  readonly head: ChainHead
  readonly faults: readonly ChainFault[]
  readonly gaps: readonly ChainGap[]
}

/** The versions of a commit. */
class CommitVersions {
  readonly lines = new VersionLines()
  /** The lines as versions before migration 0030 wrote them, if they differ. */
  formerLines: VersionLines | undefined
  /** The names of its first versions. */
  readonly names: string[] = []
  /** The change in the number of published records. */
  published = 0
  size = 0
  /** When its versions say that it was made. */
  readonly times = new Set<string>()

  /** Returns a sentence that names what the commit wrote, with the dataset that it describes; empty if it wrote nothing. */
  describe(dataset: string | null): string {
    const others = this.size - this.names.length
    const written = [
      ...(dataset === null ? [] : [`the description of ${dataset}`]),
      ...this.names,
      ...(others > 0 ? [`${others} other versions`] : []),
    ]
    return written.length > 0 ? ` It wrote ${written.join(', ')}.` : ''
  }
}

const pageSize = 2000
/** The most versions that a fault of a commit names. */
const maxNamed = 3

/** Verifies one database. Needs about 200 bytes of memory for each version. */
class ChainVerification {
  readonly #db: D1Database
  readonly #faults: ChainFault[] = []
  readonly #gaps: ChainGap[] = []
  readonly #versions = new Map<number, CommitVersions>()
  /** The commits of redactions. */
  readonly #redactions = new Set<number>()
  /** The versions that a redaction is said to have rewritten, until a later version of their record proves one. */
  #unproven: ProvenVersion[] = []
  /** The last public commit, and the number of published records, as its versions say. */
  #publicSeq = 0
  #published = 0
  /** What commits wrote beside first versions. */
  #besides: ReadonlyMap<number, string> = new Map()
  /** Until when commits may cover nothing beside versions (RFC 3339, UTC). */
  #unsealedUntil = ''

  constructor(db: D1Database) {
    this.#db = db
  }

  #fault(commit: number, detail: string): void {
    this.#faults.push({ commit, detail })
  }

  #versionsOf(commit: number): CommitVersions {
    const found = this.#versions.get(commit) ?? new CommitVersions()
    this.#versions.set(commit, found)
    return found
  }

  /** Yields all commits in order. */
  async *#commits(): AsyncGenerator<chain.SealedCommit> {
    for (let after = -1; ; ) {
      const page = await chain.listCommits(this.#db, { after, limit: pageSize })
      yield* page
      const last = page.at(-1)
      if (!last || page.length < pageSize) return
      after = last.seq
    }
  }

  /** Notes the gaps of a version. */
  #addGaps({ commit, id, revision, seal, redacted }: ProvenVersion, isCurrent: boolean): boolean {
    if (seal === null) return false
    const { visible, full = '' } = parseSeal(seal)
    const isClosed = { record: isSealedDigest(visible), private: isSealedDigest(full) }
    if (isClosed.record || isClosed.private)
      this.#gaps.push({ commit, id, revision, cause: redacted === null ? 'schema' : 'redaction' })
    if (redacted !== null && !isClosed[redacted])
      this.#fault(
        commit,
        `The mark of a redaction in revision ${revision} of ${id} differs from its digests.`,
      )
    return redacted !== null && !isCurrent
  }

  #addVersion(version: ProvenVersion, before: ProvenVersion | undefined): void {
    const { id, revision, commit, status, filer, seal, isChange, into } = version
    const name = `revision ${revision} of ${id}`
    const previous = before?.rowKey === version.rowKey ? before : undefined
    if (revision !== (previous?.revision ?? 0) + 1)
      this.#fault(commit, `A version before ${name} is missing.`)
    if (previous && previous.supersededBy !== commit)
      this.#fault(
        previous.commit,
        `The commit after revision ${previous.revision} of ${id} is not ${commit}.`,
      )
    if (version.created_at !== (previous ?? { created_at: version.updated_at }).created_at)
      this.#fault(commit, `The time of creation in ${name} is wrong.`)
    if (previous && (previous.id !== id || previous.filer !== filer))
      this.#fault(commit, `The identity in ${name} is wrong.`)
    const { visible, published } = publicEffect(previous?.status, status)
    if (visible !== (isChange === 1))
      this.#fault(commit, `The list of public changes is wrong about ${name}.`)
    const found = this.#versionsOf(commit)
    found.size++
    if (found.names.length < maxNamed) found.names.push(name)
    found.published += published
    found.times.add(version.updated_at)
    const texts = decodeTexts(version)
    for (const field of ['publicJson', 'fullJson', 'warnings'] as const) {
      const text = texts[field]
      if (text !== null && encodeStored(text) !== version[field])
        this.#fault(commit, `A text in ${name} is not in storage encoding.`)
    }
    const digests = versionDigests(seal, texts)
    const line = { id, revision, status, filer, digests, into: into ?? undefined, isVisible: visible }
    found.lines.add({ ...line, beside: revision === 1 ? this.#besides.get(version.rowKey) : undefined })
    if (version.updated_at <= this.#unsealedUntil) {
      found.formerLines ??= new VersionLines()
      found.formerLines.add(line)
    }
    if (this.#addGaps(version, version.supersededBy === null)) this.#unproven.push(version)
    if (this.#redactions.has(commit))
      this.#unproven = this.#unproven.filter((each) => each.rowKey !== version.rowKey)
  }

  /** Reports redactions that no commit made. */
  #endRecord(): void {
    for (const { commit, id, revision } of this.#unproven)
      this.#fault(commit, `Revision ${revision} of ${id} is marked as redacted, and no redaction followed.`)
    this.#unproven = []
  }

  async readVersions(): Promise<void> {
    this.#besides = await listBesides(this.#db)
    for (const { unsealedUntil } of (await listRowCounts(this.#db)).values())
      if (unsealedUntil !== null) this.#unsealedUntil = unsealedUntil
    for await (const { seq, kind } of this.#commits()) if (kind === 'redact') this.#redactions.add(seq)
    let last: ProvenVersion | undefined
    for (let at: VersionPosition | undefined = { rowKey: -1, revision: 0 }; at; ) {
      const page: ProvenVersion[] = await listProvenVersions(this.#db, at)
      for (const version of page) {
        if (last && last.rowKey !== version.rowKey) this.#endRecord()
        this.#addVersion(version, last)
        last = version
      }
      at = last && page.length > 0 ? { rowKey: last.rowKey, revision: last.place } : undefined
    }
    this.#endRecord()
  }

  #statement(commit: chain.SealedCommit, versions: VersionLines): CommitStatement {
    const { kind, actor, rows, seal, reason, dataset, undoes, publicSeq, seq, ...texts } = commit
    return {
      ...{ kind, actor, rows, versions },
      isVisible: publicSeq === seq,
      undoes: undoes ?? undefined,
      reason: seal !== null && reason !== null ? saltedDigest(seal, reason) : undefined,
      dataset:
        seal !== null && dataset !== null
          ? saltedDigest(seal, datasetText({ slug: dataset, ...texts }))
          : undefined,
    }
  }

  /** Compares the content of a commit with its digests, and notes its gaps. */
  #checkContent(
    commit: chain.SealedCommit,
    before: chain.SealedCommit | undefined,
    versions: CommitVersions,
  ): void {
    const { seq, seal, at } = commit
    const { lines, formerLines } = versions
    if (seal !== null && isSealedDigest(seal)) this.#gaps.push({ commit: seq, cause: 'redaction' })
    const { content, publicContent } = commitContents(this.#statement(commit, lines))
    const times = at === before?.at ? [at, null] : [at]
    const isRight = times.some((time) => timedContent(content, time) === commit.content)
    const isFormer = () =>
      at <= this.#unsealedUntil &&
      commitContents(this.#statement(commit, formerLines ?? lines)).content === commit.content
    const wrote = versions.describe(commit.dataset)
    if (!isRight && isFormer()) this.#gaps.push({ commit: seq, cause: 'beside' })
    else if (!isRight) this.#fault(seq, `Its content differs from its digest.${wrote}`)
    if (publicContent !== commit.publicContent)
      this.#fault(seq, `Its public content differs from its digest.${wrote}`)
  }

  /** Checks what a commit says of itself, and its content. */
  #checkCommit(commit: chain.SealedCommit, before: chain.SealedCommit | undefined): void {
    const { seq, at, rows, publicSeq, published, seal, reason, dataset } = commit
    const versions = this.#versionsOf(seq)
    const fault = (detail: string) => this.#fault(seq, detail)
    if (seq !== (before?.seq ?? -1) + 1) fault('A commit before it is missing.')
    if (before && at < before.at) fault('Its time is before that of the commit before.')
    if ([...versions.times].some((time) => time !== at)) fault('Its time is not that of its versions.')
    const isPublic = commit.content === null ? publicSeq === seq : commit.publicContent !== null
    if (isPublic) this.#publicSeq = seq
    this.#published += versions.published
    if (publicSeq !== this.#publicSeq) fault('Its last public commit is wrong.')
    if (published !== this.#published) fault('Its number of published records is wrong.')
    if (versions.size !== rows) fault('Its number of records is wrong.')
    if (commit.content === null) {
      if (seq > 0) this.#gaps.push({ commit: seq, cause: 'unsealed' })
      if (commit.publicContent !== null || seal !== null) fault('Its content has no digest.')
      return
    }
    if ((seal === null) !== (reason === null && dataset === null)) fault('The salt of its reason is wrong.')
    this.#checkContent(commit, before, versions)
  }

  async checkCommits(noted: NotedDigests): Promise<ChainHead> {
    const heads = new ChainHeads(await chain.listCheckpoints(this.#db), noted)
    let before: chain.SealedCommit | undefined
    for await (const commit of this.#commits()) {
      this.#checkCommit(commit, before)
      this.#versions.delete(commit.seq)
      for (const detail of heads.advance(commit)) this.#fault(commit.seq, detail)
      before = commit
    }
    for (const seq of [...heads.listMissing(), ...this.#versions.keys()])
      this.#fault(seq, 'The commit is missing.')
    return heads.computed
  }

  report(head: ChainHead): ChainReport {
    return { head, faults: this.#faults, gaps: this.#gaps }
  }
}

/**
 * Computes both chains of a database again and compares them with its commits, its checkpoints and the digests that
 * somebody noted. Returns each fault and each gap with its commit. The database must not change meanwhile.
 */
export const verifyChain = async (db: D1Database, noted: NotedDigests = {}): Promise<ChainReport> => {
  const verification = new ChainVerification(db)
  await verification.readVersions()
  return verification.report(await verification.checkCommits(noted))
}
