/** What a form shows: what was typed, what is wrong with it, and what it carries unseen. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { createSecret } from '../../auth/hash.ts'
import type { FormField } from '../../ingest/request/form-fields.ts'
import type { RequestIssue } from '../../problems.ts'
import { recordShape, type Shape } from '../../record/shape.ts'
import { encodeList } from '../../text/list-cell.ts'

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

/** The form of a new record. Its key makes a second press of the button find the first answer. */
export const newRecordForm = (
  fields: readonly FormField[],
  key: string | undefined,
  errors: readonly RequestIssue[],
  extraEntries: readonly string[] = [],
): RecordForm => ({
  action: '/incidents',
  values: new Map(fields),
  errors,
  hidden: [['_key', key || createSecret()]],
  extraEntries,
  submitLabel: 'Submit',
})

/** The lists that are to show one entry more. */
export const extraEntriesIn = (own: ReadonlyMap<string, string>): string[] => {
  const list = own.get('_more')
  return list === undefined ? [] : [list]
}

const flattenFields = (value: unknown, shape: Shape, path: string): [string, string][] => {
  if (value === undefined || value === null || shape.kind === 'map') return []
  if (shape.kind === 'group')
    return [...shape.fields].flatMap(([name, field]) =>
      flattenFields(
        (value as Record<string, unknown>)[name],
        field.shape,
        path === '' ? name : `${path}.${name}`,
      ),
    )
  if (shape.kind === 'leaf') return [[path, String(value)]]
  const items = value as readonly unknown[]
  if (shape.item.kind === 'leaf') return [[path, encodeList(items.map(String)) ?? '']]
  return items.flatMap((item, i) => flattenFields(item, shape.item, `${path}.${i}`))
}

/** A record as the fields of the form that states it. */
export const toFormFields = (record: StoredIncident): [string, string][] =>
  flattenFields(record, recordShape, '')

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
