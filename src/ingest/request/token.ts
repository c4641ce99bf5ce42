/** Parses the request for a token. */
import * as v from 'valibot'
import { maxNameLength, type NewToken, tokenRoles } from '../../../schemas/token.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { message, parseBody } from './parse-body.ts'

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

const createSchema = (now: number) =>
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.check((name) => name.isWellFormed() && !controlCharacters.test(name)),
      v.transform((name) => name.normalize('NFC').trim()),
      v.minLength(1),
      v.maxLength(maxNameLength),
    ),
    role: v.picklist(tokenRoles),
    expires_at: v.optional(
      v.nullable(
        v.pipe(
          v.string(expiryMessage),
          v.transform(parseTime),
          v.number(expiryMessage),
          v.check((at) => at > now, futureMessage),
          v.transform((at) => new Date(at).toISOString()),
        ),
      ),
      null,
    ),
  })

/** Returns the content of a new token. Throws a Problem with every error. `now` is in milliseconds since 1970 UTC. */
export const parseToken = (json: unknown, now: number): NewToken =>
  parseBody(createSchema(now), json, {
    noun: sentence`A token`,
    expectation: sentence`A token must be one object with name, role and expires_at.`,
    explain: (name, _, say) => ({
      rule: 'request.invalid',
      say: (messages) => `${name}: ${(details[name] ?? say)(messages)}`,
    }),
  })
