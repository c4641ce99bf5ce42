/** The OpenAPI document, which `npm run build:api` makes. */
import recordSchema from '../../../../public/incident-schema.txt'
import openapi from '../../../../public/openapi.txt'
import { joinDefinitions } from './join-definitions.ts'

export interface Reference {
  readonly $ref: string
}

export interface SchemaObject extends Partial<Reference> {
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, SchemaObject>>
  readonly required?: readonly string[]
  readonly items?: SchemaObject
  readonly anyOf?: readonly SchemaObject[]
  readonly allOf?: readonly SchemaObject[]
}

export interface ParameterObject {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly description: string
  readonly required?: boolean
  readonly schema: SchemaObject
  readonly example?: unknown
}

export type ContentObject = Readonly<
  Record<string, { readonly schema: SchemaObject; readonly example?: unknown }>
>

export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, object>>
  readonly content?: ContentObject
}

export interface OperationObject {
  readonly tags: readonly [string]
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly (ParameterObject | Reference)[]
  readonly requestBody?: { readonly content: ContentObject }
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
}

export interface ApiDocument {
  readonly info: { readonly title: string; readonly summary: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, SchemaObject>>
    readonly parameters: Readonly<Record<string, ParameterObject>>
    readonly responses: Readonly<Record<string, ResponseObject>>
    /** A document of each type of problem. */
    readonly examples: Readonly<Record<string, { readonly value: object }>>
  }
}

let joined: string | undefined

/** Returns the text of the document. */
export const apiDocumentText = (): string => {
  joined ??= joinDefinitions(openapi, recordSchema)
  return joined
}

/** Returns the last name of a reference. */
export const nameOf = ({ $ref }: Reference): string => $ref.slice($ref.lastIndexOf('/') + 1)

/** Returns the document. */
export const parseApiDocument = (): ApiDocument => JSON.parse(apiDocumentText()) as ApiDocument
