/** The request to import a stored file again. */
import * as v from 'valibot'
import { message } from '../../ingest/request/parse-body.ts'
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import { maxRows } from '../../services/imports/import-run.ts'
import { parse, readAction, reason } from '../body/action-body.ts'
import type { AppContext } from '../context.ts'
import { parseReplacements } from './replacement-fields.ts'

const text = (name: string) => v.string(message((m) => m.requests.choice(name, ['…'])))
const flag = (name: string) =>
  v.optional(v.boolean(message((m) => m.requests.choice(name, ['true', 'false']))), false)

const confirmText = message((m) => m.parameters.confirm)
const rowText = message((m) => m.requests.range(1, maxRows))

/** The most cells that are replaced. */
const maxReplacements = 5000

const replacement = v.strictObject({
  column: text('column'),
  from: text('from'),
  to: text('to'),
  row: v.optional(v.pipe(v.number(rowText), v.integer(rowText), v.minValue(1, rowText))),
})

const schema = v.strictObject({
  dry_run: v.boolean(message((m) => m.requests.choice('dry_run', ['true', 'false']))),
  mode: v.optional(
    v.picklist(
      ['all', 'valid'],
      message((m) => m.requests.choice('mode', ['all', 'valid'])),
    ),
    'all',
  ),
  publish: flag('publish'),
  /** The newest import that has stored rows of the file, as a page named it; empty if it named none. */
  sent: v.optional(text('sent')),
  /** Whether the replacements are written into the mapping. */
  remember: flag('remember'),
  /** Whether published records of the dataset that the file lacks are retracted, and why. */
  missing: v.optional(
    v.picklist(
      ['keep', 'retract'],
      message((m) => m.requests.choice('missing', ['keep', 'retract'])),
    ),
    'keep',
  ),
  reason: v.optional(reason),
  /** The number of records that a rehearsal would retract. */
  confirm: v.optional(v.pipe(v.number(confirmText), v.integer(confirmText), v.minValue(0, confirmText))),
  replacements: v.optional(
    v.pipe(
      v.array(
        replacement,
        message((m) => m.requests.choice('replacements', ['[…]'])),
      ),
      v.maxLength(maxReplacements),
    ),
    [],
  ),
})

export interface RunInput extends Omit<v.InferOutput<typeof schema>, 'replacements'> {
  readonly replacements: readonly Replacement[]
}

type Fields = Readonly<Record<string, string>>

const flags = { true: true, false: false } as const

/** Returns the number that a text states; the text if it is none. */
const toCount = (text: string | undefined) =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : text

/** Returns the input of a form; what is wrong in it stays as it is. */
const inputOf = (form: Fields): unknown => {
  const { dry_run: dryRun = '', mode = 'all', publish, remember, sent } = form
  const { missing = 'keep', reason, confirm } = form
  return {
    dry_run: Object.hasOwn(flags, dryRun) ? flags[dryRun as keyof typeof flags] : dryRun,
    mode,
    publish: publish === 'true',
    remember: remember === 'true',
    missing,
    ...(missing === 'retract' && { reason, confirm: toCount(confirm) }),
    ...(sent !== undefined && { sent }),
    replacements: parseReplacements(form),
  }
}

/** Reads how a stored file is imported again, and the form that said it. Throws invalid-request. */
export const readRunInput = async (c: AppContext) => {
  const { value, form } = await readAction(c)
  return {
    form,
    parse: (): RunInput => parse(schema, form ? inputOf(form) : value, (m) => m.importPages.run),
  }
}
