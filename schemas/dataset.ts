/** A dataset: the project that collects records, as its editors describe it. */
import * as v from 'valibot'
import { text } from './field-types.ts'
import type { RuleId } from './rules.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

const ruleId = (id: RuleId) => id

/** The most characters of each text. */
export const maxLengths = { title: 200, description: 10_000, licence: 500, attribution: 2000 } as const

/** Returns the schema of an optional text; null, absent and blank mean the same. */
const optionalText = (max: number) =>
  v.optional(
    v.nullable(
      v.pipe(
        v.string(ruleId('field.type')),
        v.check((given) => given.isWellFormed(), ruleId('text.broken')),
        v.transform((given) => given.replace(/\r\n?/g, '\n').normalize('NFC').trim()),
        v.check((given) => !controlCharacters.test(given), ruleId('text.control')),
        text(max),
        v.transform((given) => (given === '' ? null : given)),
      ),
    ),
    null,
  )

/** The schema of a dataset's description; the messages of its errors are rule ids. */
export const dataset = v.strictObject({
  /** Its display name. A dataset with a title is listed even before it has a published record. */
  title: optionalText(maxLengths.title),
  /** What it collects, how, and what it leaves out. */
  description: optionalText(maxLengths.description),
  /** The licence: a name or a URL. */
  licence: optionalText(maxLengths.licence),
  /** How to cite it. */
  attribution: optionalText(maxLengths.attribution),
  /** Whether its records may be published. */
  publishable: v.optional(v.boolean(ruleId('field.type')), true),
})

export type Dataset = v.InferOutput<typeof dataset>

export const datasetFields = Object.keys(dataset.entries) as (keyof Dataset)[]
