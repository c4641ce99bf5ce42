/** What the address of an import asks for. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { unknownParameter } from './list-query.ts'

export const profiles = ['flat', 'full', 'mapping', ...schemes] as const
export type Profile = (typeof profiles)[number]

export interface ImportQuery {
  readonly profile: Profile
  readonly dataset?: string
  readonly mode: 'all' | 'valid'
  readonly dryRun: boolean
  readonly publish: boolean
  readonly missing: 'keep' | 'retract'
  readonly reason?: string
  readonly confirm?: number
}

/** Reads a value; an error is returned in words. */
type Check = (value: string) => string | undefined

const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    known.includes(value) ? undefined : `It is one of ${known.join(', ')}.${didYouMean(value, known)}`

const matches =
  (pattern: RegExp, wanted: string): Check =>
  (value) =>
    pattern.test(value) ? undefined : `It is ${wanted}.`

const checks: Readonly<Record<string, Check>> = {
  profile: oneOf(...profiles),
  dataset: matches(slugPattern, 'a short name of small letters, digits, - and _'),
  mode: oneOf('all', 'valid'),
  dry_run: oneOf('true', 'false'),
  publish: oneOf('true', 'false'),
  missing: oneOf('keep', 'retract'),
  reason: (value) =>
    value.trim() !== '' && value.length <= 2000 && value.isWellFormed() && !value.includes('\u0000')
      ? undefined
      : 'It is a text of 1 to 2000 characters.',
  confirm: matches(/^\d{1,9}$/, 'the number of records that a rehearsal gave'),
}

const refusal = (parameter: string, detail: string): RequestIssue => ({
  parameter,
  rule: 'parameter.invalid',
  detail: `${parameter}: ${detail}`,
})

const missingParts = (values: ReadonlyMap<string, string>, search: URLSearchParams): RequestIssue[] => {
  if (values.get('missing') !== 'retract') return []
  return ['dataset', 'reason', ...(values.get('dry_run') === 'true' ? [] : ['confirm'])]
    .filter((name) => !search.has(name))
    .map((name) => refusal(name, 'missing=retract needs it.'))
}

/** Reads the parameters of an import. Throws a Problem with every error. */
export const readImportQuery = (search: URLSearchParams): ImportQuery => {
  const errors: RequestIssue[] = []
  const values = new Map<string, string>()
  for (const name of new Set(search.keys())) {
    const [value = '', ...more] = search.getAll(name)
    const shown = name.slice(0, 100).toWellFormed()
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    if (!check) {
      errors.push(unknownParameter(name, Object.keys(checks)))
      continue
    }
    const fault = more.length > 0 ? 'It can be given once only.' : check(value)
    if (fault) errors.push({ ...refusal(shown, fault), received: value.slice(0, 200).toWellFormed() })
    else values.set(name, value)
  }
  errors.push(...missingParts(values, search))
  if (errors.length > 0) throw problems.queryRefused(errors)
  const [dataset, reason, confirm] = [values.get('dataset'), values.get('reason'), values.get('confirm')]
  return {
    profile: (values.get('profile') ?? 'flat') as Profile,
    mode: (values.get('mode') ?? 'all') as ImportQuery['mode'],
    dryRun: values.get('dry_run') === 'true',
    publish: values.get('publish') === 'true',
    missing: (values.get('missing') ?? 'keep') as ImportQuery['missing'],
    ...(dataset === undefined ? {} : { dataset }),
    ...(reason === undefined ? {} : { reason }),
    ...(confirm === undefined ? {} : { confirm: Number(confirm) }),
  }
}
