/** The parameters of addresses that take a few of their own. */

import { problems, type RequestIssue } from '../problems.ts'
import { didYouMean } from '../text/did-you-mean.ts'
import type { AppContext } from './context.ts'

const excerpt = (text: string): string => text.slice(0, 100).toWellFormed()

/** Each parameter that was given, once; an empty one is absent. Throws a Problem where one is not known. */
export const readParameters = (
  c: AppContext,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> => {
  const search = new URL(c.req.url).searchParams
  const errors = [...new Set(search.keys())].flatMap((name): RequestIssue[] => {
    const parameter = excerpt(name)
    if (!names.includes(name)) {
      const hint = didYouMean(name, names) || ` Known are ${names.join(', ')}.`
      return [
        { parameter, rule: 'parameter.unknown', detail: `There is no parameter "${parameter}" here.${hint}` },
      ]
    }
    if (search.getAll(name).length === 1) return []
    return [{ parameter, rule: 'parameter.invalid', detail: `${parameter}: It can be given once only.` }]
  })
  if (errors.length > 0) throw problems.invalidQuery(errors)
  return Object.fromEntries([...search].filter(([, value]) => value !== ''))
}

/** What is wrong with the value of a parameter. */
export const invalidParameter = (parameter: string, expectation: string, received: string) =>
  problems.invalidQuery([
    {
      parameter,
      rule: 'parameter.invalid',
      detail: `${parameter}: ${expectation}`,
      received: excerpt(received),
    },
  ])

/** The same where each is a whole number from 1 on. */
export const readNumberParameters = <Name extends string>(
  c: AppContext,
  names: readonly Name[],
): Partial<Record<Name, number>> => {
  const entries = Object.entries(readParameters(c, names)) as [Name, string][]
  for (const [name, text] of entries)
    if (!/^[1-9]\d{0,14}$/.test(text)) throw invalidParameter(name, 'It is a whole number from 1 on.', text)
  return Object.fromEntries(entries.map(([name, text]) => [name, Number(text)])) as Partial<
    Record<Name, number>
  >
}
