/** Checks that several tables share. A `?` in their SQL would be a parameter. */
import type { Check } from './fault.ts'

/** Returns a check: what is wrong with the rows of a query. */
export const check = (detail: string, sql: string): Check => ({ detail, sql })

/**
 * Returns the check that a column names an actor: the public, the first admin, the server, a token, or the receipt of what
 * one of them filed.
 */
export const isActor = (table: string, column: string, key: string): Check =>
  check(
    `${column} is neither an actor nor a token.`,
    `SELECT ${key} AS key FROM (SELECT *, iif(${column} GLOB 'receipt:*', substr(${column}, 9), ${column}) AS named FROM ${table})
      WHERE named IS NOT NULL AND named NOT IN ('public', 'admin', 'sitrep')
        AND NOT EXISTS (SELECT 1 FROM tokens WHERE tokens.id = named)`,
  )

export const isTime = (table: string, column: string, key: string): Check =>
  check(
    `${column} is not a time.`,
    `SELECT ${key} AS key FROM ${table} WHERE ${column} IS NOT NULL
      AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS NOT ${column}`,
  )

export const isDigest = (table: string, column: string, key: string): Check =>
  check(
    `${column} is not a SHA-256.`,
    `SELECT ${key} AS key FROM ${table} WHERE ${column} IS NOT NULL
      AND (length(${column}) <> 64 OR ${column} GLOB '*[^0-9a-f]*')`,
  )

export const isId = (table: string, column: string, key: string): Check =>
  check(
    `${column} is not an id.`,
    `SELECT ${key} AS key FROM ${table} WHERE length(${column}) <> 36 OR substr(${column}, 15, 1) <> '7'
      OR length(replace(${column}, '-', '')) <> 32 OR replace(${column}, '-', '') GLOB '*[^0-9a-f]*'`,
  )

/** Returns the check that an id of version 7 has the milliseconds of a time. */
export const isIdOfTime = (table: string, column: string): Check =>
  check(
    `Its id has another time than ${column}.`,
    `SELECT id AS key FROM ${table} WHERE replace(substr(id, 1, 13), '-', '')
      <> format('%012x', strftime('%s', ${column}) * 1000 + substr(${column}, 21, 3))`,
  )

/** Returns the check that a column names a commit of a kind. */
export const isCommitOf = (table: string, column: string, kind: string, key: string): Check =>
  check(
    `It belongs to no commit of the kind ${kind}.`,
    `SELECT ${key} AS key FROM ${table} WHERE ${column} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM commits WHERE seq = ${column} AND kind = '${kind}')`,
  )

/** All versions, without their texts. */
export const versions = `(SELECT row_key, id, revision, commit_seq, status, dataset, filer FROM incidents
  UNION ALL SELECT row_key, id, revision, commit_seq, status, dataset, filer FROM incident_history)`
