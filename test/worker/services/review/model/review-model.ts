/** What the desk must be, as plainly as it can be said: every version that ever was, in a list. It shares no code with what it judges. */
import { changedPointers, type Field, hasEqualFields, type RecordFields } from './record-fields.ts'

export interface Person {
  /** Of its token. */
  readonly name?: string
  readonly id: string
  readonly role: 'public' | 'contributor' | 'editor' | 'admin'
  readonly token?: string
}

export interface Version {
  readonly id: string
  readonly filer: string
  readonly revision: number
  readonly commit: number
  /** The commit that replaced it. */
  until: number
  readonly status: string
  said: RecordFields
  /** What redactions took of it since it was replaced. */
  taken?: 'notes' | 'record'
}

export interface Commit {
  readonly kind: string
  readonly actor: string
  reason: string | null
  readonly rows: number
  /** The last commit up to this one that changed what the public sees. */
  readonly publicSeq: number
  /** Of a redaction, what its readers miss. */
  readonly pointers?: readonly string[]
}

export interface Suggestion {
  readonly id: string
  readonly record: string
  readonly actor: string
  readonly field: Field
  /** Null takes the field out. */
  readonly value: string | null
  readonly reason: string
  status: 'waiting' | 'accepted' | 'declined'
}

export interface Import {
  readonly id: string
  readonly actor: string
  readonly dataset: string
  readonly text: string
  /** The commit of the redaction that took its file. */
  cutBy?: number
}

export interface Merge {
  readonly commit: number
  readonly id: string
  readonly into: string
}

/** That two records are not the same event, in whichever order it was said. */
export interface DistinctMark {
  readonly pair: ReadonlySet<string>
  /** Why it was said and, where it does not stand any more, why it was taken back. */
  reasons: string[]
  stands: boolean
}

export const endOfTime = Number.POSITIVE_INFINITY
export const isEditor = ({ role }: Person): boolean => role === 'editor' || role === 'admin'
const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)

/** What somebody sees of a version: all of it, the public part of it, or nothing. */
export const viewOf = (who: Person, { status, filer }: Version): 'whole' | 'public' | 'none' => {
  if (isEditor(who)) return 'whole'
  const isUnpublished = status === 'submitted' || status === 'rejected'
  if (who.role === 'contributor' && filer === who.id && isUnpublished) return 'whole'
  return status === 'published' ? 'public' : 'none'
}

/** Whether a version has its reference for itself: a report of the public does once it is published. */
const holds = ({ filer, status }: Pick<Version, 'filer' | 'status'>): boolean =>
  filer !== 'public' || status === 'published' || status === 'retracted'

export class ReviewModel {
  readonly versions: Version[] = []
  readonly commits: Commit[] = [{ kind: 'begin', actor: 'sitrep', reason: null, rows: 0, publicSeq: 0 }]
  suggestions: Suggestion[] = []
  readonly imports: Import[] = []
  readonly merges: Merge[] = []
  readonly tellings: DistinctMark[] = []
  readonly datasets = new Set(['reports'])

  get seq(): number {
    return this.commits.length - 1
  }

  at(seq: number): Version[] {
    return this.versions.filter(({ commit, until }) => commit <= seq && seq < until).sort(byId)
  }

  /** The current versions in the order of filing: the ids of the public's reports are random within a day. */
  current(): Version[] {
    const filed = new Map<string, number>()
    for (const [i, { id }] of this.versions.entries()) if (!filed.has(id)) filed.set(id, i)
    return this.at(this.seq).sort((a, b) => (filed.get(a.id) ?? 0) - (filed.get(b.id) ?? 0))
  }

  of(id: string): Version[] {
    return this.versions.filter((each) => each.id === id)
  }

  /** The record that has the reference for itself. */
  holder(said: RecordFields): Version | undefined {
    return this.current().find(
      (each) =>
        holds(each) &&
        said.reference !== undefined &&
        each.said.reference === said.reference &&
        each.said.dataset === said.dataset,
    )
  }

  /** Whether another record's reference stands in the way of a version; `stated`: somebody states it now. */
  conflicts(next: Pick<Version, 'id' | 'filer' | 'status' | 'said'>, stated: boolean): boolean {
    const holder = this.holder(next.said)
    if (!holder || holder.id === next.id) return false
    return holds(next) || (stated && holder.status === 'published')
  }

  /** A commit, numbered next. */
  commit(made: Omit<Commit, 'publicSeq'>, visible: boolean): number {
    const seq = this.commits.length
    const publicSeq = visible ? seq : (this.commits[seq - 1]?.publicSeq ?? 0)
    this.commits.push({ ...made, publicSeq })
    return seq
  }

  /** The next version of a record, made by a commit that is there. */
  replace(commit: number, next: Pick<Version, 'id' | 'filer' | 'status' | 'said'>): Version {
    const before = this.of(next.id).find(({ until }) => until === endOfTime)
    if (before) before.until = commit
    const { id, filer, status, said } = next
    const version = {
      id,
      filer,
      status,
      said,
      revision: (before?.revision ?? 0) + 1,
      commit,
      until: endOfTime,
    }
    this.versions.push(version)
    this.datasets.add(said.dataset ?? '')
    return version
  }

  /** One version in a commit of its own. */
  write(
    act: Pick<Commit, 'kind' | 'actor' | 'reason'>,
    next: Pick<Version, 'id' | 'filer' | 'status' | 'said'>,
  ): Version {
    const before = this.of(next.id).at(-1)
    const visible = before?.status === 'published' || next.status === 'published'
    return this.replace(this.commit({ ...act, rows: 1 }, visible), next)
  }

  /** Takes texts and a field out of all versions of a record; undefined where that is not possible. */
  redact(id: string, actor: string, reason: string, erase: string[], remove: Field[]): Version | undefined {
    const scrub = (text: string) => erase.reduce((left, each) => left.replaceAll(each, '[redacted]'), text)
    const withRedactions = (said: RecordFields): RecordFields =>
      Object.fromEntries(
        Object.entries(said)
          .filter(([name]) => !remove.includes(name as Field))
          .map(([name, text]) => [name, scrub(text)]),
      )
    const versions = this.of(id)
    const commits = versions.map(({ commit }) => this.commits[commit] as Commit)
    const tellings = this.tellings.filter(({ pair }) => pair.has(id))
    const texts = [
      ...versions.flatMap(({ said }) => Object.values(said)),
      ...commits.map((each) => each.reason ?? ''),
      ...tellings.flatMap(({ reasons }) => reasons),
    ]
    if (!erase.every((each) => texts.some((text) => text.includes(each)))) return undefined
    if (!remove.every((field) => versions.some(({ said }) => said[field] !== undefined))) return undefined
    const head = versions.at(-1) as Version
    const said = withRedactions(head.said)
    if (this.conflicts({ ...head, said }, false)) return undefined
    const touched = (version: Version) => !hasEqualFields(version.said, withRedactions(version.said))
    const visible = versions.some((each) => each.status === 'published' && (touched(each) || each === head))
    const pointers = changedPointers(head.said, said, false)
    for (const each of versions.filter(touched)) {
      const told = changedPointers(each.said, withRedactions(each.said), false).length > 0
      each.taken = told || each.taken === 'record' ? 'record' : 'notes'
      each.said = withRedactions(each.said)
    }
    for (const each of commits) each.reason = each.reason === null ? null : scrub(each.reason)
    for (const each of tellings) each.reasons = each.reasons.map(scrub)
    this.suggestions = this.suggestions.filter(({ record }) => record !== id)
    const commit = this.commit({ kind: 'redact', actor, reason, rows: 1, pointers }, visible)
    for (const each of this.imports) if (each.dataset === said.dataset) each.cutBy ??= commit
    return this.replace(commit, { ...head, said })
  }

  /** The commit at which somebody who asks for statuses as of a commit stands, and whether what they would get is gone. */
  asked(who: Person, statuses: readonly string[], seq: number): { commit: number; gone: boolean } {
    const onlyPublic = statuses.every((each) => each === 'published')
    const commit = onlyPublic ? (this.commits[seq]?.publicSeq ?? 0) : seq
    const gone =
      commit < this.seq &&
      this.at(commit).some(
        (each) =>
          statuses.includes(each.status) &&
          viewOf(who, each) !== 'none' &&
          (each.taken === 'record' || (each.taken === 'notes' && isEditor(who))),
      )
    return { commit, gone }
  }
}
