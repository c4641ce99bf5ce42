/** Headers of files to fill in. */
import { echo } from '../../../schemas/rules.ts'
import { unknownParameter } from '../../ingest/request/list-query.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { type TemplateName, templateColumns, templateNames } from '../../record/import-template.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import type { AppContext } from '../context.ts'

const invalidProfile = (profile: string): RequestIssue => ({
  parameter: 'profile',
  rule: 'parameter.invalid',
  detail: `profile: It is one of ${templateNames.join(', ')}.${didYouMean(profile, templateNames)}`,
  received: echo(profile) ?? null,
})

/** The profile that an address names, once. Throws a Problem with all that is wrong. */
const readProfile = (search: URLSearchParams): TemplateName => {
  const value = search.getAll('profile').join(',') || 'flat'
  const profile = templateNames.find((each) => each === value)
  const others = [...new Set(search.keys())].filter((name) => name !== 'profile')
  const issues = others.map((name) => unknownParameter(name, ['profile']))
  if (profile && issues.length === 0) return profile
  throw problems.invalidQuery(profile ? issues : [...issues, invalidProfile(value)])
}

/** A header of the columns that an import of the same profile reads. */
export const getTemplate = (c: AppContext) => {
  const profile = readProfile(new URL(c.req.url).searchParams)
  return c.body(`${templateColumns(profile).join(',')}\r\n`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="template-${profile}.csv"`,
  })
}
