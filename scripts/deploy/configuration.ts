/** The configuration of wrangler for a deployment, from that of the repository and the settings, and its faults. */
import { commands } from '../../src/messages/en.ts'
import { didYouMean } from '../../src/text/did-you-mean.ts'
import { english } from '../../src/text/sentence.ts'
import type { Plan, Settings } from './settings.ts'

interface Binding {
  readonly [name: string]: unknown
}

/** The parts of wrangler.toml that change; the rest is passed on. */
export interface BaseConfiguration {
  readonly vars: Readonly<Record<string, string>>
  readonly d1_databases: readonly Binding[]
  readonly r2_buckets: readonly Binding[]
  readonly [name: string]: unknown
}

/** The settings that a configuration needs. */
export type CompleteSettings = Settings & { readonly plan: Plan; readonly name: string }

/** The processor time of a request on the paid plan, in milliseconds: imports and files of a large register. */
const paidCpuMs = 300_000

/** The id of a database that is not created yet, for a dry run. */
const noDatabase = '00000000-0000-0000-0000-000000000000'

/** Returns the bucket of a deployment. */
export const bucketOf = ({ bucket, name }: Pick<CompleteSettings, 'bucket' | 'name'>): string =>
  bucket ?? `${name}-files`

/**
 * Returns the configuration of a deployment. The free plan refuses any `limits` (code 100328), and its requests end after
 * 10 ms of processor time anyway; the paid plan ends them after 30 s without a limit.
 */
export const createConfiguration = (base: BaseConfiguration, settings: CompleteSettings): object => {
  const { limits: _, ...rest } = base
  const { plan, name, database_id = noDatabase, domain, vars = {} } = settings
  return {
    ...rest,
    name,
    vars: { ...base.vars, ...vars },
    d1_databases: base.d1_databases.map((each) => ({ ...each, database_name: name, database_id })),
    r2_buckets: base.r2_buckets.map((each) => ({ ...each, bucket_name: bucketOf(settings) })),
    ...(domain !== undefined && { routes: [{ pattern: domain, custom_domain: true }] }),
    ...(plan === 'paid' && { limits: { cpu_ms: paidCpuMs } }),
  }
}

const isFlag = (text: string): boolean => text === 'true' || text === 'false'
const isReviewRule = (text: string): boolean => text === 'withheld' || text === 'off'
const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text)
const isContact = (text: string): boolean =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .every((each) => /^(?:mailto:)?[^\s@/]+@[^\s@/]+$|^https:\/\//.test(each))
const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text)
const areOrigins = (text: string): boolean => text.split(/\s+/).filter(Boolean).every(isOrigin)

/** What the value of a variable must be, by its name. */
const checks: Readonly<Record<string, readonly [isRight: (text: string) => boolean, right: string]>> = {
  PUBLIC_SUBMISSIONS: [isFlag, commands.deploy.right.flag],
  TRUST_CLIENT_ADDRESS: [(text) => text === 'true', commands.deploy.right.trust],
  FORM_MIN_SECONDS: [isNumber, commands.deploy.right.number],
  SECOND_REVIEW: [isReviewRule, commands.deploy.right.review],
  MAX_WAITING: [isNumber, commands.deploy.right.number],
  FORM_ORIGINS: [areOrigins, commands.deploy.right.origins],
  SECURITY_CONTACT: [isContact, commands.deploy.right.contact],
}

/** Returns the warnings about the variables of a deployment: unknown ones, and values that would do nothing or harm. */
export const findWarnings = (base: BaseConfiguration, { vars = {} }: Pick<Settings, 'vars'>): string[] => {
  const names = Object.keys(base.vars)
  const unknown = Object.keys(vars).filter((name) => !names.includes(name))
  const values = Object.entries({ ...base.vars, ...vars })
  return [
    ...unknown.map((name) => commands.deploy.unknownVariable(name, didYouMean(name, names)?.(english))),
    ...values.flatMap(([name, value]) => {
      const [isRight, right = ''] = checks[name] ?? []
      return isRight === undefined || isRight(value)
        ? []
        : [commands.deploy.wrongVariable(name, value, right)]
    }),
  ]
}
