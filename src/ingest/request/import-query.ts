/** What the address of an import asks for. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { unknownParameter } from './list-query.ts'

export const importProfiles = ['flat', 'full', 'mapping', ...schemes] as const
export type ImportProfile = (typeof importProfiles)[number]

export interface ImportQuery {
  readonly profile: ImportProfile
  readonly dataset?: string
  readonly mode: 'all' | 'valid'
  readonly dryRun: boolean
  readonly publish: boolean
  readonly missing: 'keep' | 'retract'
  readonly reason?: string
  readonly confirm?: number
}

/** Reads a value; an error is returned in words. */
type ParameterCheck = (value: string) => string | undefined

const oneOf =
  (...values: readonly string[]): ParameterCheck =>
  (value) =>
    values.includes(value) ? undefined : `It is one of ${values.join(', ')}.${didYouMean(value, values)}`

const matchPattern =
  (pattern: RegExp, expected: string): ParameterCheck =>
  (value) =>
    pattern.test(value) ? undefined : `It is ${expected}.`

const parameterChecks: Readonly<Record<string, ParameterCheck>> = {
  profile: oneOf(...importProfiles),
  dataset: matchPattern(slugPattern, 'a short name of small letters, digits, - and _'),
  mode: oneOf('all', 'valid'),
  dry_run: oneOf('true', 'false'),
  publish: oneOf('true', 'false'),
  missing: oneOf('keep', 'retract'),
  reason: (value) =>
    value.trim() !== '' && value.length <= 2000 && value.isWellFormed() && !value.includes('\u0000')
      ? undefined
      : 'It is a text of 1 to 2000 characters.',
  confirm: matchPattern(/^\d{1,9}$/, 'the number of records that a rehearsal gave'),
}

const parameterIssue = (parameter: string, detail: string): RequestIssue => ({
  parameter,
  rule: 'parameter.invalid',
  detail: `${parameter}: ${detail}`,
})

const missingParameters = (values: ReadonlyMap<string, string>, search: URLSearchParams): RequestIssue[] => {
  if (values.get('missing') !== 'retract') return []
  return ['dataset', 'reason', ...(values.get('dry_run') === 'true' ? [] : ['confirm'])]
    .filter((name) => !search.has(name))
    .map((name) => parameterIssue(name, 'missing=retract needs it.'))
}

/** Reads the parameters of an import. Throws a Problem with every error. */
export const parseImportQuery = (search: URLSearchParams): ImportQuery => {
  const errors: RequestIssue[] = []
  const values = new Map<string, string>()
  for (const name of new Set(search.keys())) {
    const [value = '', ...more] = search.getAll(name)
    const excerpt = name.slice(0, 100).toWellFormed()
    const check = Object.hasOwn(parameterChecks, name) ? parameterChecks[name] : undefined
    if (!check) {
      errors.push(unknownParameter(name, Object.keys(parameterChecks)))
      continue
    }
    const fault = more.length > 0 ? 'It can be given once only.' : check(value)
    if (fault)
      errors.push({ ...parameterIssue(excerpt, fault), received: value.slice(0, 200).toWellFormed() })
    else values.set(name, value)
  }
  errors.push(...missingParameters(values, search))
  if (errors.length > 0) throw problems.invalidQuery(errors)
  const [dataset, reason, confirm] = [values.get('dataset'), values.get('reason'), values.get('confirm')]
  return {
    profile: (values.get('profile') ?? 'flat') as ImportProfile,
    mode: (values.get('mode') ?? 'all') as ImportQuery['mode'],
    dryRun: values.get('dry_run') === 'true',
    publish: values.get('publish') === 'true',
    missing: (values.get('missing') ?? 'keep') as ImportQuery['missing'],
    ...(dataset === undefined ? {} : { dataset }),
    ...(reason === undefined ? {} : { reason }),
    ...(confirm === undefined ? {} : { confirm: Number(confirm) }),
  }
}
