/** What the guards refuse of redactions, and what they refuse within one. */
import { checkFailed, type GuardCase, guardCase, noDelete, uniqueFailed } from './guard-case.ts'
import {
  body,
  commit,
  copyRow,
  keyOfRecord,
  newest,
  once,
  openRedaction,
  replace,
  twice,
  updateBody,
  updateIncident,
} from './seed-statements.ts'

const fixed = 'sitrep:history_immutable'
const still = 'sitrep:redaction_immutable'
const first = 'revision = 1 AND row_key = (SELECT row_key FROM redactions WHERE open = 1)'
const [redacting = '', ...rest] = openRedaction(twice)
const opening = openRedaction(twice).at(-1) ?? ''
const scrub = "public_json = '}', redacted = 'record'"
const rewriteFirst = (set: string) => [
  ...openRedaction(twice),
  `UPDATE incident_history SET ${set} WHERE ${first}`,
]
const reword = (set: string, which = '= 1') => [
  ...openRedaction(twice),
  `UPDATE commits SET reason = 'other'${set} WHERE seq ${which}`,
]

const onRedactions = [
  ...guardCase(
    'redactions_insert',
    ['a redaction by a commit of another kind', [commit, ...rest], still],
    ['a redaction that gives no next version', [redacting, opening], still],
    [
      'a redaction by a commit before',
      "INSERT INTO redactions (commit_seq, row_key, changed, open, files_deleted) SELECT commit_seq, row_key, '[]', 1, 0 FROM incidents WHERE reference = 'once'",
      still,
    ],
    [
      'two redactions in one commit',
      [...openRedaction(twice), updateIncident(once), updateBody(once), openRedaction(once).at(-1) ?? ''],
      still,
      uniqueFailed('redactions.commit_seq'),
    ],
    [
      'a redaction in the place of another',
      [...openRedaction(twice), copyRow('redactions', 'open = 1', { open: 0 }, replace)],
      still,
    ],
  ),
  ...guardCase(
    'redactions_immutable',
    [
      'a redaction opened again',
      [...openRedaction(twice), 'UPDATE redactions SET open = 0', 'UPDATE redactions SET open = 1'],
      still,
    ],
    ['a redaction of another record', [...openRedaction(twice), 'UPDATE redactions SET row_key = 1'], still],
    [
      'other fields in a redaction',
      [...openRedaction(twice), "UPDATE redactions SET changed = '[0]'"],
      still,
    ],
    [
      'files that are there again',
      [
        ...openRedaction(twice),
        'UPDATE redactions SET files_deleted = 1',
        'UPDATE redactions SET files_deleted = 0',
      ],
      still,
    ],
  ),
  ...guardCase('redactions_no_delete', [
    'a deleted redaction',
    [...openRedaction(twice), 'DELETE FROM redactions'],
    noDelete,
  ]),
  ...guardCase('redactions: CHECK (json_valid(changed))', [
    'fields that are no JSON',
    [...openRedaction(twice).slice(0, -1), opening.replace("'[]'", "'['")],
    checkFailed('json_valid(changed)'),
  ]),
  ...guardCase('redactions: CHECK (open IN (0, 1))', [
    'a redaction that is half open',
    [...openRedaction(twice).slice(0, -1), opening.replace(', 1, 0)', ', 2, 0)')],
    checkFailed('open IN (0, 1)'),
  ]),
  ...guardCase('redactions: CHECK (files_deleted IN (0, 1))', [
    'files that are half gone',
    [...openRedaction(twice).slice(0, -1), opening.replace(', 1, 0)', ', 1, 2)')],
    checkFailed('files_deleted IN (0, 1)'),
  ]),
]

const suggested = (incident: string) =>
  `INSERT INTO suggestions (row_key, id, incident, revision, actor, at, reason, patch, warnings, status)
   VALUES (1, '016f5e66-e800-7007-8000-000000000000', ${incident}, 1, 'public', '2025', 'x', '{}', 0, 'waiting')`

const withinOne = [
  ...guardCase('suggestions_no_delete', [
    'a correction of another record deleted by a redaction',
    [suggested(keyOfRecord(once)), ...openRedaction(twice), 'DELETE FROM suggestions'],
    noDelete,
  ]),
  ...guardCase(
    'incident_history_immutable',
    [
      'a redaction of the history of another record',
      [...openRedaction(once), `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`],
      fixed,
    ],
    ['a rewriting that does not say so', rewriteFirst("public_json = '}'"), fixed],
    ['another status by a redaction', rewriteFirst(`${scrub}, status = 'published'`), fixed],
    ['another filer by a redaction', rewriteFirst(`${scrub}, filer = 'me'`), fixed],
    ['another time by a redaction', rewriteFirst(`${scrub}, updated_at = '2025'`), fixed],
    [
      'a rewriting behind a redaction that is closed',
      [
        ...openRedaction(twice),
        'UPDATE redactions SET open = 0',
        `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`,
      ],
      fixed,
    ],
    [
      'a rewriting in the commit behind a redaction',
      [...openRedaction(twice), commit, `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`],
      fixed,
    ],
  ),
  ...guardCase(
    'commits_immutable',
    [
      'another time of a commit by a redaction',
      reword(", at = '2024-06-15T12:00:00.001Z'"),
      'sitrep:commit_immutable',
    ],
    ['a salt in a commit by a redaction', reword(", seal = 'salt'"), 'sitrep:commit_immutable'],
    ['another content of a commit by a redaction', reword(", content = 'forged'"), 'sitrep:commit_immutable'],
    [
      'what a commit undoes by a redaction',
      reword(", undoes = '[1]'"),
      'sitrep:commit_immutable',
      checkFailed("undoes IS NULL OR (kind = 'undo' AND json_array_length(undoes) > 0)"),
    ],
    ['another actor of a commit by a redaction', reword(", actor = 'me'"), 'sitrep:commit_immutable'],
    ['the reason of a commit of another record', reword('', '= 3'), 'sitrep:commit_immutable'],
    ['the reason of the redaction itself', reword('', `= ${newest}`), 'sitrep:commit_immutable'],
  ),
]

const taken = `INSERT INTO reads (seq, ordinal, at, actor, address, commit_seq, rows)
   VALUES (1, 1, '2024', 'admin', '/incidents.csv?q=x', 1, 2)`
const readFixed = 'sitrep:read_immutable'

const ofReads = guardCase(
  'reads_immutable',
  ['another address without a redaction', [taken, "UPDATE reads SET address = '/'"], readFixed],
  [
    'another actor of a read by a redaction',
    [taken, ...openRedaction(once), "UPDATE reads SET address = '/', actor = 'me'"],
    readFixed,
  ],
  [
    'another address behind a redaction that is closed',
    [taken, ...openRedaction(once), 'UPDATE redactions SET open = 0', "UPDATE reads SET address = '/'"],
    readFixed,
  ],
)

export const redactionCases: readonly GuardCase[] = [...onRedactions, ...withinOne, ...ofReads]
