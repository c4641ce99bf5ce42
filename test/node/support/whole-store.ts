/** Everything that must hold in a store, looked for in its files: each fault is a line of words, and a sound store has none. */
import { createHash } from 'node:crypto'
import { scalarFilters } from '../../../schemas/query.ts'
import { fileIn, type Kept, keptIn, type Row, reading } from './store-files.ts'
import { derive, type Known, nameOf, reuseKnown, statedIn, type Version } from './store-versions.ts'

/** The digests of objects that were read before. */
const digests = new Map<string, string>()

const digestOf = ({ id, bytes }: Kept): string => {
  const found = digests.get(id) ?? createHash('sha256').update(bytes()).digest('hex')
  digests.set(id, found)
  return found
}

/** The words that objects were found not to have before. */
const absentWords = new Map<string, Set<string>>()

/** Which of these words an object has; each is looked for in the same bytes once. */
const wordsIn = ({ id, bytes }: Kept, words: readonly string[]): string[] => {
  const absent = absentWords.get(id) ?? new Set()
  absentWords.set(id, absent)
  const sought = words.filter((word) => !absent.has(word))
  if (sought.length === 0) return []
  const text = bytes()
  const found = sought.filter((word) => text.includes(word))
  for (const word of sought) if (!found.includes(word)) absent.add(word)
  return found
}

/** What all of some words begin with. */
const commonPrefix = ([first = '', ...rest]: readonly string[]): string => {
  let length = first.length
  while (rest.some((word) => !word.startsWith(first.slice(0, length)))) length--
  return first.slice(0, length)
}

export interface Store {
  readonly versions: readonly Version[]
  readonly faults: readonly string[]
  /** Words that are gone from the records, in what imports that did not end have staged. */
  readonly leftOver: readonly string[]
}

/** Looks through a store. */
class Look {
  readonly faults: string[] = []
  readonly leftOver: string[] = []
  readonly versions: Version[]
  readonly #rows: (sql: string) => Row[]
  /** The versions of each record, in their order. */
  readonly #records: Map<number, Version[]>
  readonly #commits: Row[]

  constructor(rows: (sql: string) => Row[], known: Known) {
    this.#rows = rows
    const columns = `i.row_key, i.id, i.revision, i.commit_seq, i.created_at, i.updated_at, i.filer, i.status, i.facets,
      ${scalarFilters.map((name) => `i.${name}`).join(', ')}`
    const body = 'public_json, full_json, warnings, search_words, csv_row'
    const found = rows(
      `SELECT ${columns}, NULL AS superseded_by, ${body}, b.revision AS body_revision
       FROM incidents AS i LEFT JOIN incident_body AS b ON b.row_key = i.row_key
       UNION ALL SELECT ${columns}, superseded_by, ${body}, revision FROM incident_history AS i ORDER BY 1, 3`,
    ) as unknown as Version[]
    this.versions = found.map((version) => reuseKnown(version, known))
    this.#records = Map.groupBy(this.versions, ({ row_key }) => row_key)
    this.#commits = rows('SELECT * FROM commits ORDER BY seq')
  }

  #expect(isRight: boolean, words: string): void {
    if (!isRight) this.faults.push(words)
  }

  /** Each revision is there once, and ends with the commit of the next one. */
  histories(): void {
    const at = new Map(this.#commits.map((commit) => [commit.seq, commit.at]))
    for (const versions of this.#records.values())
      for (const [i, version] of versions.entries()) {
        const name = `revision ${version.revision} of ${version.id}`
        const [first, next] = [versions[0], versions[i + 1]]
        this.#expect(version.revision === i + 1, `${name}: revision ${i + 1} is missing.`)
        this.#expect(version.body_revision === version.revision, `${name}: its body is of another revision.`)
        this.#expect(version.superseded_by === (next?.commit_seq ?? null), `${name}: superseded_by is wrong.`)
        this.#expect(
          at.get(version.commit_seq) === version.updated_at,
          `${name}: updated_at is not its commit's.`,
        )
        this.#expect(
          first?.updated_at === version.created_at,
          `${name}: created_at is not its first commit's.`,
        )
        this.#expect(first?.filer === version.filer && first?.id === version.id, `${name}: it is another's.`)
      }
  }

  /** Commits have no gap, each wrote all of its rows, and has counted what is published. */
  commits(): void {
    const written = Map.groupBy(this.versions, ({ commit_seq }) => commit_seq)
    const told = this.#rows('SELECT commit_seq, row_key, revision FROM changes').map((row) =>
      JSON.stringify(row),
    )
    const changes = new Set(told)
    let [published, publicSeq, seen] = [0, 0, 0]
    for (const [i, commit] of this.#commits.entries()) {
      const name = `commit ${commit.seq} (${commit.kind})`
      const versions = written.get(Number(commit.seq)) ?? []
      this.#expect(commit.seq === i, `${name}: there is a gap before it.`)
      this.#expect(
        i === 0 || String(commit.at) >= String(this.#commits[i - 1]?.at),
        `${name}: it is too early.`,
      )
      this.#expect(
        commit.rows === versions.length,
        `${name}: ${versions.length} of ${commit.rows} rows are there.`,
      )
      let isSeen = commit.kind === 'describe'
      for (const { row_key, revision, commit_seq, status } of versions) {
        const before = this.#records.get(row_key)?.[revision - 2]?.status
        published += Number(status === 'published') - Number(before === 'published')
        if (status !== 'published' && before !== 'published') continue
        isSeen = true
        seen++
        const change = JSON.stringify({ commit_seq, row_key, revision })
        this.#expect(changes.has(change), `${name}: its change of ${row_key} is not told.`)
      }
      const seqs = [isSeen ? commit.seq : publicSeq, ...(commit.kind === 'redact' ? [commit.seq] : [])]
      this.#expect(seqs.includes(commit.public_seq), `${name}: public_seq is ${commit.public_seq}.`)
      this.#expect(commit.published === published, `${name}: ${commit.published} for ${published} published.`)
      publicSeq = Number(commit.public_seq)
    }
    this.#expect(seen === changes.size, `${changes.size} changes are told of ${seen}.`)
  }

  /** What is found by is what the records state. Versions that were `known` to be right are passed over. */
  derive(known: Known): void {
    const links = new Set<string>()
    for (const version of this.versions) {
      if (version.public_json === null) continue
      if (version.superseded_by === null) {
        const { record } = statedIn(version)
        for (const { incident } of record.links ?? [])
          links.add(JSON.stringify([record.dataset, incident, version.row_key]))
      }
      if (known.get(nameOf(version)) === version) continue
      const wrong = Object.entries(derive(version)).filter(([name, value]) => version[name] !== value)
      const names = wrong.map(([name]) => name).join(', ')
      this.#expect(
        wrong.length === 0,
        `revision ${version.revision} of ${version.id}: ${names} do not derive from it.`,
      )
      if (wrong.length === 0) known.set(nameOf(version), version)
    }
    const found = this.#rows('SELECT dataset, named, row_key FROM incident_links').map((row) =>
      JSON.stringify(Object.values(row)),
    )
    this.#expect(
      JSON.stringify(found.sort()) === JSON.stringify([...links].sort()),
      `${found.length} links are found by, and ${links.size} stated.`,
    )
  }

  /** Bodies without a record are those of imports that have not ended, and so are chunks. */
  staged(): void {
    const staged = new Set(
      this.#rows(
        'SELECT r.value ->> 0 AS row_key FROM import_chunks AS c, json_each(c.incident_rows) AS r',
      ).map(({ row_key }) => row_key),
    )
    const loose = this.#rows(
      'SELECT row_key FROM incident_body WHERE row_key NOT IN (SELECT row_key FROM incidents)',
    )
    for (const { row_key } of loose)
      this.#expect(staged.has(row_key ?? 0), `The body ${row_key} has no record and is not staged.`)
    const ended = this.#rows(
      'SELECT import FROM import_chunks JOIN imports ON id = import WHERE report IS NOT NULL',
    )
    this.#expect(ended.length === 0, 'An import that has ended has chunks.')
  }

  /** What is kept beside the records: receipts, keys, merges, redactions. */
  besides(): void {
    const none = (sql: string, words: string) => {
      const found = this.#rows(sql).length
      this.#expect(found === 0, `${words}: ${found}.`)
    }
    const ofCommits = (kind: string) =>
      `SELECT i.row_key FROM commits AS c JOIN (SELECT row_key, commit_seq, revision, status FROM incidents UNION ALL
         SELECT row_key, commit_seq, revision, status FROM incident_history) AS i ON i.commit_seq = c.seq WHERE c.kind = '${kind}'`
    none(
      `${ofCommits('create')} AND i.row_key NOT IN (SELECT row_key FROM receipts)`,
      'Records that were filed lack their receipts',
    )
    none(
      `${ofCommits('merge')} AND i.status = 'merged' AND NOT EXISTS (SELECT 1 FROM merges WHERE commit_seq = c.seq AND row_key = i.row_key)`,
      'Merged records lead nowhere',
    )
    none('SELECT 1 FROM merges WHERE commit_seq NOT IN (SELECT seq FROM commits)', 'Merges without a commit')
    none('SELECT 1 FROM redactions WHERE open = 1', 'Redactions that stand open')
    none(
      "SELECT 1 FROM commits WHERE kind = 'redact' AND seq NOT IN (SELECT commit_seq FROM redactions)",
      'Redactions lost',
    )
    none(
      'SELECT 1 FROM idempotency AS k WHERE NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.row_key = k.row_key AND i.revision >= k.revision)',
      'Keys without what they made',
    )
    none('PRAGMA foreign_key_check', 'Rows that refer to nothing')
    this.#expect(this.#rows('PRAGMA integrity_check')[0]?.integrity_check === 'ok', 'The file is not sound.')
  }

  /** What had to be gone is in no row; in what imports have staged that did not end, it is told apart. */
  gone(words: readonly string[]): void {
    if (words.length === 0) return
    const tables = this.#rows(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_*' AND name NOT GLOB 'sqlite_*'`,
    )
    const staged = new Set(
      this.#rows(
        'SELECT row_key FROM incident_body WHERE row_key NOT IN (SELECT row_key FROM incidents)',
      ).map(({ row_key }) => row_key),
    )
    // Each table is read once, for what the words have in common; few rows have it.
    const prefix = commonPrefix(words)
    for (const { name } of tables) {
      const columns = this.#rows(`SELECT name FROM pragma_table_info('${name}')`).map((column) => column.name)
      const has = columns.map((column) => `instr(${column}, '${prefix}') > 0`).join(' OR ')
      const rows = this.#rows(`SELECT * FROM ${name} WHERE ${has}`)
      const isStaged = (row: Row) =>
        name === 'import_chunks' || (name === 'incident_body' && staged.has(row.row_key ?? 0))
      for (const word of words) {
        const found = rows.filter((row) => Object.values(row).some((value) => String(value).includes(word)))
        if (found.some(isStaged)) this.leftOver.push(`${word} is in ${name}.`)
        this.#expect(found.every(isStaged), `${word} is in ${name}.`)
      }
    }
  }

  /** What is in the bucket is whole; what had to be gone is in none of it when its files are said to be. */
  files(kept: readonly Kept[], words: readonly string[]): void {
    const objects = new Map(kept.map((each) => [each.key, each]))
    for (const { id, digest: wanted } of this.#rows(
      'SELECT id, digest FROM imports WHERE report IS NOT NULL AND redacted_by IS NULL',
    )) {
      const file = objects.get(`imports/${id}/file`)
      this.#expect(
        file !== undefined && digestOf(file) === wanted,
        `The file of the import ${id} is not what was sent.`,
      )
    }
    for (const [key, file] of objects) {
      const noted = key.endsWith('/file') ? objects.get(key.replace(/file$/, 'sha256')) : undefined
      if (key.startsWith('exports/') && noted)
        this.#expect(noted.bytes().toString() === digestOf(file), `${key} has another digest than is noted.`)
    }
    if (this.#rows('SELECT 1 FROM redactions WHERE files_deleted = 0').length > 0) return
    for (const [key, object] of objects)
      for (const word of wordsIn(object, words)) this.#expect(false, `${word} is in ${key}.`)
  }
}

/**
 * Looks through the whole store of a server, which may be at work. `gone` are words that were redacted; `known` takes up
 * the versions that were found right, so that they are passed over the next time.
 */
export const lookThrough = (
  store: string,
  { gone = [], known = new Map() }: { readonly gone?: readonly string[]; readonly known?: Known } = {},
): Store => {
  const file = fileIn(store, 'd1/miniflare-D1DatabaseObject')
  if (!file) throw new Error(`There is no database in ${store}.`)
  return reading(file, (rows) => {
    const look = new Look(rows, known)
    look.histories()
    look.commits()
    look.derive(known)
    look.staged()
    look.besides()
    look.gone(gone)
    look.files(keptIn(store), gone)
    return look
  })
}
