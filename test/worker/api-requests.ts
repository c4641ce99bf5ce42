/** Requests to an operation of an OpenAPI document: valid ones from its examples, and invalid ones from its schemas. */
import { type ApiChecker, type ApiRequest, type Operation, toText } from './api-checker.ts'

type Json = Readonly<Record<string, unknown>>

const required = ({ parameters }: Operation, place: 'query' | 'header') =>
  parameters
    .filter((each) => each.in === place && each.required)
    .map(({ name, example }) => [name, toText(example)] as const)

/** Returns a request with the first body and nothing that is optional. */
const baseRequest = (operation: Operation): Omit<ApiRequest, 'label'> => {
  const [type, media] = Object.entries(operation.body).find(([, { example }]) => example !== undefined) ?? []
  return {
    operation,
    query: required(operation, 'query'),
    headers: { Accept: 'application/json', ...Object.fromEntries(required(operation, 'header')) },
    ...(type === undefined ? {} : { type, body: media?.example }),
  }
}

/** Returns valid requests: one for each kind of body, and one for each optional parameter that was not tried before. */
export const validRequests = (operation: Operation, tried: Set<unknown>): ApiRequest[] => {
  const base = baseRequest(operation)
  const bodies = Object.entries(operation.body).filter(([, { example }]) => example !== undefined)
  const optional = operation.parameters.filter(
    (each) => each.in !== 'path' && !each.required && each.example !== undefined && !tried.has(each),
  )
  for (const each of optional) tried.add(each)
  const isSafe = operation.method === 'GET'
  return [
    ...(bodies.length === 0 ? [{ ...base, label: 'plain', isFirst: true }] : []),
    ...bodies.map(([type, { example }], i) => ({
      ...{ ...base, label: type, type, body: example, isFirst: i === 0 },
    })),
    ...(isSafe ? optional : []).map((each) => ({
      ...base,
      label: each.name,
      ...(each.in === 'query'
        ? { query: [...(base.query ?? []), [each.name, toText(each.example)] as const] }
        : { headers: { ...base.headers, [each.name]: toText(each.example) } }),
    })),
  ]
}

/** Returns a request without a token: to what needs one, or to what anybody may read. */
export const publicRequests = (operation: Operation): ApiRequest[] =>
  operation.isProtected || operation.method === 'GET'
    ? [{ ...baseRequest(operation), label: 'without a token', isPublic: true }]
    : []

/** Returns whether every text is a value of a parameter. */
const takesAnyText = ({ schema }: { readonly schema: Json }): boolean =>
  schema.enum === undefined &&
  schema.pattern === undefined &&
  schema.format === undefined &&
  schema.type === 'string'

const isTyped = (schema: Json): boolean => {
  const item = (schema.type === 'array' ? schema.items : schema) as Json
  return !takesAnyText({ schema: item }) && item.additionalProperties === undefined
}

/** Returns the object that a body is, or the first one that it may be. */
const objectOf = (checker: ApiChecker, schema: Json): Json => {
  const found = checker.resolve<Json>(schema)
  const [first] = (found.anyOf ?? []) as readonly Json[]
  return first && found.properties === undefined ? objectOf(checker, first) : found
}

const wrongBodies = (
  checker: ApiChecker,
  operation: Operation,
  base: Omit<ApiRequest, 'label'>,
): ApiRequest[] => {
  const media = operation.body['application/json']
  if (media?.example === undefined || Array.isArray(media.example)) return []
  const {
    required: names = [],
    properties = {},
    additionalProperties,
  } = objectOf(checker, media.schema) as {
    readonly required?: readonly string[]
    readonly properties?: Readonly<Record<string, Json>>
    readonly additionalProperties?: unknown
  }
  const send = (label: string, body: unknown): ApiRequest => ({
    ...base,
    label,
    type: 'application/json',
    body,
  })
  const example = media.example as Json
  const without = (name: string) =>
    Object.fromEntries(Object.entries(example).filter(([key]) => key !== name))
  return [
    ...names.map((name) => send(`without ${name}`, without(name))),
    ...Object.keys(properties).map((name) => send(`wrong ${name}`, { ...example, [name]: { wrong: [1] } })),
    ...(additionalProperties === false ? [send('an unknown field', { ...example, nonsense: 1 })] : []),
  ]
}

/** Returns invalid requests: unknown and wrong parameters, bodies that lack a part or have a wrong one. */
export const invalidRequests = (checker: ApiChecker, operation: Operation): ApiRequest[] => {
  const base = baseRequest(operation)
  const query = base.query ?? []
  const inQuery = operation.parameters.filter((each) => each.in === 'query')
  const takesAny = inQuery.some(
    ({ schema }) => checker.resolve<Json>(schema).additionalProperties !== undefined,
  )
  // A file of records that cannot be read is an error of its import, which has a report.
  const takesFiles = Array.isArray(operation.body['application/json']?.example)
  const hasBody = Object.keys(operation.body).length > 0
  const needsHeader = operation.parameters.some((each) => each.in === 'header' && each.required)
  return [
    ...(inQuery.length > 0 && !takesAny
      ? [{ ...base, label: 'an unknown parameter', query: [...query, ['nonsense', '1'] as const] }]
      : []),
    ...inQuery
      .filter(({ schema }) => isTyped(resolveItem(checker, schema)))
      .map(({ name }) => ({
        ...base,
        label: `a wrong ${name}`,
        query: [...query.filter(([each]) => each !== name), [name, '!'] as const],
      })),
    ...(hasBody ? [{ ...base, label: 'an unknown type', type: 'application/x-nonsense', body: 'x' }] : []),
    ...('application/json' in operation.body && !takesFiles
      ? [{ ...base, label: 'broken JSON', type: 'application/json', body: '{"a":' }]
      : []),
    ...wrongBodies(checker, operation, base),
    ...(needsHeader ? [{ ...base, label: 'no required header', headers: {} }] : []),
  ]
}

/** Follows references of a schema and of its items. */
const resolveItem = (checker: ApiChecker, schema: Json): Json => {
  const found = checker.resolve<Json>(schema)
  return found.type === 'array' ? { ...found, items: checker.resolve(found.items) } : found
}
