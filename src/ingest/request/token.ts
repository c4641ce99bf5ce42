/** Reads what is said of a new token. */
import { issue } from '../../../schemas/rules.ts'
import { maxNameLength, type NewToken, type TokenRole, tokenRoles } from '../../../schemas/token.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'

const tokenFields = ['name', 'role', 'expires_at']
/** So many unknown fields are reported: more of them say nothing more. */
const maxUnknown = 20

const invalidField = (name: string, detail: string, value: unknown): RequestIssue => ({
  ...issue([name], 'field.type', detail, value),
  rule: 'request.invalid',
})

const unknownErrors = (given: object): RequestIssue[] =>
  Object.keys(given)
    .filter((name) => !tokenFields.includes(name))
    .slice(0, maxUnknown)
    .map((name) => {
      const excerpt = name.slice(0, 64).toWellFormed()
      const hint = didYouMean(name, tokenFields) || ` Its fields are ${tokenFields.join(', ')}.`
      return issue([excerpt], 'field.unknown', `A token has no field "${excerpt}".${hint}`)
    })

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/

const parseName = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !value.isWellFormed() || controlCharacters.test(value)) return undefined
  const name = value.normalize('NFC').trim()
  return name !== '' && name.length <= maxNameLength ? name : undefined
}

const isRole = (value: unknown): value is TokenRole => (tokenRoles as readonly unknown[]).includes(value)

const instantPattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/
const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** A time in milliseconds since 1970 UTC; a day is meant to its end, UTC. */
const parseTime = (value: unknown): number => {
  const [, day = '', time = 'T23:59:59.999Z'] =
    typeof value === 'string' ? (instantPattern.exec(value) ?? []) : []
  return isDay(day) ? Date.parse(day + time) : Number.NaN
}

const expiryErrors = (value: unknown, now: number): RequestIssue[] => {
  if (value === null) return []
  const at = parseTime(value)
  const detail = 'expires_at: It is a time such as 2030-01-31T12:00:00Z, a day such as 2030-01-31, or null.'
  if (Number.isNaN(at)) return [invalidField('expires_at', detail, value)]
  return at > now ? [] : [invalidField('expires_at', 'expires_at: It must lie in the future.', value)]
}

/** A new token. Throws a Problem with every error. `now` is in milliseconds since 1970 UTC. */
export const parseToken = (json: unknown, now: number): NewToken => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw problems.invalidRequest([
      issue([], 'field.type', `A token is one object with ${tokenFields.join(', ')}.`, json),
    ])
  const input = json as Partial<Record<string, unknown>>
  const { role } = input
  const [name, expires] = [parseName(input.name), input.expires_at ?? null]
  const errors = [
    ...unknownErrors(json),
    ...(name === undefined
      ? [invalidField('name', `name: It is one line of 1 to ${maxNameLength} characters.`, input.name)]
      : []),
    ...(isRole(role) ? [] : [invalidField('role', `role: It is one of ${tokenRoles.join(', ')}.`, role)]),
    ...expiryErrors(expires, now),
  ]
  if (errors.length > 0 || name === undefined || !isRole(role)) throw problems.invalidRequest(errors)
  return { name, role, expires_at: expires === null ? null : new Date(parseTime(expires)).toISOString() }
}
