/** A plain model of the register: every version that ever was, with the commits between which it was current. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { csvRow } from '../../../src/export/csv/write-csv.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import type { Part } from '../support.ts'

export type Status = StoredIncident['status']

export interface ModelVersion {
  readonly id: string
  readonly rowKey: number
  readonly filer: string
  readonly revision: number
  readonly commit: number
  /** The commit that replaced it. */
  until: number
  readonly status: Status
  /** What a person stated, with the dataset. */
  readonly stated: Part
  readonly created_at: string
  readonly updated_at: string
}

/** One text for equal values, whatever the order of their fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** JSON Merge Patch. */
export const mergePatched = (target: Part, patch: Part): Part => {
  const result: Record<string, unknown> = { ...target }
  for (const [name, value] of Object.entries(patch)) {
    const inner = result[name]
    if (value === null) delete result[name]
    else if (typeof value === 'object' && !Array.isArray(value) && typeof inner === 'object')
      result[name] = mergePatched(inner as Part, value as Part)
    else result[name] = value
  }
  return result
}

export const transitions: Readonly<Record<string, Readonly<Partial<Record<Status, Status>>>>> = {
  publish: { submitted: 'published' },
  reject: { submitted: 'rejected' },
  retract: { published: 'retracted' },
  restore: { retracted: 'published', rejected: 'submitted' },
}

/** Whether a version has its reference for itself: a report of the public does once it is published. */
const holds = ({ filer, status }: Pick<ModelVersion, 'filer' | 'status'>): boolean =>
  filer !== 'public' || status === 'published' || status === 'retracted'

export class Model {
  readonly held: ModelVersion[] = []
  readonly commits = [{ at: '1970-01-01T00:00:00.000Z', publicSeq: 0, published: 0 }]
  readonly datasets = new Set(['reports'])

  get seq(): number {
    return this.commits.length - 1
  }

  /** The versions of a commit, in order of their ids. */
  at(seq: number): ModelVersion[] {
    const there = this.held.filter(({ commit, until }) => commit <= seq && seq < until)
    return there.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  current(): ModelVersion[] {
    return this.held.filter(({ until }) => until === Number.POSITIVE_INFINITY)
  }

  /** The record that has the reference for itself. */
  holder(stated: Part): ModelVersion | undefined {
    return this.current().find(
      (each) =>
        holds(each) &&
        stated.reference !== undefined &&
        each.stated.reference === stated.reference &&
        each.stated.dataset === stated.dataset,
    )
  }

  /** Whether another record's reference stands in the way of a version; `stated`: somebody states it now. */
  conflicts(next: Pick<ModelVersion, 'id' | 'filer' | 'status' | 'stated'>, stated: boolean): boolean {
    const holder = this.holder(next.stated)
    if (!holder || holder.id === next.id) return false
    return holds(next) || (stated && holder.status === 'published')
  }

  /** Writes a version with a commit of its own; the one before is replaced. */
  write(
    now: number,
    next: Pick<ModelVersion, 'id' | 'rowKey' | 'filer' | 'status' | 'stated'>,
    before?: ModelVersion,
  ): ModelVersion {
    const last = this.commits[this.seq] ?? { at: '', publicSeq: 0, published: 0 }
    const at = [last.at, new Date(now).toISOString()].sort()[1] ?? ''
    const [was, is] = [before?.status === 'published', next.status === 'published']
    const commit = this.commits.length
    this.commits.push({
      at,
      publicSeq: was || is ? commit : last.publicSeq,
      published: last.published + Number(is) - Number(was),
    })
    if (before) before.until = commit
    const version: ModelVersion = {
      ...next,
      revision: (before?.revision ?? 0) + 1,
      commit,
      until: Number.POSITIVE_INFINITY,
      created_at: before?.created_at ?? at,
      updated_at: at,
    }
    this.held.push(version)
    this.datasets.add(String(next.stated.dataset))
    return version
  }
}

/** The record as an editor gets it. */
export const recordOf = ({ id, status, revision, commit, created_at, updated_at, stated }: ModelVersion) =>
  ({
    id,
    status,
    revision,
    commit,
    created_at,
    updated_at,
    warnings: [],
    ...stated,
  }) as unknown as StoredIncident

/** The time of filing as the public gets it. */
export const filedAt = ({ created_at, filer }: ModelVersion): string =>
  filer === 'public' ? created_at.slice(0, 10) : created_at

/** The record's row of the public CSV. */
export const lineOf = (held: ModelVersion): string => {
  const record = { ...recordOf(held), created_at: filedAt(held) }
  const cells: Cell[] = flatColumns.map(({ get }) => get(record))
  return `${csvRow(cells)}\r\n`
}

/** The record as the public gets it. */
export const publicRecordOf = (held: ModelVersion) => {
  const { notes: _, ...shown } = recordOf(held)
  return { ...shown, created_at: filedAt(held) }
}
