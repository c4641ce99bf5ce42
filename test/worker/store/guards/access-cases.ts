/** What the guards refuse of tokens and of reads. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import { replace } from './seed-statements.ts'

const [digest, other] = ["'a'", "'b'"].map((letter) => `replace(hex(zeroblob(32)), '0', ${letter})`)
const id = "'016f5e66-e800-7007-8000-000000000000'"
const otherId = "'016f5e66-e800-7007-8000-000000000001'"
const made = "'2024-06-15T12:00:00.000Z'"
const later = "'2024-06-15T13:00:00.000Z'"

type Values = Readonly<Record<string, string | number>>

const into = (table: string, columns: Values, { verb = 'INSERT', upsert: on = '' } = {}): string =>
  `${verb} INTO ${table} (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')}) ${on}`

/** A token that is as it must be, with other values in some columns. */
const aToken = (values: Values = {}, how = {}): string =>
  into(
    'tokens',
    {
      digest: digest ?? '',
      id,
      name: "'Desk'",
      role: "'editor'",
      created_at: made,
      created_by: "'admin'",
      ...values,
    },
    how,
  )

/** A secret that a token had, as it must be, with other values in some columns. */
const formerSecret = (values: Values = {}, how = {}): string =>
  into(
    'former_secrets',
    {
      digest: digest ?? '',
      token: id,
      replaced_by: '(SELECT max(seq) FROM commits)',
      valid_until: later,
      ...values,
    },
    how,
  )

/** A token with another secret. */
const replaced = [aToken(), formerSecret(), `UPDATE tokens SET digest = ${other}`]
const secret = 'sitrep:secret_immutable'

const set = (what: string): string[] => [aToken(), `UPDATE tokens SET ${what}`]
const revoked = [aToken({ revoked_at: later, revoked_by: "'admin'" })]
const identity = 'sitrep:identity_changed'
const taken = 'sitrep:token_taken'

const onTokens = [
  ...guardCase(
    'tokens_insert',
    [
      'a token with the secret of another',
      [aToken(), aToken({ id: otherId })],
      taken,
      uniqueFailed('tokens.digest'),
    ],
    [
      'a token with the id of another',
      [aToken(), aToken({ digest: other ?? '' })],
      taken,
      uniqueFailed('tokens.id'),
    ],
    ['a token put in the place of another', [aToken(), aToken({ role: "'admin'" }, replace)], taken],
    [
      'an upsert of a token',
      [aToken(), aToken({}, onConflictUpdate(`revoked_at = ${later}, revoked_by = 'x'`))],
      taken,
    ],
  ),
  ...guardCase(
    'tokens_immutable',
    ['another secret for a token', set(`digest = ${other}`), identity],
    ['another id for a token', set(`id = ${otherId}`), identity],
    ['another name for a token', set("name = 'Other'"), identity],
    ['a higher role for a token', set("role = 'admin'"), identity],
    ['a token made at another time', set("created_at = '2024-06-15T11:00:00.000Z'"), identity],
    ['a token made by another', set("created_by = 'somebody'"), identity],
    ['a longer life for a token', set(`expires_at = ${later}`), identity],
    ['a wider scope for a token', set('datasets = \'["reports"]\''), identity],
    ['a secret taken up again', [...replaced, `UPDATE tokens SET digest = ${digest}`], identity],
  ),
  ...guardCase(
    'tokens_revoked',
    [
      'a revoked token that is taken up again',
      [...revoked, 'UPDATE tokens SET revoked_at = NULL, revoked_by = NULL'],
      'sitrep:token_revoked',
    ],
    [
      'a token revoked by another afterwards',
      [...revoked, "UPDATE tokens SET revoked_by = 'x'"],
      'sitrep:token_revoked',
    ],
  ),
  ...guardCase(
    'former_secrets_insert',
    [
      'a secret replaced twice',
      [aToken(), formerSecret(), formerSecret()],
      secret,
      uniqueFailed('former_secrets.digest'),
    ],
    ['a secret replaced by an earlier commit', [aToken(), formerSecret({ replaced_by: 0 })], secret],
    [
      'a secret replaced by a commit to come',
      [aToken(), formerSecret({ replaced_by: 99 })],
      secret,
      foreignKeyFailed,
    ],
    ['a secret of no token', [aToken(), formerSecret({ token: otherId })], secret, foreignKeyFailed],
    [
      'a secret that is kept as it is',
      [aToken(), formerSecret({ digest: "'sitrep_secret'" })],
      secret,
      checkFailed('length(digest) = 64'),
    ],
  ),
  ...guardCase(
    'former_secrets_immutable',
    [
      'another secret in the place of one',
      [...replaced, `UPDATE former_secrets SET digest = ${other}`],
      secret,
    ],
    [
      'a secret that lives longer',
      [...replaced, `UPDATE former_secrets SET valid_until = ${made.replace('2024', '2025')}`],
      secret,
    ],
    [
      'a secret replaced by another commit',
      [...replaced, 'UPDATE former_secrets SET replaced_by = 0'],
      secret,
    ],
  ),
  ...guardCase('former_secrets_no_delete', [
    'a deleted secret',
    [...replaced, 'DELETE FROM former_secrets'],
    noDelete,
  ]),
  ...guardCase(
    "tokens: CHECK (datasets IS NULL OR (role <> 'admin' AND json_array_length(datasets) > 0))",
    ['a token for no dataset', aToken({ datasets: "'[]'" }), checkFailed('datasets IS NULL OR')],
    [
      'an admin of one dataset',
      aToken({ role: "'admin'", datasets: '\'["a"]\'' }),
      checkFailed('datasets IS NULL OR'),
    ],
  ),
  ...guardCase("tokens: CHECK (used_at GLOB '????-??-??T??:??:00.000Z')", [
    'the second in which a token was used',
    set("used_at = '2024-06-15T12:01:01.000Z'"),
    checkFailed('used_at GLOB'),
  ]),
  ...guardCase('tokens: CHECK (ends_former IN (0, 1))', [
    'a token that ends half of its secrets',
    set('ends_former = 2'),
    checkFailed('ends_former IN'),
  ]),
  ...guardCase('tokens_no_delete', [
    'a deleted token',
    [aToken(), aToken({ digest: other ?? '', id: otherId }), `DELETE FROM tokens WHERE id = ${id}`],
    noDelete,
  ]),
  ...guardCase('tokens: CHECK (length(digest) = 64)', [
    'a token kept by its secret',
    aToken({ digest: "'sitrep_secret'" }),
    checkFailed('length(digest) = 64'),
  ]),
  ...guardCase('tokens: CHECK (length(id) = 36)', [
    'a token with an id that is none',
    aToken({ id: "'1'" }),
    checkFailed('length(id) = 36'),
  ]),
  ...guardCase("tokens: CHECK (name <> '')", [
    'a token without a name',
    aToken({ name: "''" }),
    checkFailed("name <> ''"),
  ]),
  ...guardCase("tokens: CHECK (role IN ('contributor', 'editor', 'admin'))", [
    'a token of a role that there is not',
    aToken({ role: "'public'" }),
    checkFailed('role IN'),
  ]),
  ...guardCase('tokens: CHECK (expires_at IS NULL OR expires_at > created_at)', [
    'a token that ended before it began',
    aToken({ expires_at: made }),
    checkFailed('expires_at IS NULL'),
  ]),
  ...guardCase('tokens: CHECK (revoked_at IS NULL OR revoked_at >= created_at)', [
    'a token revoked before it was made',
    aToken({ revoked_at: "'2024-06-15T11:00:00.000Z'", revoked_by: "'admin'" }),
    checkFailed('revoked_at IS NULL OR'),
  ]),
  ...guardCase('tokens: CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))', [
    'a token revoked by nobody',
    aToken({ revoked_at: later }),
    checkFailed('(revoked_by IS NULL)'),
  ]),
  ...guardCase("tokens: CHECK (last_used_at GLOB '????-??-??T??:00:00.000Z')", [
    'the minute in which a token was used',
    set("last_used_at = '2024-06-15T12:01:00.000Z'"),
    checkFailed('last_used_at GLOB'),
  ]),
]

/** A read that is as it must be. */
const aRead = (values: Values = {}, how = {}): string =>
  into(
    'reads',
    {
      seq: 1,
      ordinal: 1,
      at: made,
      actor: "'admin'",
      address: "'/incidents.csv'",
      commit_seq: 1,
      rows: 2,
      ...values,
    },
    how,
  )

const fixed = 'sitrep:read_immutable'

const onReads = [
  ...guardCase(
    'reads_insert',
    [
      'a read with a number that is taken',
      [aRead(), aRead()],
      fixed,
      uniqueFailed('reads.seq', 'reads.ordinal'),
    ],
    ['a read put in the place of another', [aRead(), aRead({ rows: 0 }, replace)], fixed],
    ['an upsert of a read', [aRead(), aRead({}, onConflictUpdate("actor = 'x'"))], fixed, fixed],
  ),
  ...guardCase('reads_immutable', [
    'another actor for a read',
    [aRead(), "UPDATE reads SET actor = 'x'"],
    fixed,
  ]),
  ...guardCase('reads_no_delete', [
    'a deleted read',
    [aRead(), aRead({ ordinal: 2 }), 'DELETE FROM reads WHERE ordinal = 1'],
    noDelete,
  ]),
  ...guardCase('reads: REFERENCES commits (seq)', [
    'a read of a time to come',
    aRead({ seq: 99 }),
    foreignKeyFailed,
  ]),
  ...guardCase('reads: CHECK (ordinal >= 1)', [
    'a read in the place of a commit',
    aRead({ ordinal: 0 }),
    checkFailed('ordinal >= 1'),
  ]),
  ...guardCase('reads: CHECK (rows >= 0)', [
    'a read of fewer than no records',
    aRead({ rows: -1 }),
    checkFailed('rows >= 0'),
  ]),
]

export const accessCases: readonly GuardCase[] = [...onTokens, ...onReads]
