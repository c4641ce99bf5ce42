/**
 * Requests that an OpenAPI document describes, and whether the answers are as it says. Whatever it knows of the API is in
 * the document: ids and secrets in the examples stand for those of live answers that are at the same place.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { default as addFormats } from 'ajv-formats'
import { LiveNames } from './live-names.ts'

type Json = Readonly<Record<string, unknown>>

interface Media {
  readonly schema: Json
  readonly example?: unknown
}
type Content = Readonly<Record<string, Media>>

interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly required?: boolean
  readonly schema: Json
  readonly example?: unknown
}

interface ResponseObject {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly example?: unknown }>>
  readonly content?: Content
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Content
  readonly responses: Readonly<Record<string, ResponseObject>>
  /** Whether it needs a token. */
  readonly isProtected: boolean
}

export interface ApiRequest {
  readonly operation: Operation
  /** What is special about it. */
  readonly label: string
  readonly query?: readonly (readonly [string, string])[]
  readonly headers?: Readonly<Record<string, string>>
  readonly type?: string
  readonly body?: unknown
  /** Whether it is the first one to its operation, so that its answer has the current names. */
  readonly isFirst?: boolean
  /** Whether it is sent without a token. */
  readonly isPublic?: boolean
}

type Send = (path: string, init: RequestInit, options: { readonly isPublic: boolean }) => Promise<Response>

const documentId = 'https://api.test/openapi.json'

/** Returns the text of a value in a query or a header. */
export const toText = (value: unknown): string => [value].flat().map(String).join(',')

/** Returns a field of a form; the one with the name `file` is a file. */
const toPart = (name: string, value: unknown): string =>
  (name === 'file' ? new File([toText(value)], 'example.csv', { type: 'text/csv' }) : toText(value)) as string

const encodeBody = (type: string, body: unknown): BodyInit => {
  if (typeof body === 'string') return body
  if (!type.includes('form')) return JSON.stringify(body)
  const form = type.includes('urlencoded') ? new URLSearchParams() : new FormData()
  for (const [name, value] of Object.entries(body as Json)) form.append(name, toPart(name, value))
  return form
}

const mediaType = ({ headers }: Response): string => headers.get('Content-Type')?.split(';')[0] ?? 'no type'

const isJson = (media: Media | undefined, type: string): boolean =>
  type.endsWith('json') && !type.endsWith('ndjson') && media?.schema.format !== 'binary'

export class ApiChecker {
  readonly operations: readonly Operation[]
  readonly #document: Json
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: true })
  readonly #validators = new Map<string, ValidateFunction>()
  readonly #names = new LiveNames()
  readonly #send: Send

  constructor(document: Json, send: Send) {
    this.#document = document
    this.#send = send
    addFormats.default(this.#ajv)
    this.#ajv.addSchema(document, documentId)
    const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Json>>>>
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, each]) => this.#toOperation(method.toUpperCase(), path, each)),
    )
  }

  /** Follows a reference within the document. */
  resolve<T>(part: unknown): T {
    const { $ref } = part as { readonly $ref?: string }
    if ($ref === undefined) return part as T
    return $ref
      .split('/')
      .slice(1)
      .reduce((found: unknown, step) => (found as Json)[step], this.#document) as T
  }

  #toOperation(method: string, path: string, each: Json): Operation {
    const body = (each.requestBody as { readonly content: Content } | undefined)?.content ?? {}
    const security = (each.security ?? [{}]) as readonly Json[]
    return {
      ...{ id: String(each.operationId), method, path, body },
      parameters: ((each.parameters ?? []) as readonly unknown[]).map((one) => this.resolve<Parameter>(one)),
      responses: Object.fromEntries(
        Object.entries(each.responses as Json).map(([status, one]) => [
          status,
          this.resolve<ResponseObject>(one),
        ]),
      ),
      isProtected: security.length > 0 && !security.some((one) => Object.keys(one).length === 0),
    }
  }

  #validate(schema: Json, value: unknown): string | undefined {
    const text = JSON.stringify(schema).replaceAll('"#/', `"${documentId}#/`)
    const validate = this.#validators.get(text) ?? this.#ajv.compile(JSON.parse(text))
    this.#validators.set(text, validate)
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors)
  }

  /** Returns the path of an operation with its parameters from their examples. */
  #pathOf({ path, parameters }: Operation): string {
    return path.replace(/\{(\w+)\}/g, (_, name) =>
      this.#names.fill(toText(parameters.find((each) => each.in === 'path' && each.name === name)?.example)),
    )
  }

  /** Returns a body with the current names in all its texts. */
  #fillTexts(body: unknown): unknown {
    return JSON.parse(JSON.stringify(body), (_, value) =>
      typeof value === 'string' ? this.#names.fill(value) : value,
    )
  }

  /** Sends a request; returns its status and every deviation from the document. */
  async check(request: ApiRequest) {
    const {
      operation,
      label,
      query = [],
      headers = {},
      type,
      body,
      isFirst = false,
      isPublic = false,
    } = request
    const search = new URLSearchParams(query.map(([name, value]) => [name, this.#names.fill(value)]))
    const isMultipart = type === 'multipart/form-data'
    const init = {
      method: operation.method,
      headers: {
        ...(type === undefined || isMultipart ? {} : { 'Content-Type': type }),
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, this.#names.fill(value)]),
        ),
      },
      ...(body === undefined ? {} : { body: encodeBody(type ?? '', this.#fillTexts(body)) }),
      redirect: 'manual',
    } as const
    const path = `${this.#pathOf(operation)}${search.size > 0 ? `?${search}` : ''}`
    const answer = await this.#send(path, init, { isPublic })
    const text = new TextDecoder().decode(await answer.arrayBuffer())
    const response = operation.responses[answer.status]
    if (!response) {
      const fault = `${operation.id}, ${label}: ${answer.status} is not declared: ${text.slice(0, 300)}`
      return { status: answer.status, faults: [fault], text }
    }
    const faults = [
      ...this.#findHeaderFaults(response, answer),
      ...this.#findContentFaults(response, answer, text),
    ]
    if (faults.length === 0) this.#learn(response, answer, text, isFirst)
    return {
      status: answer.status,
      faults: faults.map((fault) => `${operation.id}, ${label}: ${fault}`),
      text,
    }
  }

  #headersOf({ headers = {} }: ResponseObject) {
    return Object.entries(headers).map(
      ([name, each]) => [name, this.resolve<{ required?: boolean; example?: unknown }>(each)] as const,
    )
  }

  #learn(response: ResponseObject, answer: Response, text: string, replaces: boolean): void {
    for (const [name, { example }] of this.#headersOf(response))
      this.#names.learn(example, answer.headers.get(name), replaces)
    const media = response.content?.[mediaType(answer)]
    if (isJson(media, mediaType(answer))) this.#names.learn(media?.example, JSON.parse(text), replaces)
  }

  #findHeaderFaults(response: ResponseObject, { status, headers }: Response): string[] {
    return this.#headersOf(response)
      .filter(([name, { required }]) => required && !headers.has(name))
      .map(([name]) => `${status} has no ${name}`)
  }

  #findContentFaults({ content }: ResponseObject, answer: Response, text: string): string[] {
    if (!content) return []
    const type = mediaType(answer)
    const media = content[type] ?? content['*/*']
    if (!media) return [`${answer.status} has ${type}, not ${Object.keys(content).join(' or ')}`]
    if (!isJson(media, type)) return []
    if (text === '') return [`${answer.status} is empty`]
    const fault = this.#validate(media.schema, JSON.parse(text))
    return fault === undefined
      ? []
      : [`${answer.status} is not of its schema: ${fault}: ${text.slice(0, 300)}`]
  }
}
