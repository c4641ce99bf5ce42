/** Reads what is said of a dataset. */
import * as v from 'valibot'
import { type Dataset, dataset, datasetFields, maxLengths } from '../../../schemas/dataset.ts'
import { slug as slugSchema } from '../../../schemas/field-types.ts'
import { issue, type RuleId, rules } from '../../../schemas/rules.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'

/** So many unknown fields are reported: more of them say nothing more. */
const maxUnknown = 20

const slugErrors = (slug: string): RequestIssue[] =>
  v.safeParse(slugSchema, slug).success
    ? []
    : [
        {
          parameter: 'slug',
          rule: 'text.slug',
          detail: rules['text.slug'].description,
          received: slug.slice(0, 200).toWellFormed(),
        },
      ]

const unknownErrors = (json: object): RequestIssue[] =>
  Object.keys(json)
    .filter((name) => !(datasetFields as string[]).includes(name))
    .slice(0, maxUnknown)
    .map((name) => {
      const hint = didYouMean(name, datasetFields) || ` Its fields are ${datasetFields.join(', ')}.`
      const excerpt = name.slice(0, 64).toWellFormed()
      return issue([excerpt], 'field.unknown', `A dataset has no field "${excerpt}".${hint}`)
    })

const describeRule = (rule: RuleId, name: string): string => {
  if (rule === 'text.length')
    return `It has at most ${maxLengths[name as keyof typeof maxLengths]} characters.`
  if (rule !== 'field.type') return rules[rule].description
  return name === 'publishable' ? 'It is true or false.' : 'It is a text, or null.'
}

const valueErrors = (found: readonly v.GenericIssue[]): RequestIssue[] =>
  found
    .filter(({ type }) => type !== 'strict_object')
    .map(({ path = [], message, input }) => {
      const name = String(path[0]?.key)
      return issue([name], message as RuleId, `${name}: ${describeRule(message as RuleId, name)}`, input)
    })

/** What is said of the dataset of a name. Throws a Problem with every error. */
export const parseDataset = (slug: string, json: unknown): Dataset => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw problems.invalidRequest([
      ...slugErrors(slug),
      issue([], 'field.type', `A dataset is one object with ${datasetFields.join(', ')}.`, json),
    ])
  const result = v.safeParse(dataset, json)
  const errors = [...slugErrors(slug), ...unknownErrors(json), ...valueErrors(result.issues ?? [])]
  if (!result.success || errors.length > 0) throw problems.invalidRequest(errors)
  return result.output
}
