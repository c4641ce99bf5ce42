/** A dataset: the collection effort that records belong to, as its editors describe it. */
import * as v from 'valibot'
import { text } from './field-types.ts'
import type { RuleId } from './rules.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

const ruleId = (id: RuleId) => id

/** How many characters each text may have. */
export const maxLengths = { title: 200, description: 10_000, licence: 500, attribution: 2000 } as const

/** A text that may be left out; null, absent and empty are the same: none. */
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

/** What is said of a dataset; the messages of its errors are rules. */
export const dataset = v.strictObject({
  /** Its name for people. A dataset with a title is listed before it has a published record. */
  title: optionalText(maxLengths.title),
  /** What it collects, how, and what it leaves out. */
  description: optionalText(maxLengths.description),
  /** Under which terms it may be used: a name or an address. */
  licence: optionalText(maxLengths.licence),
  /** How it wants to be cited. */
  attribution: optionalText(maxLengths.attribution),
  /** Whether its records may be published. */
  publishable: v.optional(v.boolean(ruleId('field.type')), true),
})

export type Dataset = v.InferOutput<typeof dataset>

export const datasetFields = Object.keys(dataset.entries) as (keyof Dataset)[]
