/** Parses the description of a dataset. */
import * as v from 'valibot'
import { type Dataset, dataset, datasetFields, maxLengths } from '../../../schemas/dataset.ts'
import { slug as slugSchema } from '../../../schemas/field-types.ts'
import { describeRule, type RuleId } from '../../../schemas/rules.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { type BodyWording, parseBody } from './parse-body.ts'

const explain = (rule: RuleId, name: string): Say => {
  if (rule === 'text.length')
    return sentence`It can have at most ${maxLengths[name as keyof typeof maxLengths]} characters.`
  if (rule !== 'field.type') return describeRule(rule)
  return name === 'publishable' ? sentence`It must be true or false.` : sentence`It must be text or null.`
}

const wording: BodyWording = {
  noun: sentence`A dataset`,
  expectation: sentence`A dataset must be one object with ${datasetFields.join(', ')}.`,
  explain: (name, message) => ({
    rule: message,
    say: (messages) => `${name}: ${explain(message as RuleId, name)(messages)}`,
  }),
}

/** The description of a dataset as a form has it: every field as it was typed. */
export type DatasetForm = Readonly<Record<keyof Dataset, string>>

/** Returns the description that a form has. Throws a Problem with every error, which is shown beside its field. */
export const parseDatasetForm = (form: DatasetForm): Dataset =>
  parseBody(
    dataset,
    { ...form, publishable: form.publishable !== '' },
    {
      ...wording,
      explain: (name, message) => ({ rule: message, say: explain(message as RuleId, name) }),
    },
  )

/** Returns the description of the dataset with this name. Throws a Problem with every error. */
export const parseDataset = (slug: string, json: unknown): Dataset => {
  const received = slug.slice(0, 200).toWellFormed()
  const invalidSlug = {
    parameter: 'slug',
    rule: 'text.slug',
    say: describeRule('text.slug'),
    received,
  }
  return parseBody(dataset, json, wording, v.is(slugSchema, slug) ? [] : [invalidSlug])
}
