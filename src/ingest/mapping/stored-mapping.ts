/** Mappings that are stored by name: their addresses, and what they may say of the dataset that they belong to. */
import { slugPattern } from '../../../schemas/field-types.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { matching, once, parameterIssue } from '../request/parameters.ts'
import { type ParsedMapping, parseMapping } from './parse-mapping.ts'

const parseAddress = (text: string) => {
  const [dataset = '', name = '', ...rest] = text.split('/')
  return rest.length === 0 && slugPattern.test(dataset) && slugPattern.test(name)
    ? { dataset, name }
    : undefined
}

/** Parses `dataset/name`. */
export const mappingParameter = once(parseAddress, (m) => m.mappings.address)

/** Throws a Problem unless the name of a mapping is a short name. */
export const assertMappingName = (name: string): void => {
  if (matching(slugPattern)(name) === undefined)
    throw problems.invalidRequest([parameterIssue('name', (m) => m.parameters.mustBeSlug, name)])
}

/** Returns the errors of a mapping that gives its records another dataset than its own. */
const findDatasetIssues = ({ rules, templates, constants }: ParsedMapping, dataset: string): Issue[] => {
  const say = (m: Messages) => m.mappings.ownDataset(dataset)
  const isDataset = ({ path }: { readonly path: readonly (string | number)[] }) => path[0] === 'dataset'
  return [
    ...rules
      .filter(({ target }) => isDataset(target))
      .map(({ column }) => issue(['columns', column], 'mapping.field', say)),
    ...templates
      .filter(({ target }) => isDataset(target))
      .map(() => issue(['templates', 'dataset'], 'mapping.field', say)),
    ...constants
      .filter((each) => isDataset(each) && each.value !== dataset)
      .map(({ value }) => issue(['constants', 'dataset'], 'mapping.field', say, value)),
  ]
}

/** Returns the mapping of a dataset. Throws invalid-request with every error. */
export const parseStoredMapping = (dataset: string, json: unknown): ParsedMapping => {
  const { mapping, issues } = parseMapping(json)
  const allIssues = mapping ? findDatasetIssues(mapping, dataset) : issues
  if (!mapping || allIssues.length > 0) throw problems.invalidRequest(allIssues)
  return mapping
}
