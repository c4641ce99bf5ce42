/**
 * Reads what was sent along the shape of the record: texts are trimmed and composed, what is absent is left out,
 * names that the record does not have are reported. Nothing here decides whether a value is right.
 */
import { type Issue, issue, type Path, pointerOf, type RuleId } from '../../schemas/rules.ts'
import { nearest } from '../derive/nearest.ts'
import type { Field, Shape } from '../derive/shape.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

export interface Reading {
  readonly issues: Issue[]
  /** Pointers to absent fields that a mistyped name seems to mean. */
  readonly meant: Set<string>
  /** Texts that look like numbers are read as numbers: forms and tables have no other way to say them. */
  readonly fromText: boolean
}

/** Digits of the Arabic and Persian scripts as Latin ones. */
const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))

const asNumber = (text: string): number | string => {
  const plain = latinDigits(text).replace('\u066b', '.')
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** Printable ASCII without spaces around it: most texts are clean already. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/

const cleanText = (text: string, path: Path, reading: Reading): string | undefined => {
  if (plain.test(text)) return text
  const clean = text.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  if (!clean.isWellFormed()) {
    reading.issues.push(issue(path, 'text.broken', 'It holds one half of a pair of surrogates.', clean))
    return undefined
  }
  const at = clean.search(control)
  if (at >= 0) {
    const code = (clean.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    reading.issues.push(
      issue(path, 'text.control', `It holds the control character U+${code}; take it out.`, clean),
    )
    return undefined
  }
  return clean === '' ? undefined : clean
}

/** So many unknown fields of a group are reported: more of them say nothing more. */
const mostUnknown = 100

const cleanGroup = (
  value: object,
  fields: ReadonlyMap<string, Field>,
  path: Path,
  reading: Reading,
): Record<string, unknown> | undefined => {
  const result: Record<string, unknown> = {}
  const before = reading.issues.length
  let unknown = 0
  for (const [name, inner] of Object.entries(value)) {
    const known = fields.get(name)
    if (!known) {
      if (++unknown > mostUnknown) continue
      const near = nearest(name, fields.keys())
      const hint = near ? `Did you mean ${near}?` : `Its fields are ${[...fields.keys()].join(', ')}.`
      if (near && !Object.hasOwn(value, near)) reading.meant.add(pointerOf([...path, near]))
      const where = path.length === 0 ? 'A record' : path.filter((step) => typeof step === 'string').join('.')
      reading.issues.push(
        issue(
          [...path, name.slice(0, 200).toWellFormed()],
          'field.unknown',
          `${where} has no field "${name.slice(0, 64).toWellFormed()}". ${hint}`,
          inner,
        ),
      )
      continue
    }
    const clean = known.notes.verbatim
      ? verbatim(inner, [...path, name], reading)
      : cleanValue(inner, known.shape, [...path, name], reading)
    if (clean === undefined) continue
    result[name] = clean
  }
  const says = Object.keys(result).length > 0 || reading.issues.length > before
  return says || path.length === 0 ? result : undefined
}

const notAGroup = (value: unknown, path: Path, reading: Reading): undefined => {
  reading.issues.push(issue(path, 'field.type', 'It must be a group of fields.', value))
}

/** Names that valibot leaves out of records, as a guard against prototype pollution. */
const unkeepable = new Set(['__proto__', 'constructor', 'prototype'])

/** What keeps a column of another layout from being kept as it came. */
const faultOf = (name: string, value: unknown): readonly [RuleId, string] | undefined => {
  if (unkeepable.has(name)) return ['field.unknown', 'A column cannot have this name.']
  if (typeof value === 'number' && !Number.isFinite(value))
    return ['number.range', 'The number is too large.']
  const texts = [name, value].filter((each) => typeof each === 'string')
  if (!texts.every((text) => text.isWellFormed()))
    return ['text.broken', 'It holds one half of a pair of surrogates.']
  return texts.some((text) => text.includes('\0')) ? ['text.control', 'It holds a NUL.'] : undefined
}

const verbatim = (value: unknown, path: Path, reading: Reading): unknown => {
  if (Array.isArray(value)) return notAGroup(value, path, reading)
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const entries = Object.entries(value).filter(([name, inner]) => {
    if (inner === null) return false
    const fault = faultOf(name, inner)
    if (fault) reading.issues.push(issue([...path, name.toWellFormed()], ...fault, inner))
    return fault === undefined
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** The value as it will be judged and kept; undefined is absent. */
export const cleanValue = (value: unknown, shape: Shape, path: Path, reading: Reading): unknown => {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') {
    const clean = cleanText(value, path, reading)
    if (clean === undefined || shape.kind !== 'leaf' || !reading.fromText) return clean
    if (shape.type === 'number') return asNumber(clean)
    return shape.leaf === 'date' ? latinDigits(clean) : clean
  }
  if (shape.kind === 'group' && typeof value === 'object')
    return Array.isArray(value)
      ? notAGroup(value, path, reading)
      : cleanGroup(value, shape.fields, path, reading)
  if (shape.kind === 'list' && Array.isArray(value)) {
    if (value.length > shape.max) {
      reading.issues.push(
        issue(path, 'list.length', `It has ${value.length} entries; at most ${shape.max} are taken.`, value),
      )
      return undefined
    }
    const items = value.map((item, i) => {
      const before = reading.issues.length
      const clean = cleanValue(item, shape.item, [...path, i], reading)
      if (clean === undefined && reading.issues.length === before)
        reading.issues.push(issue([...path, i], 'item.empty', 'The entry says nothing; leave it out.', item))
      return clean
    })
    return items.length > 0 ? items : undefined
  }
  return value
}
