/** The pages of imports, as a signed-in person with a browser uses them. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { deriveSecret } from '../../../../src/auth/hash.ts'
import { type Answer, application, ask, browser, origin } from '../../client.ts'
import { controlsOf, formsOf } from '../../page-forms.ts'

export interface Visitor {
  readonly headers: Readonly<Record<string, string>>
  readonly csrf: string
}

/** Returns somebody who is signed in with a token. */
export const visitor = async (secret: string = env.ADMIN_TOKEN): Promise<Visitor> => ({
  headers: { ...browser, Cookie: `sitrep_token=${secret}` },
  csrf: await deriveSecret('csrf', secret),
})

export const visit = ({ headers }: Visitor, path: string): Promise<Answer> =>
  ask(path, { headers }, application)

export type Typed = Readonly<Record<string, string>>

/** Sends the form of a new import with a file. */
export const sendFile = (
  { headers, csrf }: Visitor,
  file: File | undefined,
  typed: Typed = {},
): Promise<Answer> => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ _csrf: csrf, ...typed })) body.append(name, value)
  body.append('file', file ?? new File([], ''))
  return ask('/imports/new', { method: 'POST', headers, body }, application)
}

export const csvFile = (text: string, name = 'rows.csv'): File => new File([text], name, { type: 'text/csv' })

/** Returns the address that an answer leads to. */
export const locationOf = (answer: Answer): string => {
  expect(answer.status, answer.text.slice(0, 2000)).toBe(303)
  return (answer.headers.get('Location') ?? '').replace(origin, '')
}

/** Sends the form of an import again, with what somebody types into the cells that the page shows. */
export const run = async (who: Visitor, path: string, cells: Typed, typed: Typed = {}): Promise<Answer> => {
  const { text } = await visit(who, path)
  const form = formsOf(text).find(({ action }) => action === `${path}/runs`)
  const fields: Record<string, string> = { ...form?.fields, ...typed }
  const controls = controlsOf(form?.text ?? '')
  for (const { name, value } of controls)
    if (/^cell\.\d+\.from$/.test(name) && cells[value] !== undefined && !fields[name.replace('from', 'row')])
      fields[name.replace('from', 'to')] = cells[value]
  return ask(`${path}/runs`, { headers: who.headers, form: fields }, application)
}
