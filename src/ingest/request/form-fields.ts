/**
 * The fields of a form, named by path (`location.country`, `weapons.0.type`), as a candidate record. Blank fields are
 * absent, and so are list entries whose fields are all blank.
 */

import { Buffer } from 'node:buffer'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { problems } from '../../problems.ts'
import { findField, recordShape, type Shape } from '../../record/shape.ts'
import { decodeFormList, encodeList } from '../../text/list-cell.ts'
import { sentence } from '../../text/sentence.ts'
import { readParts } from './multipart.ts'
import { decodeText } from './parse-body.ts'

/** A field as it was sent, in order. */
export type FormField = readonly [name: string, value: string]

const decodeComponent = (part: string): string => {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError)
      throw problems.bodyUnreadable((details) => details.brokenEscape(part.slice(0, 60)))
    throw error
  }
}

/** Returns the fields of `application/x-www-form-urlencoded`. Throws a Problem if a part is not UTF-8. */
export const parseUrlencoded = (bytes: Uint8Array): FormField[] =>
  decodeText(bytes)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return [decodeComponent(name), decodeComponent(rest.join('='))]
    })

/** Returns the fields of `multipart/form-data` (RFC 7578). Throws a Problem if there is a file. */
export const parseMultipart = async (
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<FormField[]> => {
  const fields: FormField[] = []
  for await (const { name, isFile, body } of readParts([bytes], contentType)) {
    if (isFile) throw problems.bodyUnreadable((details) => details.unexpectedFile(name.slice(0, 60)))
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(chunk)
    fields.push([name, decodeText(Buffer.concat(chunks))])
  }
  return fields
}

interface Node {
  value?: string
  readonly inner: Map<string, Node>
}

const maxDepth = 8

const buildTree = (fields: readonly FormField[]): Node => {
  const root: Node = { inner: new Map() }
  for (const [name, value] of fields) {
    let node = root
    const steps = name.split('.')
    for (const step of steps.slice(0, maxDepth)) {
      const next = node.inner.get(step) ?? { inner: new Map() }
      node.inner.set(step, next)
      node = next
    }
    node.value = value
  }
  return root
}

const compareIndexes = ([a]: readonly [string, Node], [b]: readonly [string, Node]): number =>
  Number(a) - Number(b)

const isBlank = (value: unknown): boolean => value === undefined || value === ''

const toList = (node: Node, item: Shape): unknown => {
  const entries = [...node.inner]
  const hasIndexes = entries.every(([step]) => /^\d{1,4}$/.test(step))
  if (!hasIndexes) return Object.fromEntries(entries.map(([step, inner]) => [step, toValue(inner, item)]))
  const items = entries.sort(compareIndexes).map(([, inner]) => toValue(inner, item))
  const nonBlank = items.filter((each) => !isBlank(each))
  return nonBlank.length > 0 ? nonBlank : undefined
}

/** Returns keys of sources with the separator of records, if they have that of Arabic keyboards. */
const toSourceKeys = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('؛') ? encodeList(decodeFormList(value)) : value

const toGroup = (node: Node, shape: Shape): unknown => {
  const fields = shape.kind === 'group' ? shape.fields : undefined
  const entries = [...node.inner].flatMap(([step, inner]) => {
    const found = toValue(inner, fields && findField(fields, step)?.shape)
    const value = step === 'source' ? toSourceKeys(found) : found
    return isBlank(value) ? [] : [[step, value] as const]
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

const toValue = (node: Node, shape: Shape | undefined): unknown => {
  if (node.inner.size === 0) {
    if (shape?.kind !== 'list' || shape.item.kind !== 'leaf')
      return node.value?.trim() === '' ? undefined : node.value
    const items = decodeFormList(node.value ?? '').filter((item) => item.trim() !== '')
    return items.length > 0 ? items : undefined
  }
  if (node.value?.trim()) return node.value
  return shape?.kind === 'list' ? toList(node, shape.item) : toGroup(node, shape ?? { kind: 'map' })
}

/** Returns the names of the containers of a field and its own: `weapons`, `weapons.0` and `weapons.0.type`. */
const prefixesOf = (name: string): string[] => {
  const steps = name.split('.').slice(0, maxDepth)
  return steps.map((_, i) => steps.slice(0, i + 1).join('.'))
}

/** Returns the prefixes of a name that are list entries: `casualties.groups.0` of `….0.deaths.low`. */
const entryPrefixes = (name: string): string[] => prefixesOf(name).filter((each) => /\.\d{1,4}$/.test(each))

/**
 * Returns the fields without entries that are entirely blank. Later entries move up, so the positions in errors are
 * those of the form that is shown again.
 */
export const renumberEntries = (fields: readonly FormField[]): FormField[] => {
  const filledEntries = new Set(
    fields.flatMap(([name, value]) => (value.trim() === '' ? [] : entryPrefixes(name))),
  )
  const indexByEntry = new Map<string, number>()
  const counts = new Map<string, number>()
  const inOrder = [...filledEntries].sort((a, b) => Number(a.split('.').at(-1)) - Number(b.split('.').at(-1)))
  for (const entry of inOrder) {
    const list = entry.slice(0, entry.lastIndexOf('.'))
    const index = counts.get(list) ?? 0
    indexByEntry.set(entry, index)
    counts.set(list, index + 1)
  }
  return fields.flatMap(([name, value]) => {
    const entries = entryPrefixes(name)
    if (!entries.every((entry) => filledEntries.has(entry))) return []
    const steps = name.split('.')
    for (const entry of entries) steps[entry.split('.').length - 1] = String(indexByEntry.get(entry))
    return [[steps.join('.'), value] as const]
  })
}

/** Returns the candidate of a form. A repeated field is an error, because it is unclear which one is meant. */
export const parseForm = (fields: readonly FormField[]): { candidate: unknown; issues: Issue[] } => {
  const seen = new Set<string>()
  const issues: Issue[] = []
  for (const [name, value] of fields) {
    if (seen.has(name))
      issues.push(
        issue(name.split('.'), 'field.twice', sentence`The form has this field twice. Send it once.`, value),
      )
    seen.add(name)
  }
  const filledNames = new Set(fields.filter(([, value]) => value.trim() !== '').map(([name]) => name))
  for (const name of filledNames) {
    const conflict = prefixesOf(name).find((outer) => outer !== name && filledNames.has(outer))
    if (conflict)
      issues.push(
        issue(
          name.split('.'),
          'field.twice',
          sentence`The form also has a value for ${conflict}. Send only one of the two.`,
        ),
      )
  }
  return { candidate: toGroup(buildTree(fields), recordShape) ?? {}, issues }
}
