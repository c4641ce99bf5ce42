/** What the guards refuse of imports and of what they stage. */
import { check, foreign, type GuardCase, of, unique } from './guard-case.ts'

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

const aChunk = (narrow = '[]'): string =>
  `INSERT INTO import_chunks (import, chunk, narrow, bodies, links_gone, links_come)
   VALUES (${id}, 0, '${narrow}', '[]', '[]', '[]')`

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
    [anImport(), aChunk(), aChunk('[[]]')],
    unique('import_chunks.import', 'import_chunks.chunk'),
  ]),
]
