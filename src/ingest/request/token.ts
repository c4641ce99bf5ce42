/** Parses requests for tokens: a new one, other limits, another secret. */
import * as v from 'valibot'
import { slugPattern } from '../../../schemas/field-types.ts'
import {
  maxGraceHours,
  maxNameLength,
  maxTokenDatasets,
  type NewToken,
  type TokenLimits,
  type TokenRotation,
  tokenRoles,
} from '../../../schemas/token.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { type BodyWording, message, parseBody } from './parse-body.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/

const instantPattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/
const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Returns a time in milliseconds since 1970 UTC; a day means its end, UTC. NaN for other texts. */
const parseTime = (value: string): number => {
  const [, day = '', time = 'T23:59:59.999Z'] = instantPattern.exec(value) ?? []
  return isDay(day) ? Date.parse(day + time) : Number.NaN
}

const expiryMessage = message(
  sentence`It must be a time such as 2030-01-31T12:00:00Z, a day such as 2030-01-31, or null.`,
)
const futureMessage = message(sentence`It must be in the future.`)
const details: Readonly<Record<string, Say>> = {
  name: sentence`It must be one line of 1 to ${maxNameLength} characters.`,
  role: sentence`It must be one of ${tokenRoles.join(', ')}.`,
}

const expiry = (now: number) =>
  v.nullable(
    v.pipe(
      v.string(expiryMessage),
      v.transform(parseTime),
      v.number(expiryMessage),
      v.check((at) => at > now, futureMessage),
      v.transform((at) => new Date(at).toISOString()),
    ),
  )

const datasetsMessage = message((m) => m.tokens.errors.datasets(maxTokenDatasets))

/** The names of datasets, each once and sorted. */
const datasets = v.nullable(
  v.pipe(
    v.array(
      v.pipe(
        v.string(datasetsMessage),
        v.check((name) => slugPattern.test(name), datasetsMessage),
      ),
      datasetsMessage,
    ),
    v.minLength(1, datasetsMessage),
    v.maxLength(maxTokenDatasets, datasetsMessage),
    v.transform((names) => [...new Set(names)].sort()),
  ),
)

const newToken = (now: number) =>
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.check((name) => name.isWellFormed() && !controlCharacters.test(name)),
      v.transform((name) => name.normalize('NFC').trim()),
      v.minLength(1),
      v.maxLength(maxNameLength),
    ),
    role: v.picklist(tokenRoles),
    expires_at: v.optional(expiry(now), null),
    datasets: v.optional(datasets, null),
  })

const wording = (fields: string): BodyWording => ({
  noun: sentence`A token`,
  expectation: (m: Messages) => m.tokens.errors.expected(fields),
  explain: (name, _, say) => ({
    rule: 'request.invalid',
    say: (messages) => `${name}: ${(details[name] ?? say)(messages)}`,
  }),
})

/** Returns the content of a new token. Throws a Problem with every error. `now` is in milliseconds since 1970 UTC. */
export const parseToken = (json: unknown, now: number): NewToken => {
  const token = parseBody(newToken(now), json, wording('name, role, expires_at, datasets'))
  if (token.role === 'admin' && token.datasets !== null)
    throw problems.invalidField('/datasets', (m) => `datasets: ${m.tokens.errors.adminOfAll}`)
  return token
}

/** Returns the limits of a token that change. Throws a Problem with every error. */
export const parseTokenLimits = (json: unknown, now: number): Partial<TokenLimits> =>
  parseBody(
    v.strictObject({ expires_at: v.optional(expiry(now)), datasets: v.optional(datasets) }),
    json,
    wording('expires_at, datasets'),
  ) as Partial<TokenLimits>

const hoursMessage = message((m) => m.tokens.errors.hours(maxGraceHours))
const firstUseMessage = message((m) => m.requests.flag('until_first_use'))

/** Returns when the secret before a rotation ends: after a day unless stated. Throws a Problem with every error. */
export const parseTokenRotation = (json: unknown): TokenRotation =>
  parseBody(
    v.strictObject({
      grace_hours: v.optional(
        v.pipe(
          v.number(hoursMessage),
          v.integer(hoursMessage),
          v.minValue(0, hoursMessage),
          v.maxValue(maxGraceHours, hoursMessage),
        ),
        24,
      ),
      until_first_use: v.optional(v.boolean(firstUseMessage), false),
    }),
    json,
    wording('grace_hours, until_first_use'),
  )
