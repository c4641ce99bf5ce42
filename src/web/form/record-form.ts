/** What a form shows: what was typed, what is wrong with it, and what it carries unseen. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { createSecret } from '../../auth/hash.ts'
import type { Problem, RequestIssue } from '../../problems.ts'
import { recordShape } from '../../record/shape.ts'
import { withoutServerFields } from '../../services/version-row.ts'
import { encodeList } from '../../text/list-cell.ts'
import type { RecordFields } from '../body/record-body.ts'

export interface RecordForm {
  readonly action: string
  /** By path names such as `weapons.0.type`, exactly as typed. */
  readonly values: ReadonlyMap<string, string>
  readonly errors: readonly RequestIssue[]
  /** How many errors there are, where not all are listed. */
  readonly count?: number | undefined
  /** Names and values that go along unseen. */
  readonly hidden: readonly (readonly [string, string])[]
  readonly submitLabel: string
  /** The paths of the lists that show one blank entry more. */
  readonly extraEntries?: readonly string[] | undefined
  /**
   * Where the buttons that add an entry post to, when it is not the page of a new record; they send everything, and
   * `_more` with the path of the list.
   */
  readonly addEntryUrl?: string | undefined
}

/** What a form shows again: what was typed and what is wrong with it. */
export const toFormState = ({ fields, pageFields }: RecordFields, problem?: Problem) => ({
  values: new Map(fields),
  errors: problem?.errors ?? [],
  count: problem?.count,
  extraEntries: ['_more'].flatMap((name) => pageFields.get(name) ?? []),
})

/** The form of a new record. Its key makes a second press of the button find the first answer. */
export const newRecordForm = (
  typed: RecordFields = { fields: [], pageFields: new Map() },
  problem?: Problem,
): RecordForm => ({
  ...toFormState(typed, problem),
  action: '/incidents',
  hidden: [['_key', typed.pageFields.get('_key') || createSecret()]],
  submitLabel: 'Submit',
})

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

/** A record as the fields of the form that states it. */
export const toFormFields = (record: StoredIncident): [string, string][] =>
  flattenFields(withoutServerFields(record), '')

const hiddenFields = [...recordShape.fields.values()].filter(
  ({ metadata }) => metadata.hideInForm || metadata.editorsOnly,
)

/** What a form states, with what stands in the record and in no form: it stays as it is. */
export const withHiddenFields = (candidate: unknown, record: StoredIncident): object => {
  const values: Readonly<Record<string, unknown>> = { ...record }
  return {
    ...Object.fromEntries(hiddenFields.map(({ name }) => [name, values[name]])),
    ...(candidate as object),
  }
}
