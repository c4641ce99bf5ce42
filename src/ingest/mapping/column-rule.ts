/** How one column is mapped to one field, and the checks of its options. */
import type { MappingRule, Scalar } from '../../../schemas/column-mapping.ts'
import type { Path, RuleId } from '../../../schemas/rules.ts'
import type { FieldPath } from '../../record/paths.ts'
import { trimMarks } from '../../text/invisible-marks.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { type DateFormat, parseDateFormat } from './date-format.ts'
import { createNumberFormat, type NumberFormat } from './number-format.ts'

/** A constant value of a field; the path may contain `*`. */
export interface FieldValue {
  readonly path: Path
  readonly value: Scalar
}

export interface ColumnRule {
  readonly column: string
  readonly target: FieldPath
  /** Whether the field is an estimate, whose `best` is the target. */
  readonly isEstimate: boolean
  /** Whether the field is a country, which can be given by name. */
  readonly isCountry: boolean
  readonly values: ReadonlyMap<string, Scalar | null> | undefined
  /** The value of cells that `values` does not list. */
  readonly otherwise: Scalar | null | undefined
  /** Whether cells that `values` does not list are read as if there were no `values`. */
  readonly isKept: boolean
  /** The field of texts that the target cannot take. */
  readonly textPath: Path | undefined
  /** Texts that mean unknown. */
  readonly missing: ReadonlySet<string> | undefined
  readonly date: DateFormat | undefined
  readonly offset: string | undefined
  readonly number: NumberFormat | undefined
  readonly split: string | undefined
  readonly extraValues: readonly FieldValue[]
}

/** Reports an error of the mapping at a path in it. */
export type ReportFault = (at: Path, rule: RuleId, say: Say, value?: unknown) => undefined

/** Returns the text of a cell or name for comparison. */
export const normalizeKey = (text: string): string => trimMarks(text.normalize('NFC'))

/** The word of `otherwise` for the cell's own text. */
export const keepWord = 'keep'

/** Returns the path of the list to which a path adds an entry. */
export const listPath = (path: Path): string => path.slice(0, path.indexOf('*')).join('.')

const isDate = ({ shape }: FieldPath): boolean => shape.kind === 'leaf' && shape.leaf === 'date'
const isNumber = ({ shape }: FieldPath): boolean => shape.kind === 'leaf' && shape.type === 'number'

/** Returns whether a field takes any text. */
export const takesAnyText = ({ shape }: FieldPath): boolean =>
  shape.kind === 'map' || shape.leaf === 'text' || shape.leaf === 'lines'

type ParsedOptions = Pick<ColumnRule, 'date' | 'offset' | 'number' | 'missing' | 'values' | 'isCountry'>

const parseDate = (
  { date, century, offset }: MappingRule,
  target: FieldPath,
  at: Path,
  report: ReportFault,
): DateFormat | undefined => {
  const [name] = Object.entries({ date, century, offset }).find(([, value]) => value !== undefined) ?? []
  if (name === undefined) return undefined
  if (!isDate(target)) return report([...at, name], 'mapping.invalid', sentence`The field is not a date.`)
  if (date === undefined)
    return report(
      [...at, name],
      'mapping.invalid',
      sentence`"${name}" needs "date", the format of the cells.`,
    )
  const format = parseDateFormat(date, century)
  return 'fault' in format ? report([...at, 'date'], 'mapping.invalid', format.fault, date) : format
}

const parseNumberFormat = (
  { decimal, thousands }: MappingRule,
  target: FieldPath,
  at: Path,
  report: ReportFault,
): NumberFormat | undefined => {
  if (decimal === undefined && thousands === undefined) return undefined
  const name = decimal === undefined ? 'thousands' : 'decimal'
  if (!isNumber(target)) return report([...at, name], 'mapping.invalid', sentence`The field is not a number.`)
  if ((decimal ?? '.') === thousands)
    return report(
      [...at, 'thousands'],
      'mapping.invalid',
      sentence`Decimals and thousands cannot have the same separator. State both.`,
      thousands,
    )
  return createNumberFormat(decimal, thousands)
}

/** Returns the options of a rule; its errors are reported. `missing` are the file's texts for unknown. */
export const parseOptions = (
  settings: MappingRule,
  target: FieldPath,
  { at, report, missing }: { at: Path; report: ReportFault; missing: ReadonlySet<string> | undefined },
): ParsedOptions => {
  const values =
    settings.values &&
    new Map(Object.entries(settings.values).map(([cell, value]) => [normalizeKey(cell), value]))
  const own = settings.missing?.map(normalizeKey)
  for (const [i, text] of (own ?? []).entries())
    if (values?.has(text))
      report(
        [...at, 'missing', i],
        'mapping.invalid',
        sentence`"values" already says what "${text}" means.`,
        text,
      )
  const { shape, path } = target
  return {
    date: parseDate(settings, target, at, report),
    offset: settings.offset,
    number: parseNumberFormat(settings, target, at, report),
    missing: own ? new Set(own) : missing,
    values,
    isCountry: shape.kind === 'leaf' && shape.leaf === 'code' && path.at(-1) === 'country',
  }
}
