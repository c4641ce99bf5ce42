/** What the guards refuse of redactions, and what they refuse within one. */
import { check, type GuardCase, noDelete, of, unique } from './guard-case.ts'
import {
  body,
  commit,
  copy,
  keyOfRecord,
  newest,
  once,
  opened,
  replace,
  revise,
  reviseBody,
  twice,
} from './seed-statements.ts'

const fixed = 'sitrep:history_fixed'
const still = 'sitrep:redaction_fixed'
const first = 'revision = 1 AND n = (SELECT n FROM redactions WHERE open = 1)'
const [redacting = '', ...rest] = opened(twice)
const opening = opened(twice).at(-1) ?? ''
const scrub = "doc = '}', redacted = 'record'"
const rewriteFirst = (set: string) => [...opened(twice), `UPDATE incident_history SET ${set} WHERE ${first}`]
const reword = (set: string, which = '= 1') => [
  ...opened(twice),
  `UPDATE commits SET reason = 'other'${set} WHERE seq ${which}`,
]

const onRedactions = [
  ...of(
    'redactions_new',
    ['a redaction by a commit of another kind', [commit, ...rest], still],
    ['a redaction that gives no next version', [redacting, opening], still],
    [
      'a redaction by a commit before',
      "INSERT INTO redactions SELECT commit_seq, n, '[]', 1, 0 FROM incidents WHERE reference = 'once'",
      still,
    ],
    [
      'two redactions in one commit',
      [...opened(twice), revise(once), reviseBody(once), opened(once).at(-1) ?? ''],
      still,
      unique('redactions.commit_seq'),
    ],
    [
      'a redaction in the place of another',
      [...opened(twice), copy('redactions', 'open = 1', { open: 0 }, replace)],
      still,
    ],
  ),
  ...of(
    'redactions_stay',
    [
      'a redaction opened again',
      [...opened(twice), 'UPDATE redactions SET open = 0', 'UPDATE redactions SET open = 1'],
      still,
    ],
    ['a redaction of another record', [...opened(twice), 'UPDATE redactions SET n = 1'], still],
    ['other fields in a redaction', [...opened(twice), "UPDATE redactions SET changed = '[0]'"], still],
    [
      'files that are there again',
      [...opened(twice), 'UPDATE redactions SET files_gone = 1', 'UPDATE redactions SET files_gone = 0'],
      still,
    ],
  ),
  ...of('redactions_kept', ['a deleted redaction', [...opened(twice), 'DELETE FROM redactions'], noDelete]),
  ...of('redactions: CHECK (json_valid(changed))', [
    'fields that are no JSON',
    [...opened(twice).slice(0, -1), opening.replace("'[]'", "'['")],
    check('json_valid(changed)'),
  ]),
  ...of('redactions: CHECK (open IN (0, 1))', [
    'a redaction that is half open',
    [...opened(twice).slice(0, -1), opening.replace(', 1, 0)', ', 2, 0)')],
    check('open IN (0, 1)'),
  ]),
  ...of('redactions: CHECK (files_gone IN (0, 1))', [
    'files that are half gone',
    [...opened(twice).slice(0, -1), opening.replace(', 1, 0)', ', 1, 2)')],
    check('files_gone IN (0, 1)'),
  ]),
]

const suggested = (incident: string) =>
  `INSERT INTO suggestions (n, id, incident, revision, actor, at, reason, patch, warnings, status)
   VALUES (1, '016f5e66-e800-7007-8000-000000000000', ${incident}, 1, 'public', '2025', 'x', '{}', 0, 'waiting')`

const withinOne = [
  ...of('suggestions_kept', [
    'a correction of another record deleted by a redaction',
    [suggested(keyOfRecord(once)), ...opened(twice), 'DELETE FROM suggestions'],
    noDelete,
  ]),
  ...of(
    'incident_history_stay',
    [
      'a redaction of the history of another record',
      [...opened(once), `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`],
      fixed,
    ],
    ['a rewriting that does not say so', rewriteFirst("doc = '}'"), fixed],
    ['another status by a redaction', rewriteFirst(`${scrub}, status = 'published'`), fixed],
    ['another filer by a redaction', rewriteFirst(`${scrub}, filer = 'me'`), fixed],
    ['another time by a redaction', rewriteFirst(`${scrub}, updated_at = '2025'`), fixed],
    [
      'a rewriting behind a redaction that is closed',
      [
        ...opened(twice),
        'UPDATE redactions SET open = 0',
        `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`,
      ],
      fixed,
    ],
    [
      'a rewriting in the commit behind a redaction',
      [...opened(twice), commit, `UPDATE incident_history SET ${scrub} WHERE ${body(twice)}`],
      fixed,
    ],
  ),
  ...of(
    'commits_stay',
    [
      'another time of a commit by a redaction',
      reword(", at = '2024-06-15T12:00:00.001Z'"),
      'sitrep:commit_fixed',
    ],
    ['another actor of a commit by a redaction', reword(", actor = 'me'"), 'sitrep:commit_fixed'],
    ['the reason of a commit of another record', reword('', '= 3'), 'sitrep:commit_fixed'],
    ['the reason of the redaction itself', reword('', `= ${newest}`), 'sitrep:commit_fixed'],
  ),
]

const taken = `INSERT INTO reads (seq, n, at, actor, address, commit_seq, rows)
   VALUES (1, 1, '2024', 'admin', '/incidents.csv?q=x', 1, 2)`
const readFixed = 'sitrep:read_fixed'

const ofReads = of(
  'reads_stay',
  ['another address without a redaction', [taken, "UPDATE reads SET address = '/'"], readFixed],
  [
    'another actor of a read by a redaction',
    [taken, ...opened(once), "UPDATE reads SET address = '/', actor = 'me'"],
    readFixed,
  ],
  [
    'another address behind a redaction that is closed',
    [taken, ...opened(once), 'UPDATE redactions SET open = 0', "UPDATE reads SET address = '/'"],
    readFixed,
  ],
)

export const redactions: readonly GuardCase[] = [...onRedactions, ...withinOne, ...ofReads]
