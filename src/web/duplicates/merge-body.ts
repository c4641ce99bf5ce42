/** The request of a merge: into another record, or of others into one; as JSON and as the form of its page. */
import * as v from 'valibot'
import type { Parser } from '../../ingest/request/parameters.ts'
import { message } from '../../ingest/request/parse-body.ts'
import type { NamedChoices } from '../../services/duplicates/combine-records.ts'
import type { MergeRequest, MergeTarget } from '../../services/duplicates/merge.ts'
import { parse, patchSchema, reason, revisionNumber } from '../body/action-body.ts'

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** Returns the id in an id or the URL of a record, as typed. */
export const parseId = (text: string): string => idPattern.exec(text)?.[0].toLowerCase() ?? text.trim()

/** Ids or addresses of records, each as a parameter of its own or several separated by commas. */
export const idList: Parser<readonly string[]> = (values) =>
  values.flatMap((value) => value.split(/[\s,]+/)).flatMap((each) => (each === '' ? [] : [parseId(each)]))

const common = { reason, patch: v.optional(patchSchema), revision: v.optional(revisionNumber('revision')) }

const intoSchema = v.strictObject({
  into: v.string(message((m) => m.requests.recordId('into'))),
  choose: v.optional(
    v.record(
      v.string(),
      v.picklist(
        ['into', 'from', 'range'],
        message((m) => m.requests.choose.side),
      ),
      message((m) => m.requests.choose.type),
    ),
  ),
  into_revision: v.optional(revisionNumber('into_revision')),
  ...common,
})

const fromSchema = v.strictObject({
  from: v.array(
    v.string(message((m) => m.cluster.ids)),
    message((m) => m.cluster.ids),
  ),
  choose: v.optional(
    v.record(
      v.string(),
      v.string(message((m) => m.cluster.side)),
      message((m) => m.cluster.type),
    ),
  ),
  revisions: v.optional(
    v.record(
      v.string(),
      revisionNumber('revisions'),
      message((m) => m.cluster.revisions),
    ),
  ),
  ...common,
})

type MergeBody = Omit<MergeRequest, 'current' | 'request'>

/** Parses the body of a merge of the record with an id into another one. Throws invalid-request. */
export const parseMergeInto = (id: string, value: unknown): MergeBody => {
  const body = parse(intoSchema, value, (m) => m.requests.body.merge)
  const { into: typed, into_revision: intoRevision, revision, ...rest } = body
  const into = parseId(typed)
  return { ...rest, target: { into }, revisions: { [into]: intoRevision, [id]: revision } }
}

/** Parses the body of a merge of others into the record with an id. Throws invalid-request. */
export const parseMergeFrom = (id: string, value: unknown): MergeBody => {
  const { from, revisions, revision, ...rest } = parse(fromSchema, value, (m) => m.cluster.body)
  return { ...rest, target: { from: from.map(parseId) }, revisions: { ...revisions, [id]: revision } }
}

export type Fields = Readonly<Record<string, string>>

/** Returns the fields of a form with those that are named by pointers, which are choices, as one. An empty one is none. */
const gatherChoices = (form: object) => {
  const entries = Object.entries(form as Fields)
  const isChoice = ([name]: readonly [string, string]) => name.startsWith('/')
  return {
    ...Object.fromEntries(entries.filter((entry) => !isChoice(entry))),
    choose: Object.fromEntries(entries.filter((entry) => isChoice(entry) && entry[1] !== '')) as NamedChoices,
  }
}

/** Returns the body of a form: its choices as one, and the ids and the revisions that its page showed. */
export const bodyOfForm = (value: unknown, form: Fields): object => {
  const body = gatherChoices(value as object)
  if (form.from === undefined) return body
  const shown = [...new URLSearchParams(form._revisions)].filter(([, text]) => /^\d{1,15}$/.test(text))
  const revisions = Object.fromEntries(shown.map(([id, revision]) => [id, Number(revision)]))
  return { ...body, from: idList([form.from]), revisions }
}

/** Returns the records of a form as typed, with what was chosen. */
export const readForm = (
  form: Fields,
): { readonly target: MergeTarget; readonly choices: NamedChoices; readonly reason: string } => ({
  target: form.from === undefined ? { into: form.into ?? '' } : { from: idList([form.from]) },
  choices: gatherChoices(form).choose,
  reason: form.reason ?? '',
})
