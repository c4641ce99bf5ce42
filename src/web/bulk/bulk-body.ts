/** The body of a bulk edit: JSON from a program, or the form of its page. */
import * as v from 'valibot'
import { incident } from '../../../schemas/incident.ts'
import { pointerOf } from '../../../schemas/rules.ts'
import { feedFilters, parseQuery, type Query } from '../../ingest/request/list-query.ts'
import { message, parseJson } from '../../ingest/request/parse-body.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { ownFields } from '../../record/duplicates/merge-records.ts'
import { type BulkEdit, bulkModes } from '../../services/bulk/edit-many.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import { isObject } from '../../text/json.ts'
import { sentence } from '../../text/sentence.ts'
import { parse, patchSchema, reason, revisionNumber } from '../body/action-body.ts'
import type { Params } from '../ui/list-url.ts'

type Fields = Readonly<Record<string, string>>

/** The parameters of a filter: those of a list that choose records, without the snapshot. */
const filterNames = feedFilters.filter((name) => name !== 'commit' && name !== 'as_of')

/** Returns the parameters of a filter, without empty ones. */
export const filterParamsIn = (filter: string): Params =>
  [...new URLSearchParams(filter)].filter(([, value]) => value !== '')

/** Returns the query of a filter. Throws invalid-query or invalid-request. */
export const parseFilter = (filter: string): Query => {
  const query = parseQuery(new URLSearchParams(filterParamsIn(filter).map(([...pair]) => pair)), filterNames)
  if (query.equals.status?.includes('merged'))
    throw problems.invalidField('/filter', (m) => m.bulk.filterStatus)
  return query
}

const tagList = (name: string) =>
  v.optional(
    v.array(
      v.string(message((m) => m.bulk.tags(name))),
      message((m) => m.bulk.tags(name)),
    ),
  )

const schema = v.strictObject({
  filter: v.string(message((m) => m.bulk.filter)),
  patch: v.optional(patchSchema, {}),
  tags: v.optional(v.strictObject({ add: tagList('tags.add'), remove: tagList('tags.remove') }), {}),
  reason,
  dry_run: v.optional(v.boolean(message((m) => m.requests.flag('dry_run'))), false),
  mode: v.optional(
    v.picklist(
      bulkModes,
      message((m) => m.bulk.mode),
    ),
    'all',
  ),
  confirm: v.optional(revisionNumber('confirm')),
  rehearsed: v.optional(revisionNumber('rehearsed')),
})

const fieldNames = Object.keys(incident.entries)

/** Throws invalid-request if a patch names fields that no record has, or that belong to one record alone. */
const assertForMany = (patch: object): void => {
  const names = Object.keys(patch)
  const fixed = ownFields.filter((name) => names.includes(name))
  const unknown = names.filter((name) => !fieldNames.includes(name))
  const faults = [
    ...fixed.map((name) => ({
      pointer: pointerOf(['patch', name]),
      rule: 'request.invalid',
      say: (m: Messages) => m.bulk.fixed(name),
    })),
    ...unknown.map((name) => ({
      pointer: pointerOf(['patch', name]),
      rule: 'field.unknown',
      say: (m: Messages) => m.fields.unknown(undefined, name, findNearest(name, fieldNames), fieldNames),
    })),
  ]
  if (faults.length > 0) throw problems.invalidRequest(faults)
}

/** Returns the bulk edit of a body. Throws invalid-query or invalid-request. */
export const parseBulkEdit = (value: unknown): BulkEdit => {
  const { filter, dry_run: dryRun, ...edit } = parse(schema, value, (m) => m.bulk.body)
  assertForMany(edit.patch)
  const { add = [], remove = [] } = edit.tags
  if (Object.keys(edit.patch).length + add.length + remove.length === 0)
    throw problems.invalidField('/patch', (m) => m.bulk.unchangeable)
  return { ...edit, tags: { add, remove }, dryRun, query: parseFilter(filter) }
}

/** The prefixes of the controls that set a field, and of those that remove its value; a path follows. */
export const [setPrefix, removePrefix] = ['set.', 'remove.']

/** Returns an object with a value at a path. */
const nested = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as object

/** Returns the merge patch of the controls of a form, and of its box. */
const patchIn = (form: Fields): unknown => {
  const parts = Object.entries(form).flatMap(([name, value]) => {
    if (name.startsWith(removePrefix)) return [nested(name.slice(removePrefix.length), null)]
    const isSet = name.startsWith(setPrefix) && value.trim() !== ''
    return isSet ? [nested(name.slice(setPrefix.length), value.replaceAll('\r\n', '\n'))] : []
  })
  const box = form.patch?.trim() ? parseJson(form.patch, sentence`The patch`) : {}
  if (!isObject(box)) return box
  return [...parts, box].reduce((all, part) => combinePatches(all, part), {})
}

/** Returns one merge patch with the effect of two, one after the other. */
const combinePatches = (first: object, second: object): object => {
  const entries = new Map<string, unknown>(Object.entries(first))
  for (const [name, value] of Object.entries(second)) {
    const before = entries.get(name)
    entries.set(name, isObject(before) && isObject(value) ? combinePatches(before, value) : value)
  }
  return Object.fromEntries(entries)
}

const tagsIn = (text = ''): string[] =>
  text.split(/[,;،\n]/u).flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()]))

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined

/** Returns the body of the form of the page. Only a form with a number to confirm changes anything. */
export const bodyOfForm = (form: Fields): object => {
  const confirm = numberIn(form.confirm)
  const rehearsed = numberIn(form.rehearsed)
  return {
    filter: form.filter ?? '',
    patch: patchIn(form),
    tags: { add: tagsIn(form.add_tags), remove: tagsIn(form.remove_tags) },
    reason: form.reason ?? '',
    mode: form.mode === 'valid' ? 'valid' : 'all',
    dry_run: confirm === undefined,
    ...(confirm === undefined ? {} : { confirm }),
    ...(rehearsed === undefined ? {} : { rehearsed }),
  }
}
