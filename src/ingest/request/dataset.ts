/** Parses the description of a dataset. */
import * as v from 'valibot'
import { type Dataset, dataset, datasetFields, maxLengths } from '../../../schemas/dataset.ts'
import { slug as slugSchema } from '../../../schemas/field-types.ts'
import { type RuleId, rules } from '../../../schemas/rules.ts'
import { type BodyWording, parseBody } from './parse-body.ts'

const describeRule = (rule: RuleId, name: string): string => {
  if (rule === 'text.length')
    return `It can have at most ${maxLengths[name as keyof typeof maxLengths]} characters.`
  if (rule !== 'field.type') return rules[rule].description
  return name === 'publishable' ? 'It must be true or false.' : 'It must be text or null.'
}

const wording: BodyWording = {
  noun: 'A dataset',
  expectation: `A dataset must be one object with ${datasetFields.join(', ')}.`,
  explain: (name, message) => ({
    rule: message,
    detail: `${name}: ${describeRule(message as RuleId, name)}`,
  }),
}

/** Returns the description of the dataset with this name. Throws a Problem with every error. */
export const parseDataset = (slug: string, json: unknown): Dataset => {
  const received = slug.slice(0, 200).toWellFormed()
  const invalidSlug = {
    parameter: 'slug',
    rule: 'text.slug',
    detail: rules['text.slug'].description,
    received,
  }
  return parseBody(dataset, json, wording, v.is(slugSchema, slug) ? [] : [invalidSlug])
}
