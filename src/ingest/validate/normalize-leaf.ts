/** Normalizes the text of a field: its characters, and its number if the field has one. */
import { echo, issue, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Leaf, Shape } from '../../record/shape.ts'
import { hasInvisibleMark, removeMarks, removeUnseenMarks, trimMarks } from '../../text/invisible-marks.ts'
import { toLatinDigits } from '../../text/latin-digits.ts'
import type { NormalizeState, PathStack } from './normalize-state.ts'
import { explainNumber, numberMeant } from './number-hints.ts'
import { isFormulaError } from './placeholders.ts'
import { readDate } from './read-date.ts'
import { readNumber } from './read-number.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/** Printable ASCII without surrounding spaces, as most texts are. */
const normalizedAscii = /^[!-~](?:[ -~]*[!-~])?$/

/** Returns true if a text certainly is normalized; false if that must be checked. */
export const isNormalized = (text: string): boolean => normalizedAscii.test(text)

type TextKind = 'identifier' | 'value' | 'text'

const markRemovers: Readonly<Record<TextKind, (text: string) => string>> = {
  identifier: removeUnseenMarks,
  value: removeMarks,
  text: trimMarks,
}

/**
 * Returns a text without spaces around it, composed (NFC), with line feeds, and without invisible marks: in identifiers
 * and web addresses all that nobody sees, in codes, dates and numbers all, in other texts those that do nothing.
 */
export const toCanonicalText = (text: string, kind: TextKind = 'text'): string => {
  if (isNormalized(text)) return text
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const composed = lines.normalize('NFC')
  return (hasInvisibleMark(composed) ? markRemovers[kind](composed) : composed).trim()
}

const textKindOf = (shape: Shape): TextKind => {
  if (shape.kind !== 'leaf' || shape.leaf === 'lines') return 'text'
  if (shape.leaf === 'text') return shape.isIdentifier ? 'identifier' : 'text'
  return shape.leaf === 'url' ? 'identifier' : 'value'
}

const normalizeText = (
  text: string,
  shape: Shape,
  path: PathStack,
  state: NormalizeState,
): string | undefined => {
  if (isNormalized(text)) return text
  const normalized = toCanonicalText(text, textKindOf(shape))
  if (!normalized.isWellFormed()) {
    state.issues.push(issue(path, 'text.broken', (m: Messages) => m.fields.brokenText, normalized))
    return undefined
  }
  const at = normalized.search(controlCharacters)
  if (at >= 0) {
    const code = (normalized.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const say = (m: Messages) => m.fields.controlCharacter(code)
    state.issues.push(issue(path, 'text.control', say, normalized))
    return state.keepsWrong ? normalized : undefined
  }
  return normalized === '' ? undefined : normalized
}

/** Reports the text of a field, unless its reader has done so. */
const report = (
  path: PathStack,
  rule: RuleId,
  say: (messages: Messages) => string,
  text: string,
  { issues }: NormalizeState,
): void => {
  const found = issue(path, rule, say, text)
  if (!issues.some(({ pointer }) => pointer === found.pointer)) issues.push(found)
}

/** Reports a word for no value, which may be meant or not. */
const reportPlaceholder = (
  text: string,
  { vocabulary }: Leaf,
  path: PathStack,
  state: NormalizeState,
): void => {
  if (!state.fromText) {
    state.notes.push({ rule: 'value.placeholder', pointer: pointerOf(path), received: text })
    return
  }
  const term = vocabulary && Object.hasOwn(vocabulary, text) ? vocabulary[text] : undefined
  const say = ({ fields: { placeholder }, translate }: Messages): string => {
    if (term) return placeholder.code(text, translate(term.label))
    return isFormulaError(text) ? placeholder.formula(text) : placeholder.word(text)
  }
  report(path, 'value.placeholder', say, text, state)
}

/** Returns the number of a text; the text itself, with an issue, if it has none or two. */
const normalizeNumber = (
  text: string,
  { leaf }: Leaf,
  path: PathStack,
  state: NormalizeState,
): string | number => {
  const isWhole = leaf !== 'coordinate'
  const name = path.at(-1)
  const reading = readNumber(text, { isWhole })
  if (reading === undefined) {
    const degrees = isWhole ? undefined : numberMeant(text, name)
    if (degrees === undefined) report(path, 'field.type', explainNumber(text, name), text, state)
    else state.notes.push({ rule: 'location.degrees', pointer: pointerOf(path), received: echo(text) })
    return degrees ?? text
  }
  if ('decimal' in reading) {
    report(path, 'number.ambiguous', (m) => m.fields.ambiguousNumber(text, reading), text, state)
    return text
  }
  if (reading.isNoted)
    state.notes.push({ rule: 'number.separators', pointer: pointerOf(path), received: echo(text) })
  return reading.value
}

/** Returns a date with Latin digits, in the right form if it has one reading, which is noted. */
const normalizeDate = (text: string, path: PathStack, { notes }: NormalizeState): string => {
  const read = readDate(text)
  if (read !== undefined) notes.push({ rule: 'date.form', pointer: pointerOf(path), received: echo(text) })
  return read ?? toLatinDigits(text)
}

/** Returns the text, or its number if the field is numeric. */
export const normalizeLeaf = (
  text: string,
  shape: Shape,
  path: PathStack,
  state: NormalizeState,
): string | number | undefined => {
  const normalized = normalizeText(text, shape, path, state)
  if (normalized === undefined || shape.kind !== 'leaf') return normalized
  if (state.isPlaceholder?.(normalized)) reportPlaceholder(normalized, shape, path, state)
  else if (state.fromText && shape.type === 'number') return normalizeNumber(normalized, shape, path, state)
  return shape.leaf === 'date' ? normalizeDate(normalized, path, state) : normalized
}
