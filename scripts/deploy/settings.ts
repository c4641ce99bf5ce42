/** The settings of a deployment: a JSON file beside the repository's own configuration, which git ignores. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { commands } from '../../src/messages/en.ts'
import { UsageError } from '../command-line.ts'

export const plans = ['free', 'paid'] as const
export type Plan = (typeof plans)[number]

const name = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,52}[a-z0-9])?$/))

const schema = v.strictObject({
  /** The plan of the account: the free one takes no limit of processor time. */
  plan: v.optional(v.picklist(plans)),
  /** The name of the Worker and of its database. */
  name: v.optional(name),
  /** The id of the D1 database; a deployment without one creates it. */
  database_id: v.optional(v.pipe(v.string(), v.uuid())),
  /** The R2 bucket; a deployment without one creates it. */
  bucket: v.optional(name),
  /** A host name of a zone of the account. */
  domain: v.optional(v.pipe(v.string(), v.regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/))),
  /** Variables in the place of those of wrangler.toml. */
  vars: v.optional(v.record(v.string(), v.string())),
})

export type Settings = Readonly<v.InferOutput<typeof schema>>

/** Returns the settings in a JSON text. Throws a UsageError that names each wrong one. */
export const parseSettings = (text: string, path: string): Settings => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new UsageError(commands.deploy.notJson(path, (error as Error).message))
  }
  const result = v.safeParse(schema, json)
  if (result.success) return result.output
  const names = result.issues.map((each) => v.getDotPath(each) ?? '')
  throw new UsageError(commands.deploy.wrongSettings(path, names, Object.keys(schema.entries)))
}

/** Returns the settings in a file; none if there is no such file. */
export const readSettings = (path: string): Settings =>
  existsSync(path) ? parseSettings(readFileSync(path, 'utf8'), path) : {}

/** Writes the settings, so that the next deployment asks for nothing. */
export const writeSettings = (path: string, settings: Settings): void =>
  writeFileSync(path, `${JSON.stringify(settings, undefined, 2)}\n`)
