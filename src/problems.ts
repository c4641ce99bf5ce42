/** Every error that Sitrep raises: its type, status and headers (RFC 9457); its texts are in the catalogue of messages. */
import { type Issue, issue } from '../schemas/rules.ts'
import { en, maxErrors } from './messages/en.ts'
import type { Messages } from './messages/messages.ts'
import type { Say } from './text/sentence.ts'

export type ActName = keyof Messages['acts']
export type RoleName = Parameters<Messages['problems']['forbidden']['detail']>[0]

/** An error in a URL, a header, a small request or (as an issue) a record. */
export interface RequestIssue {
  readonly pointer?: string
  readonly parameter?: string
  readonly rule: string
  /** Returns what would be right, in the language of the messages. */
  readonly say: Say
  readonly received?: Issue['received'] | undefined
  readonly row?: number | undefined
  readonly line?: number | undefined
  readonly column?: string | undefined
  /** The name of the cell in a workbook, such as `Sheet1!C17`. */
  readonly cell?: string | undefined
}

/** An issue as it leaves Sitrep: its words are in English. */
export type StatedIssue<Issue extends { readonly say: Say } = RequestIssue> = Omit<Issue, 'say'> & {
  readonly detail: string
}

/** Returns an issue in English, with `detail` in the place of `say`, for JSON, files, the log and storage. */
export const stateIssue = <Issue extends { readonly say: Say }>(found: Issue): StatedIssue<Issue> => {
  const stated: Record<string, unknown> = {}
  for (const name in found)
    if (name === 'say') stated.detail = found.say(en)
    else stated[name] = found[name]
  return stated as StatedIssue<Issue>
}

/** Returns the words of the errors that a problem repeats; those of others are empty. */
const faultsIn = (errors: readonly RequestIssue[], messages: Messages): { readonly detail: string }[] =>
  errors.map(({ say }, i) => ({ detail: i < maxErrors ? say(messages) : '' }))

type Texts = Messages['problems']

/** Returns the words of an occurrence in the language of the texts, which are those of the messages. */
type SayOccurrence = (texts: Texts, messages: Messages) => string

/** What is wrong with a record that two editors have to publish. */
export const secondEditorIssue = issue(
  ['location', 'withheld'],
  'location.withheld',
  (m: Messages) => m.problems.secondEditorNeeded.error,
)

/** One occurrence of a problem. */
interface Occurrence {
  readonly say: SayOccurrence
  /** The words for a page, if a person would do something else than a program. */
  readonly sayOnPage?: SayOccurrence
  readonly errors?: readonly RequestIssue[]
  readonly headers?: Readonly<Record<string, string>>
}

const define = <Status extends number, Parameters extends readonly unknown[]>(
  status: Status,
  describe: (...parameters: Parameters) => Occurrence,
) => ({ status, describe })

/**
 * The types by the names of their factories, which are also the keys of their texts; the type is the name in kebab
 * case.
 */
const definitions = {
  merged: define(308, (survivor: string) => ({
    say: (texts) => texts.merged.detail(survivor),
    headers: { Location: `/incidents/${survivor}` },
  })),
  invalidQuery: define(400, (errors: readonly RequestIssue[]) => ({
    say: (texts, messages) => texts.invalidQuery.detail(faultsIn(errors, messages)),
    errors,
  })),
  bodyUnreadable: define(
    400,
    (select: (details: Texts['bodyUnreadable']['details'], messages: Messages) => string) => ({
      say: (texts, messages) => select(texts.bodyUnreadable.details, messages),
    }),
  ),
  tokenNeeded: define(401, (act: ActName) => ({
    say: (texts) => texts.tokenNeeded.detail(act),
    sayOnPage: (texts) => texts.tokenNeeded.page(act),
    headers: { 'WWW-Authenticate': 'Bearer realm="sitrep"' },
  })),
  tokenInvalid: define(401, () => ({
    say: (texts) => texts.tokenInvalid.detail,
    headers: { 'WWW-Authenticate': 'Bearer realm="sitrep", error="invalid_token"' },
  })),
  forbidden: define(403, (role: RoleName, act: ActName, allowedRole: RoleName) => ({
    say: (texts) => texts.forbidden.detail(role, act, allowedRole),
  })),
  outOfScope: define(403, (dataset: string, datasets: readonly string[]) => ({
    say: (texts) => texts.outOfScope.detail(dataset, datasets),
  })),
  crossOrigin: define(403, (origin: string) => ({
    say: (texts) => texts.crossOrigin.detail(origin.slice(0, 200)),
  })),
  formStale: define(403, () => ({ say: (texts) => texts.formStale.detail })),
  notFound: define(404, (noun: keyof Texts['notFound']['details']) => ({
    say: (texts) => texts.notFound.details[noun],
  })),
  methodNotAllowed: define(405, (method: string, allowed: readonly string[]) => ({
    say: (texts) => texts.methodNotAllowed.detail(method, allowed),
    headers: { Allow: allowed.join(', ') },
  })),
  referenceTaken: define(409, (dataset: string, reference: string) => ({
    say: (texts) => texts.referenceTaken.detail(dataset, reference),
    errors: [
      issue(['reference'], 'reference.taken', (m: Messages) => m.problems.referenceTaken.error, reference),
    ],
  })),
  invalidTransition: define(409, (select: (details: Texts['invalidTransition']['details']) => string) => ({
    say: (texts) => select(texts.invalidTransition.details),
  })),
  notPublishable: define(409, (dataset: string, restrictedBy?: string) => ({
    say: (texts) => texts.notPublishable.detail(dataset, restrictedBy),
    errors: [
      issue(
        ['dataset'],
        'dataset.not_publishable',
        (m: Messages) => m.problems.notPublishable.error,
        dataset,
      ),
    ],
  })),
  secondEditorNeeded: define(409, () => ({
    say: (texts) => texts.secondEditorNeeded.detail,
    errors: [secondEditorIssue],
  })),
  datasetPublished: define(409, (dataset: string, published: number) => ({
    say: (texts) => texts.datasetPublished.detail(dataset, published),
    errors: [
      issue(
        ['publishable'],
        'dataset.not_publishable',
        (m: Messages) => m.problems.datasetPublished.error,
        false,
      ),
    ],
  })),
  conflict: define(409, () => ({ say: (texts) => texts.conflict.detail })),
  retracted: define(410, (reason: string | undefined) => ({
    say: (texts) => texts.retracted.detail(reason),
  })),
  pinExpired: define(410, (requested: string, current: string) => ({
    say: (texts) => texts.pinExpired.detail(requested, current),
  })),
  redacted: define(
    410,
    ({ seq, at, reason }: { readonly seq: number; readonly at: string; readonly reason: string }) => ({
      say: (texts) => texts.redacted.detail(seq, at, reason),
    }),
  ),
  staleRevision: define(412, (etag: string, revision: number) => ({
    say: (texts) => texts.staleRevision.detail(revision),
    headers: { ETag: etag },
  })),
  tooLarge: define(413, (limit: number) => ({ say: (texts) => texts.tooLarge.details.body(limit) })),
  unsupportedType: define(415, (type: string, accepted: readonly string[]) => ({
    say: (texts) => texts.unsupportedType.detail(type.slice(0, 100), accepted),
    headers: { Accept: accepted.join(', ') },
  })),
  unsupportedCoding: define(415, (coding: string, accepted: readonly string[]) => ({
    say: (texts) => texts.unsupportedCoding.detail(coding.slice(0, 100), accepted),
    headers: { 'Accept-Encoding': accepted.join(', ') },
  })),
  rangeNotSatisfiable: define(416, (size: number) => ({
    say: (texts) => texts.rangeNotSatisfiable.detail(size),
    headers: { 'Content-Range': `bytes */${size}` },
  })),
  invalidRecord: define(422, (errors: readonly Issue[]) => ({
    say: (texts, messages) => texts.invalidRecord.detail(faultsIn(errors, messages)),
    errors,
  })),
  invalidRequest: define(422, (errors: readonly RequestIssue[]) => ({
    say: (texts, messages) => texts.invalidRequest.detail(faultsIn(errors, messages)),
    errors,
  })),
  invalidFile: define(422, (errors: readonly RequestIssue[]) => ({
    say: (texts, messages) => texts.invalidFile.detail(faultsIn(errors, messages)),
    errors,
  })),
  idempotencyKeyReused: define(422, () => ({ say: (texts) => texts.idempotencyKeyReused.detail })),
  preconditionRequired: define(428, () => ({ say: (texts) => texts.preconditionRequired.detail })),
  suggestionsFull: define(429, (scope: keyof Texts['suggestionsFull']['details']) => ({
    say: (texts) => texts.suggestionsFull.details[scope],
    headers: { 'Retry-After': '86400' },
  })),
  remarksFull: define(409, (kind: keyof Texts['remarksFull']['details']) => ({
    say: (texts) => texts.remarksFull.details[kind],
  })),
  formHeld: define(422, (cause: keyof Texts['formHeld']['details']) => ({
    say: (texts) => texts.formHeld.details[cause],
  })),
  rateLimited: define(429, (seconds: number) => ({
    say: (texts) => texts.rateLimited.detail(seconds),
    headers: { 'Retry-After': String(seconds) },
  })),
  queueFull: define(503, () => ({
    say: (texts) => texts.queueFull.detail,
    headers: { 'Retry-After': '3600' },
  })),
  rerenderNeeded: define(503, () => ({
    say: (texts) => texts.rerenderNeeded.detail,
    headers: { 'Retry-After': '60' },
  })),
  restoreRefused: define(409, (select: (details: Texts['restoreRefused']['details']) => string) => ({
    say: (texts) => select(texts.restoreRefused.details),
  })),
  restoring: define(503, () => ({
    say: (texts) => texts.restoring.detail,
    headers: { 'Retry-After': '60' },
  })),
  internal: define(500, () => ({ say: (texts) => texts.internal.detail })),
} satisfies { readonly [Name in keyof Texts]: unknown }

type Definitions = typeof definitions
type FactoryName = keyof Definitions
type KebabCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${KebabCase<Rest>}`
  : Name

export type ProblemName = KebabCase<FactoryName>

const toProblemName = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as ProblemName

interface ProblemType<Status extends number> {
  readonly status: Status
  /** The key of its texts. */
  readonly key: FactoryName
}

/** Every type with its status. */
export const problemTypes = Object.fromEntries(
  Object.entries(definitions).map(([key, { status }]) => [toProblemName(key), { status, key }]),
) as unknown as {
  readonly [Name in FactoryName as KebabCase<Name>]: ProblemType<Definitions[Name]['status']>
}

/** Returns what a type means, and what to do about it, in the language of the messages. */
export const describeProblemType = (
  type: ProblemName,
  { problems: texts }: Messages,
): { readonly title: string; readonly description: string; readonly remedy: string } =>
  texts[problemTypes[type].key]

/** An error with everything that its response says. `title` and `detail` are in English, for the API and the log. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemName
  readonly detail: string
  /** The first errors, at most 20. */
  readonly errors: readonly RequestIssue[]
  /** The number of all errors. */
  readonly count: number
  readonly headers: Readonly<Record<string, string>>
  readonly #say: SayOccurrence
  readonly #sayOnPage: SayOccurrence

  constructor(type: ProblemName, { say, sayOnPage = say, errors = [], headers = {} }: Occurrence) {
    const detail = say(en.problems, en)
    super(`${type}: ${detail}`)
    this.type = type
    this.detail = detail
    this.#say = say
    this.#sayOnPage = sayOnPage
    this.errors = errors.slice(0, maxErrors)
    this.count = errors.length
    this.headers = headers
  }

  get status() {
    return problemTypes[this.type].status
  }

  get title() {
    return describeProblemType(this.type, en).title
  }

  /** The detail in the language of the messages, as the API says it in English. */
  readonly say = (messages: Messages): string => this.#say(messages.problems, messages)

  /** Returns the title and the detail as a page shows them in the language of the messages. */
  textsIn(messages: Messages): { readonly title: string; readonly detail: string } {
    const { title } = describeProblemType(this.type, messages)
    return { title, detail: this.#sayOnPage(messages.problems, messages) }
  }
}

type Factories = {
  readonly [Name in FactoryName]: (...parameters: Parameters<Definitions[Name]['describe']>) => Problem
}

const factories = Object.fromEntries(
  Object.entries<{ describe: (...parameters: never[]) => Occurrence }>(definitions).map(
    ([key, { describe }]) => [
      key,
      (...parameters: never[]) => new Problem(toProblemName(key), describe(...parameters)),
    ],
  ),
) as Factories

/** Returns a factory for each type of problem, and others for common occurrences. */
export const problems = {
  ...factories,
  /** Returns a problem with one error of a URL parameter. */
  invalidParameter: (
    parameter: string,
    say: (messages: Messages) => string,
    received?: RequestIssue['received'],
  ) =>
    factories.invalidQuery([
      {
        parameter,
        rule: 'parameter.invalid',
        say: (m: Messages) => `${parameter}: ${say(m)}`,
        received,
      },
    ]),
  /** Returns a problem with one error of a field of the request. */
  invalidField: (pointer: string, say: (messages: Messages) => string, received?: string) =>
    factories.invalidRequest([{ pointer, rule: 'request.invalid', say, received }]),
  /** Returns the problem of JSON whose Content-Type is missing or another. */
  mislabelledJson: (type: string, json: string, accepted: readonly string[]) =>
    new Problem('unsupported-type', {
      say: (texts) => texts.unsupportedType.mislabelledJson(type.slice(0, 100), json),
      headers: { Accept: accepted.join(', ') },
    }),
  /** Returns the problem of a batch with more records than are accepted. */
  batchTooLarge: (max: number, count: number) =>
    new Problem('too-large', { say: (texts) => texts.tooLarge.details.batch(max, count) }),
  /** Returns the problem of a batch with more records than its sender may file now. */
  batchRateLimited: (seconds: number) =>
    new Problem('rate-limited', {
      say: (texts) => texts.rateLimited.batch(seconds),
      headers: { 'Retry-After': String(seconds) },
    }),
  /** Returns the problem of a sender whose whole network has sent too much. */
  networkRateLimited: (seconds: number) =>
    new Problem('rate-limited', {
      say: (texts) => texts.rateLimited.network(seconds),
      headers: { 'Retry-After': String(seconds) },
    }),
  /** Returns the problem of a description that somebody else has changed since it was shown. */
  datasetChanged: () => new Problem('conflict', { say: (_, messages) => messages.datasetPage.conflict }),
  /** Returns the problem of an import whose file somebody else has imported since it was shown. */
  importSent: (sender: { readonly actor: string; readonly name: string | null } | undefined) =>
    new Problem('conflict', {
      say: (_, { importPages, remarks, audit }) =>
        importPages.sentSince(
          sender ? (audit.actors[sender.actor] ?? sender.name ?? sender.actor) : remarks.editor,
        ),
    }),
  recordTooLarge: () => new Problem('too-large', { say: (texts) => texts.tooLarge.details.record }),
}
