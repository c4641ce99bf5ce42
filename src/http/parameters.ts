/** The few parameters of addresses that are no queries. */
import { nearest } from '../derive/nearest.ts'
import { problems, type RequestIssue } from '../problems.ts'
import type { AppContext } from './context.ts'

const refusal = (parameter: string, rule: string, detail: string): RequestIssue => ({
  parameter,
  rule,
  detail,
})

const faultIn = (name: string, values: readonly string[], names: readonly string[]) => {
  if (!names.includes(name)) {
    const known = names.length > 0 ? `Known are ${names.join(', ')}.` : 'This address takes none.'
    const near = nearest(name, names)
    const hint = near ? `Did you mean ${near}?` : known
    return refusal(
      name.slice(0, 100),
      'parameter.unknown',
      `There is no parameter "${name.slice(0, 100)}" here. ${hint}`,
    )
  }
  if (values.length > 1) return refusal(name, 'parameter.invalid', `${name} can be given once only.`)
  return undefined
}

/** The parameters of an address, each given once or not at all. Throws a Problem for any other. */
export const textsIn = <Name extends string>(
  c: AppContext,
  names: readonly Name[],
): Partial<Record<Name, string>> => {
  const { searchParams } = new URL(c.req.url)
  const given = [...new Set(searchParams.keys())]
  const faults = given.flatMap((name) => faultIn(name, searchParams.getAll(name), names) ?? [])
  if (faults.length > 0) throw problems.queryRefused(faults)
  return Object.fromEntries(given.map((name) => [name, searchParams.get(name) ?? ''])) as Partial<
    Record<Name, string>
  >
}

/** The same where each is a whole number from 1 on. */
export const numbersIn = <Name extends string>(
  c: AppContext,
  names: readonly Name[],
): Partial<Record<Name, number>> => {
  const entries = Object.entries(textsIn(c, names)) as [Name, string][]
  const wrong = entries.filter(([, text]) => !/^[1-9]\d{0,14}$/.test(text))
  if (wrong.length > 0)
    throw problems.queryRefused(
      wrong.map(([name]) => refusal(name, 'parameter.invalid', `${name} is a whole number from 1 on.`)),
    )
  return Object.fromEntries(entries.map(([name, text]) => [name, Number(text)])) as Partial<
    Record<Name, number>
  >
}
