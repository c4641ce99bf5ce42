/** Suggesting a mapping for a table from the names of its columns and its first rows. */
import type { Mapping, MappingRule } from '../../../../schemas/column-mapping.ts'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import { layouts } from '../../../record/crosswalk/layouts.ts'
import { missingNames } from '../mapping-parser.ts'
import { findDateFormat } from './date-formats.ts'
import { type Judgement, judgeValues } from './judge-values.ts'
import { findCandidates, type NameCandidate } from './name-rules.ts'
import { type ColumnName, readName } from './read-name.ts'
import type { Sample } from './sample.ts'

export interface SuggestedColumn {
  readonly column: string
  /** The field that the column fills; null if there is none for it. */
  readonly to: string | null
  /** From 0 to 1. */
  readonly confidence: number
  /** The first different cells. */
  readonly samples: readonly string[]
  /** Cells whose meaning the mapping does not know. */
  readonly unknown_values?: readonly string[]
}

export interface Suggestion {
  /** The profile that reads the file without a mapping, if it has the layout of a known project. */
  readonly profile: Scheme | null
  readonly mapping: Mapping
  readonly columns: readonly SuggestedColumn[]
  /** Fields that every record needs and no column gives. */
  readonly missing: readonly string[]
}

/** A field for a column. */
interface Choice extends Judgement {
  readonly to: string
}

interface Column {
  readonly name: string
  readonly cells: readonly string[]
  readonly meaning: ColumnName
  /** Its possible fields, the likeliest first. */
  readonly choices: readonly Choice[]
}

/** The least confidence of a field that is suggested. */
const minConfidence = 0.5
/** The confidence that a column has no field: by a name whose words are known, or not. */
const noField = { known: 0.85, unknown: 0.8 } as const
const maxSamples = 5
const maxSampleLength = 100

const toChoice =
  (cells: readonly string[]) =>
  ({ rule, score }: NameCandidate): Choice => ({ to: rule.to, ...judgeValues(cells, rule, score) })

/** Parts of a date in columns of their own. */
const dateParts = [
  { meaning: 'year', format: 'YYYY', pattern: /^(?:1[6-9]|20)\d\d$/ },
  { meaning: 'month', format: 'M', pattern: /^(?:0?\d|1[0-2])$/ },
  { meaning: 'day', format: 'D', pattern: /^(?:[0-2]?\d|3[01])$/ },
] as const

/** Returns the choice of a column that holds the year, month or day; undefined if it does not. */
const datePartChoice = (
  { meanings, unknownWords }: ColumnName,
  cells: readonly string[],
): Choice | undefined => {
  const part = dateParts.find(({ meaning }) => meanings.has(meaning))
  const others = [...meanings].filter((meaning) => meaning !== part?.meaning && meaning !== 'event')
  if (!part || others.length > 0 || unknownWords.length > 0) return undefined
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0 || !filled.every((cell) => part.pattern.test(cell))) return undefined
  const missing = part.meaning !== 'year' && filled.includes('0') ? { missing: ['0'] } : {}
  return { to: 'date', confidence: 0.9, rule: { date: part.format, ...missing } }
}

const isList = (to: string): boolean => to.includes('*')

/** Returns the field of each column, so that no two fill the same. */
const assign = (columns: readonly Column[]): Map<Column, Choice> => {
  const chosen = new Map<Column, Choice>()
  const taken = new Set<string>()
  const offers = columns
    .flatMap((column) => column.choices.map((choice) => ({ column, choice })))
    .filter(({ choice }) => choice.confidence >= minConfidence)
    .sort((a, b) => b.choice.confidence - a.choice.confidence)
  for (const { column, choice } of offers) {
    if (chosen.has(column) || (taken.has(choice.to) && !isList(choice.to))) continue
    chosen.set(column, choice)
    taken.add(choice.to)
    if (choice.further) taken.add(choice.further.to)
  }
  return chosen
}

/** Adds the year, month and day if no column has the whole date. */
const assignDateParts = (columns: readonly Column[], chosen: Map<Column, Choice>): void => {
  if ([...chosen.values()].some(({ to }) => to === 'date')) return
  const parts = columns.flatMap((column) => {
    const choice = datePartChoice(column.meaning, column.cells)
    return choice ? [[column, choice] as const] : []
  })
  const formats = parts.map(([, { rule }]) => rule.date)
  if (!formats.includes('YYYY') || new Set(formats).size < formats.length) return
  for (const [column, choice] of parts) chosen.set(column, choice)
}

/** The confidence of the only date of a table, and of one of several, by their cells alone. */
const dateByCells = { only: 0.8, other: 0.6 } as const

/** Adds the date by its cells if no name tells it: the first column of days, but for the times of the data themselves. */
const assignDateByCells = (columns: readonly Column[], chosen: Map<Column, Choice>): void => {
  if ([...chosen.values()].some(({ to }) => to === 'date')) return
  const found = columns.flatMap((column) => {
    const cells = column.cells.filter((cell) => cell !== '')
    const format =
      chosen.has(column) || column.meaning.meanings.has('stamp') ? undefined : findDateFormat(cells)
    const isNumber = cells.every((cell) => /^\d+$/.test(cell))
    return format === undefined || isNumber ? [] : [[column, format] as const]
  })
  const [first] = found
  if (!first) return
  const [column, { format, isAmbiguous }] = first
  const confidence = found.length > 1 || isAmbiguous ? dateByCells.other : dateByCells.only
  chosen.set(column, { to: 'date', confidence, rule: format === undefined ? {} : { date: format } })
}

/** The confidence that a column has no field although its name says that it is the date. */
const noDate = 0.5

const confidenceOf = ({ meaning, choices }: Column, choice: Choice | undefined): number => {
  if (choice) return choice.confidence
  const best = Math.max(0, ...choices.map(({ confidence }) => confidence))
  if (best >= minConfidence) return noField.unknown
  if (choices.some(({ to }) => to === 'date')) return noDate
  return meaning.meanings.size > 0 && meaning.unknownWords.length === 0 ? noField.known : noField.unknown
}

const round = (number: number): number => Math.round(number * 100) / 100

const describeColumn = (column: Column, choice: Choice | undefined): SuggestedColumn => {
  const filled = [...new Set(column.cells)].filter((cell) => cell !== '')
  const samples = filled.slice(0, maxSamples).map((cell) => cell.slice(0, maxSampleLength).toWellFormed())
  const unknown = choice?.unknown ?? []
  return {
    column: column.name,
    to: choice?.to ?? null,
    confidence: round(confidenceOf(column, choice)),
    samples,
    ...(unknown.length > 0 ? { unknown_values: unknown.slice(0, 100) } : {}),
  }
}

const toTarget = ({ to, rule, further }: Choice): string | MappingRule | (string | MappingRule)[] => {
  const own = Object.keys(rule).length === 0 ? to : { to, ...rule }
  return further ? [own, further] : own
}

/** The share of a layout's columns that a file of it has at least. */
const minLayoutShare = 0.5

/** Returns the project whose layout the columns have; undefined if there is none. */
const findScheme = (names: readonly string[]): Scheme | undefined => {
  const keys = new Set(names.map((name) => name.trim().toLowerCase()))
  return schemes.find((scheme) => {
    const { columns, requiredColumns } = layouts[scheme]
    const has = (name: string) => keys.has(name.toLowerCase())
    const shared = columns.filter(({ name }) => has(name)).length
    return requiredColumns.every(has) && shared >= Math.min(columns.length, names.length) * minLayoutShare
  })
}

/** Returns the paths above a field, and its own. */
const pathsTo = (name: string): string[] => {
  const steps = name.split('.')
  return steps.map((_, i) => steps.slice(0, i + 1).join('.'))
}

/** Returns the fields that a mapping needs and neither a column nor a constant fills. */
const findMissing = (choices: Iterable<Choice>, { constants = {} }: Mapping): string[] => {
  const names = [...choices].flatMap(({ to, further }) => (further ? [to, further.to] : [to]))
  const filled = new Set([...names, ...Object.keys(constants)].flatMap(pathsTo))
  const scheme = filled.has('external.scheme') ? [] : ['external.scheme']
  return [...missingNames(filled), ...scheme].map((name) =>
    name === 'sources' ? 'sources.0.publisher' : name,
  )
}

interface SuggestOptions {
  /** The dataset that the records go to, which names the layout of kept columns. */
  readonly dataset?: string | undefined
}

/** Returns the mapping that the names and cells of a sample suggest, and how sure each column is. */
export const suggestMapping = (sample: Sample, { dataset }: SuggestOptions = {}): Suggestion => {
  const columns = sample.columns.map(({ name, cells }): Column => {
    const meaning = readName(name)
    return { name, cells, meaning, choices: findCandidates(meaning).map(toChoice(cells)) }
  })
  const chosen = assign(columns)
  assignDateParts(columns, chosen)
  assignDateByCells(columns, chosen)
  const profile = findScheme(sample.columns.map(({ name }) => name)) ?? null
  const scheme = profile ?? dataset
  const mapping: Mapping = {
    columns: Object.fromEntries([...chosen].map(([{ name }, choice]) => [name, toTarget(choice)])),
    ...(scheme === undefined ? {} : { constants: { 'external.scheme': scheme } }),
    ...(columns.some(({ name }) => name.trim() === '') ? { ignore: [''] } : {}),
    rest: 'external',
  }
  return {
    profile,
    mapping,
    columns: columns.map((column) => describeColumn(column, chosen.get(column))),
    missing: findMissing(chosen.values(), mapping),
  }
}
