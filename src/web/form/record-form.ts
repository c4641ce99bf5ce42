/** The content of a form: its values, its errors, its hidden fields. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { createSecret } from '../../auth/hash.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Problem, RequestIssue } from '../../problems.ts'
import { allFields, recordShape } from '../../record/shape.ts'
import { withoutServerFields } from '../../services/version-row.ts'
import { encodeFormList } from '../../text/list-cell.ts'
import type { RecordFields } from '../body/record-body.ts'
import { replaceValues } from './date-phrases.ts'
import type { FormGuard } from './form-guard.ts'
import type { Reading } from './reading.ts'

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
  /** The label of a button that also publishes the record. */
  readonly publishLabel?: string | undefined
  /** What the form of a report has against programs. */
  readonly guard?: FormGuard | undefined
  /** What the person must know before sending the form again. */
  readonly notice?: string | undefined
  /** Paths of lists with an extra blank entry. */
  readonly extraEntries?: readonly string[] | undefined
  /** What the form asks back. */
  readonly questions?: readonly Reading[] | undefined
  /** The names of the groups that a person opened. */
  readonly opened?: readonly string[] | undefined
  /** The zone (IANA) of the browser, as a script of the page stated it. */
  readonly zone?: string | undefined
  /**
   * The URL to which the buttons that add an entry or open a group post, if not the page of a new record. They send all
   * fields, and `_more` with the path of the list or `_open` with the name of the group.
   */
  readonly addEntryUrl?: string | undefined
}

/** Returns the state of a form that is shown again, with its errors; texts that it asks back are as it read them. */
export const toFormState = (
  { fields, pageFields, readings = [], opened = [] }: RecordFields,
  problem?: Problem,
) => {
  const all = problem?.errors ?? []
  const isAbout =
    ({ issue }: Reading) =>
    (error: RequestIssue) =>
      error.pointer === issue.pointer && error.say === issue.say
  const questions = readings.filter((each) => each.isQuestion && all.some(isAbout(each)))
  const errors = all.filter((error) => !questions.some((each) => isAbout(each)(error)))
  return {
    values: new Map(
      replaceValues(
        fields,
        questions.flatMap(({ shown }) => shown),
      ),
    ),
    errors,
    count: problem?.count === undefined ? undefined : problem.count - questions.length,
    questions,
    opened,
    zone: pageFields.get('_zone'),
    extraEntries: ['_more'].flatMap((name) => pageFields.get(name) ?? []),
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
      : [[path, encodeFormList(value.map(String))]]
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
