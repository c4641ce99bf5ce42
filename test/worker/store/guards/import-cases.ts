/** What the guards refuse of imports and of what they stage. */
import { check, foreign, type GuardCase, of, unique } from './guard-case.ts'
import { keyOfRecord, last, once } from './seed-statements.ts'

const id = "'016f5e66-e800-7007-8000-000000000000'"

/** An import that is as it must be, with other values in some columns. */
const anImport = (values: Readonly<Record<string, string | number>> = {}): string => {
  const columns = {
    id,
    at: "'2024-06-15T12:00:00.000Z'",
    actor: "'token:editor'",
    profile: "'flat'",
    mode: "'all'",
    dry_run: 0,
    content_type: "'text/csv'",
    ...values,
  }
  return `INSERT INTO imports (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`
}

const aChunk = ({ narrow = '[]', waiting = 0 } = {}): string =>
  `INSERT INTO import_chunks (import, chunk, waiting, narrow, bodies, links_gone, links_come, made)
   VALUES (${id}, 0, ${waiting}, '${narrow}', '[]', '[]', '[]', '[]')`

const aRow = (n: string): string =>
  `INSERT INTO import_rows (dataset, digest, nth, n) VALUES ('reports', 'd1', 1, ${n})`

export const imports: readonly GuardCase[] = [
  ...of('imports: PRIMARY KEY', [
    'a second import of one id',
    [anImport(), anImport({ actor: "'token:other'" })],
    unique('imports.id'),
  ]),
  ...of('imports: CHECK (length(id) = 36)', [
    'an import with an id that is none',
    anImport({ id: "'1'" }),
    check('length(id) = 36'),
  ]),
  ...of("imports: CHECK (mode IN ('all', 'valid'))", [
    'an import of no mode',
    anImport({ mode: "'some'" }),
    check('mode IN'),
  ]),
  ...of('imports: CHECK (dry_run IN (0, 1))', [
    'an import that is half a rehearsal',
    anImport({ dry_run: 2 }),
    check('dry_run IN (0, 1)'),
  ]),
  ...of('imports: CHECK (mapping IS NULL OR json_valid(mapping))', [
    'a mapping that is not JSON',
    anImport({ mapping: "'{'" }),
    check('mapping IS NULL'),
  ]),
  ...of('imports: CHECK (report IS NULL OR json_valid(report))', [
    'a report that is not JSON',
    anImport({ report: "'{'" }),
    check('report IS NULL'),
  ]),
  ...of('import_chunks: REFERENCES imports (id)', ['a chunk of no import', aChunk(), foreign]),
  ...of('import_chunks: PRIMARY KEY', [
    'a chunk twice',
    [anImport(), aChunk(), aChunk({ narrow: '[[]]' })],
    unique('import_chunks.import', 'import_chunks.chunk'),
  ]),
  ...of('import_chunks: CHECK (waiting IN (0, 1))', [
    'a chunk that waits by half',
    [anImport(), aChunk({ waiting: 2 })],
    check('waiting IN (0, 1)'),
  ]),
  ...of('import_rows: PRIMARY KEY', [
    'a second record made by one row',
    [aRow(keyOfRecord(once)), aRow(keyOfRecord(last))],
    unique('import_rows.dataset', 'import_rows.digest', 'import_rows.nth'),
  ]),
  ...of('import_rows: REFERENCES incidents (n)', ['a row that made no record', aRow('1'), foreign]),
]
