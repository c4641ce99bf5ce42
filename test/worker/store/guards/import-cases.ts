/** What the guards refuse of imports, of what they stage, and of mappings. */
import { checkFailed, foreignKeyFailed, type GuardCase, guardCase, uniqueFailed } from './guard-case.ts'
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

const aChunk = ({ incidentRows = '[]', isDeferred = 0 } = {}): string =>
  `INSERT INTO import_chunks (import, chunk, is_deferred, incident_rows, body_rows, removed_links, added_links, row_matches)
   VALUES (${id}, 0, ${isDeferred}, '${incidentRows}', '[]', '[]', '[]', '[]')`

const aRow = (rowKey: string): string =>
  `INSERT INTO import_rows (dataset, digest, nth, row_key) VALUES ('reports', 'd1', 1, ${rowKey})`

/** A mapping that is as it must be, with other values in some columns. */
const aMapping = (values: Readonly<Record<string, string>> = {}): string => {
  const columns = {
    dataset: "'reports'",
    name: "'table'",
    mapping: "'{}'",
    updated_at: "'2024-06-15T12:00:00.000Z'",
    updated_by: "'admin'",
    ...values,
  }
  return `INSERT INTO mappings (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`
}

const mappingCases: readonly GuardCase[] = [
  ...guardCase('mappings: PRIMARY KEY', [
    'a second mapping of one name',
    [aMapping(), aMapping({ mapping: "'[]'" })],
    uniqueFailed('mappings.dataset', 'mappings.name'),
  ]),
  ...guardCase('mappings: REFERENCES datasets (slug)', [
    'a mapping of no dataset',
    aMapping({ dataset: "'none'" }),
    foreignKeyFailed,
  ]),
  ...guardCase("mappings: CHECK (name <> '')", [
    'a mapping without a name',
    aMapping({ name: "''" }),
    checkFailed("name <> ''"),
  ]),
  ...guardCase('mappings: CHECK (json_valid(mapping))', [
    'a stored mapping that is not JSON',
    aMapping({ mapping: "'{'" }),
    checkFailed('json_valid(mapping)'),
  ]),
]

export const importCases: readonly GuardCase[] = [
  ...mappingCases,
  ...guardCase('imports: PRIMARY KEY', [
    'a second import of one id',
    [anImport(), anImport({ actor: "'token:other'" })],
    uniqueFailed('imports.id'),
  ]),
  ...guardCase('imports: CHECK (length(id) = 36)', [
    'an import with an id that is none',
    anImport({ id: "'1'" }),
    checkFailed('length(id) = 36'),
  ]),
  ...guardCase("imports: CHECK (mode IN ('all', 'valid'))", [
    'an import of no mode',
    anImport({ mode: "'some'" }),
    checkFailed('mode IN'),
  ]),
  ...guardCase('imports: CHECK (dry_run IN (0, 1))', [
    'an import that is half a rehearsal',
    anImport({ dry_run: 2 }),
    checkFailed('dry_run IN (0, 1)'),
  ]),
  ...guardCase('imports: CHECK (settings IS NULL OR json_valid(settings))', [
    'settings that are not JSON',
    anImport({ settings: "'{'" }),
    checkFailed('settings IS NULL'),
  ]),
  ...guardCase('imports: CHECK (mapping IS NULL OR json_valid(mapping))', [
    'a mapping that is not JSON',
    anImport({ mapping: "'{'" }),
    checkFailed('mapping IS NULL'),
  ]),
  ...guardCase('imports: CHECK (report IS NULL OR json_valid(report))', [
    'a report that is not JSON',
    anImport({ report: "'{'" }),
    checkFailed('report IS NULL'),
  ]),
  ...guardCase('import_chunks: REFERENCES imports (id)', [
    'a chunk of no import',
    aChunk(),
    foreignKeyFailed,
  ]),
  ...guardCase('import_chunks: PRIMARY KEY', [
    'a chunk twice',
    [anImport(), aChunk(), aChunk({ incidentRows: '[[]]' })],
    uniqueFailed('import_chunks.import', 'import_chunks.chunk'),
  ]),
  ...guardCase('import_chunks: CHECK (is_deferred IN (0, 1))', [
    'a chunk that waits by half',
    [anImport(), aChunk({ isDeferred: 2 })],
    checkFailed('is_deferred IN (0, 1)'),
  ]),
  ...guardCase('import_rows: PRIMARY KEY', [
    'a second record made by one row',
    [aRow(keyOfRecord(once)), aRow(keyOfRecord(last))],
    uniqueFailed('import_rows.dataset', 'import_rows.digest', 'import_rows.nth'),
  ]),
  ...guardCase('import_rows: REFERENCES incidents (row_key)', [
    'a row that made no record',
    aRow('1'),
    foreignKeyFailed,
  ]),
]
