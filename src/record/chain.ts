/**
 * The chain of digests over the commits: what the digest of a version, of a commit's content, and of a commit with all
 * commits before it covers. All digests are SHA-256 of UTF-8, in hexadecimal. docs/following-changes.md has the
 * definition for readers.
 */
import { randomUUID, hash as sha256Of } from 'node:crypto'

const utf8 = new TextEncoder()

/** Texts up to a third of its length are encoded here: hashing bytes takes two thirds of the time of hashing a text. */
const encoded = new Uint8Array(0x10000)

/** Returns the SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string =>
  text.length * 3 > encoded.length
    ? sha256Of('sha256', text, 'hex')
    : sha256Of('sha256', encoded.subarray(0, utf8.encodeInto(text, encoded).written), 'hex')

/** The digest of commit 0, which every database has. */
const chainStart = '0'.repeat(64)

/** Returns 122 random bits: with a salt, nobody can guess a text from its digest. */
export const createSalt = (): string => randomUUID()

/** Begins a digest that has replaced the salt by which it was made. */
const digestMark = '='

/** Returns whether a part of a seal is a digest whose text cannot be read. */
export const isSealedDigest = (part: string): boolean => part.startsWith(digestMark)

/** Returns the digest of a text with a salt; a sealed digest is returned instead of the salt's. */
export const saltedDigest = (part: string, text: string): string =>
  isSealedDigest(part) ? part.slice(digestMark.length) : sha256(part + text)

/** The parts of a version's seal: for what the public sees, and for the full document if that differs. */
export interface SealParts {
  readonly visible: string
  readonly full: string | undefined
}

const separator = ':'

export const parseSeal = (seal: string): SealParts => {
  const [visible = '', full] = seal.split(separator)
  return { visible, full }
}

export const formatSeal = ({ visible, full }: SealParts): string =>
  full === undefined ? visible : visible + separator + full

/** Returns the seal of a new version. */
export const createSeal = (hasFullDocument: boolean): string =>
  formatSeal({ visible: createSalt(), full: hasFullDocument ? createSalt() : undefined })

/** The texts of a version that its digests cover, decoded; `publicJson` lacks its first brace. */
export interface SealedTexts {
  readonly publicJson: string
  readonly fullJson: string | null
  readonly warnings: string
}

/** Returns the part of a public record, as the API writes it, that its digest covers. */
export const visibleText = ({ publicJson, warnings }: Omit<SealedTexts, 'fullJson'>): string =>
  `"warnings":${warnings},${publicJson}`

/** The digests of a version: of what the public sees, and of the full document if that differs. */
export interface VersionDigests {
  readonly visible: string
  readonly full: string | undefined
}

/** Returns the digests of a version; undefined if it has no seal, because a version without the chain wrote it. */
export const versionDigests = (
  seal: string | null | undefined,
  texts: SealedTexts,
): VersionDigests | undefined => {
  if (!seal) return undefined
  const { visible, full } = parseSeal(seal)
  return {
    visible: saltedDigest(visible, visibleText(texts)),
    full: full === undefined ? undefined : saltedDigest(full, texts.fullJson ?? ''),
  }
}

/**
 * Returns a part of a seal for a rewritten text: the digest of the text before instead of the salt, so that the text can
 * be neither checked nor guessed. The part stays if the text does.
 */
export const rewriteSealPart = (part: string, before: string, after: string): string =>
  before === after ? part : digestMark + saltedDigest(part, before)

/** Returns the seal of a version whose texts are rewritten; null if it has none. */
export const rewriteSeal = (seal: string | null, before: SealedTexts, after: SealedTexts): string | null => {
  if (!seal) return null
  const { visible, full } = parseSeal(seal)
  return formatSeal({
    visible: rewriteSealPart(visible, visibleText(before), visibleText(after)),
    full: full && rewriteSealPart(full, before.fullJson ?? '', after.fullJson ?? ''),
  })
}

const none = '-'

/** A version that a commit writes. */
export interface WrittenVersion {
  readonly id: string
  readonly revision: number
  readonly status: string
  readonly filer: string
  /** Whether the public sees it, or saw the version before it. */
  readonly isVisible: boolean
  readonly digests: VersionDigests | undefined
  /** The id of the record that it was merged into. */
  readonly into?: string | undefined
  /** What the commit writes beside a first version: its receipt, or the row of a file that made it. */
  readonly beside?: string | undefined
}

/** Returns what a line says of the receipt of a record, by the digest of the receipt. */
export const receiptBeside = (digest: string): string => `receipt:${digest}`

/** Returns what a line says of a row without a reference: the digest of its content, and its number among equal rows. */
export const rowBeside = ({ digest, nth }: { readonly digest: string; readonly nth: number }): string =>
  `row:${digest}:${nth}`

/** Returns the line of a version, without its end. */
const versionLine = ({ id, revision, status, filer, digests, into, beside }: WrittenVersion): string =>
  `${id} ${revision} ${status} ${filer} ${digests?.visible ?? none} ${digests?.full ?? none} ${into ?? none}` +
  (beside === undefined ? '' : ` ${beside}`)

/** Returns what the public sees of a version's line. */
const publicLine = (line: string): string => {
  const [id, revision, status, , visible, , into] = line.split(' ')
  return status === 'published' ? `${id} ${revision} ${visible}` : `${id} ${revision} ${none} ${into}`
}

/** Joined lines need less memory: V8 keeps a joined text as one. */
const linesTogether = 512
const [visibleMark, hiddenMark] = ['+', '-']

/** The lines of the versions of a commit, in any order. */
export class VersionLines {
  readonly #joined: string[] = []
  #lines: string[] = []

  add(version: WrittenVersion): void {
    this.#lines.push(versionLine(version) + (version.isVisible ? visibleMark : hiddenMark))
    if (this.#lines.length >= linesTogether) this.#join()
  }

  #join(): void {
    if (this.#lines.length > 0) this.#joined.push(this.#lines.join('\n'))
    this.#lines = []
  }

  /** Adds the lines of another list. */
  merge(other: VersionLines): void {
    other.#join()
    this.#joined.push(...other.#joined)
  }

  /** Returns the lines of all versions and those of what the public sees, each sorted. */
  read(): { readonly all: string[]; readonly visible: string[] } {
    this.#join()
    const marked = this.#joined.flatMap((lines) => lines.split('\n')).sort()
    const withoutMark = (line: string) => line.slice(0, -1)
    return {
      all: marked.map(withoutMark),
      visible: marked
        .filter((line) => line.endsWith(visibleMark))
        .map((line) => publicLine(withoutMark(line))),
    }
  }
}

/** A commit, apart from what the database adds. */
export interface CommitStatement {
  readonly kind: string
  readonly actor: string
  readonly rows: number
  /** Whether the public sees some of it. */
  readonly isVisible: boolean
  /** The digest of its reason; undefined without a reason. */
  readonly reason: string | undefined
  /** The digest of the description of a dataset that it writes. */
  readonly dataset: string | undefined
  /** The numbers of the commits that it undoes, as a JSON array. */
  readonly undoes: string | undefined
  readonly versions: VersionLines
}

/** The digests of the content of a commit: of everything, and of what the public sees; null if it sees nothing. */
export interface CommitContents {
  readonly content: string
  readonly publicContent: string | null
}

export const commitContents = (commit: CommitStatement): CommitContents => {
  const { kind, actor, rows, isVisible, reason, dataset, undoes, versions } = commit
  const { all, visible } = versions.read()
  const others = [
    ...(dataset === undefined ? [] : [`dataset ${dataset}`]),
    ...(reason === undefined ? [] : [`reason ${reason}`]),
  ]
  const digestOf = (lines: readonly string[]) => sha256(lines.map((line) => `${line}\n`).join(''))
  return {
    content: digestOf([
      `commit ${kind} ${actor} ${rows}`,
      ...all,
      ...others,
      ...(undoes === undefined ? [] : [`undoes ${undoes}`]),
    ]),
    publicContent: isVisible ? digestOf([...visible, ...others]) : null,
  }
}

/**
 * Returns the digest of a content with the time that its commit was given, or null if the time of the commit before is
 * later and used in its place.
 */
export const timedContent = (content: string, at: string | null): string =>
  sha256(`${content} ${at ?? none}\n`)

/** The description of a dataset. */
export interface DatasetTexts {
  readonly slug: string
  readonly title?: string | null | undefined
  readonly description?: string | null | undefined
  readonly licence?: string | null | undefined
  readonly attribution?: string | null | undefined
}

/** Returns the text of a description that its digest covers. */
export const datasetText = ({ slug, title, description, licence, attribution }: DatasetTexts): string =>
  JSON.stringify([slug, title ?? null, description ?? null, licence ?? null, attribution ?? null])

/** A commit as the chain covers it. */
export interface ChainedCommit {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly publicSeq: number
  readonly published: number
  readonly publicContent: string | null
  readonly content: string | null
}

/** The digests of both chains after a commit; the public one is that of `publicSeq`. */
export interface ChainHead {
  readonly seq: number
  readonly digest: string
  readonly publicSeq: number
  readonly publicDigest: string
}

/** The head of a database without changes. */
export const emptyChain: ChainHead = { seq: 0, digest: chainStart, publicSeq: 0, publicDigest: chainStart }

/** Returns the digest of a commit in the public chain. */
export const publicLink = (
  before: string,
  { seq, at, kind, publicContent }: Pick<ChainedCommit, 'seq' | 'at' | 'kind' | 'publicContent'>,
): string => sha256(`${before} ${seq} ${at} ${kind} ${publicContent ?? none}\n`)

const fullLink = (before: string, { seq, at, kind, publicSeq, published, content }: ChainedCommit): string =>
  sha256(`${before} ${seq} ${at} ${kind} ${publicSeq} ${published} ${content ?? none}\n`)

/** Returns the head after a commit, from the head before it. */
export const nextHead = (head: ChainHead, commit: ChainedCommit): ChainHead => {
  const isPublic = commit.publicSeq === commit.seq
  return {
    seq: commit.seq,
    digest: fullLink(head.digest, commit),
    publicSeq: commit.publicSeq,
    publicDigest: isPublic ? publicLink(head.publicDigest, commit) : head.publicDigest,
  }
}
