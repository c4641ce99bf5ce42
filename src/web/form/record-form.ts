/** The content of a form: its values, its errors, its hidden fields. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { createSecret } from '../../auth/hash.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Problem, RequestIssue } from '../../problems.ts'
import { allFields, recordShape } from '../../record/shape.ts'
import { withoutServerFields } from '../../services/version-row.ts'
import { encodeList } from '../../text/list-cell.ts'
import type { RecordFields } from '../body/record-body.ts'
import { replaceValues } from './date-phrases.ts'
import type { FormGuard } from './form-guard.ts'

export interface RecordForm {
  readonly action: string
  /** The values exactly as typed, by paths such as `weapons.0.type`. */
  readonly values: ReadonlyMap<string, string>
  readonly errors: readonly RequestIssue[]
  /** The number of all errors, if not all are listed. */
  readonly count?: number | undefined
  /** Names and values of hidden fields. */
  readonly hidden: readonly (readonly [string, string])[]
  readonly submitLabel: string
  /** What the form of a report has against programs. */
  readonly guard?: FormGuard | undefined
  /** What the person must know before sending the form again. */
  readonly notice?: string | undefined
  /** Paths of lists with an extra blank entry. */
  readonly extraEntries?: readonly string[] | undefined
  /** The dates that a phrase can mean, by the path of its control. */
  readonly choices?: ReadonlyMap<string, readonly string[]> | undefined
  /**
   * The URL to which the buttons that add an entry post, if not the page of a new record; they send all fields, and
   * `_more` with the path of the list.
   */
  readonly addEntryUrl?: string | undefined
}

/** Returns the state of a form that is shown again, with its errors; dates that it asks back are those understood. */
export const toFormState = ({ fields, pageFields, phrases = [] }: RecordFields, problem?: Problem) => {
  const errors = problem?.errors ?? []
  const asked = phrases.filter(({ issue }) => errors.some(({ say }) => say === issue.say))
  return {
    values: new Map(
      replaceValues(
        fields,
        asked.flatMap(({ shown }) => shown),
      ),
    ),
    errors,
    count: problem?.count,
    extraEntries: ['_more'].flatMap((name) => pageFields.get(name) ?? []),
    choices: new Map(asked.map(({ name, choices }) => [name, choices])),
  }
}

interface NewRecordOptions {
  readonly problem?: Problem
  /** Whether the form files as the public, even if the browser is signed in. */
  readonly isGuest?: boolean
  readonly guard: FormGuard
  readonly notice?: string | undefined
}

/** Returns the form of a new record. Its idempotency key makes a second submission return the first response. */
export const newRecordForm = (
  { submit }: Messages,
  typed: RecordFields,
  { problem, isGuest = false, guard, notice }: NewRecordOptions,
): RecordForm => {
  const [query, next] = [isGuest ? '?guest=true' : '', typed.pageFields.get('_next')]
  return {
    ...toFormState(typed, problem),
    action: `/incidents${query}`,
    addEntryUrl: `/submit${query}`,
    hidden: [
      ['_key', typed.pageFields.get('_key') || createSecret()],
      ...(next ? [['_next', next] as const] : []),
      ...guard.hidden,
    ],
    guard,
    submitLabel: submit.button,
    notice,
  }
}

const flattenFields = (value: unknown, path: string): [string, string][] => {
  if (Array.isArray(value))
    return value.some((item) => typeof item === 'object')
      ? value.flatMap((item, i) => flattenFields(item, `${path}.${i}`))
      : [[path, encodeList(value.map(String)) ?? '']]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) =>
      flattenFields(inner, path === '' ? name : `${path}.${name}`),
    )
  return value === undefined || value === null ? [] : [[path, String(value)]]
}

/** Returns a record as the fields of a form. */
export const toFormFields = (record: StoredIncident): [string, string][] =>
  flattenFields(withoutServerFields(record), '')

const hiddenFields = [...recordShape.fields.values()].filter(
  ({ metadata }) => metadata.hideInForm || metadata.editorsOnly,
)

/** Returns the candidate of a form with the fields of the record that no form shows, as those of an earlier schema. */
export const withHiddenFields = (candidate: unknown, record: StoredIncident): object => {
  const values: Readonly<Record<string, unknown>> = { ...record }
  return {
    ...Object.fromEntries(hiddenFields.map(({ name }) => [name, values[name]])),
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !allFields.has(name))),
    ...(candidate as object),
  }
}
