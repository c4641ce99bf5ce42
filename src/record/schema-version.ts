/**
 * The versions of the schema by which a response and a stored row were made: digests of the declarations of the
 * schema, so nobody has to remember to raise a number when a column, a code or a text changes.
 *
 * The digests do not include what code does with the declarations. Each digest contains a number for that, which is
 * raised if the same declarations result in other bytes; test/node/schemas/golden.test.ts fails until it is.
 */
import { createHash } from 'node:crypto'
import { rulesBeyondJsonSchema } from '../../schemas/beyond-json-schema.ts'
import { countries } from '../../schemas/countries.ts'
import * as acled from '../../schemas/crosswalk/acled.ts'
import * as crosswalkCountries from '../../schemas/crosswalk/countries.ts'
import * as gtd from '../../schemas/crosswalk/gtd.ts'
import * as crosswalkLosses from '../../schemas/crosswalk/loss-rules.ts'
import * as ucdp from '../../schemas/crosswalk/ucdp.ts'
import { facets, scalarFilters, weaponGroups } from '../../schemas/query.ts'
import { rules } from '../../schemas/rules.ts'
import * as vocabularies from '../../schemas/vocabularies.ts'
import { codebookTable } from './codebook/codebook-table.ts'
import { fieldEntries } from './codebook/fields.ts'
import { layouts } from './crosswalk/layouts.ts'
import { flatColumns } from './flat-columns.ts'
import { filterColumns } from './search-index.ts'
import { recordShape, type Shape } from './shape.ts'
import { tables } from './tables.ts'
import { withholding } from './withheld.ts'

/** Raised if code writes the same record to other bytes in some format, with the same declarations. */
export const renderingVersion = 4
/** Raised if code renders another stored CSV row of the same record, with the same columns. */
export const rowCodeVersion = 1
/** Raised if code derives other filter columns, facets or search words from the same record. */
export const filterCodeVersion = 1

/** Returns the entries of a map, which JSON would leave out. */
const toJson = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value)

/** Returns the first hexadecimal digits of the SHA-256 of declarations. */
export const digest = (declared: unknown, length: number): string =>
  createHash('sha256').update(JSON.stringify(declared, toJson)).digest('hex').slice(0, length)

/** The length of each part of `rowVersion`. */
const partLength = 6

const columnForms = flatColumns.map(({ name, path, type }) => [name, path.join('.'), type])
const filterForms = filterColumns.map(({ name, path, type }) => [name, path.join('.'), type])

/** Returns everything that a shape declares about the names, the nesting and the order of stored values. */
const shapeForm = (shape: Shape): unknown => {
  if (shape.kind === 'list') return ['list', shape.max, shapeForm(shape.item)]
  if (shape.kind === 'leaf') return [shape.leaf, shape.type]
  if (shape.kind === 'map') return ['map']
  return [...shape.fields.values()].map(({ name, metadata: { formerName, editorsOnly }, shape: inner }) => [
    ...[name, formerName, editorsOnly],
    shapeForm(inner),
  ])
}

/**
 * The version of the filters: the first part of `rowVersion`. Filters are derived from the public view, so it covers
 * the declarations of withheld values.
 */
export const filterVersion = digest(
  [filterCodeVersion, scalarFilters, filterForms, Object.keys(facets), withholding],
  partLength,
)

/**
 * The version stored beside derived rows: `FILTERS-ROW`, two digests of 6 hexadecimal digits. If it differs, another
 * schema derived the CSV row, the stored JSON, and perhaps the filters.
 */
export const rowVersion = `${filterVersion}-${digest([rowCodeVersion, columnForms, shapeForm(recordShape)], partLength)}`

/**
 * The declarations of tables without their functions, which JSON leaves out, and without metadata that only the form
 * uses.
 */
const tableForms = tables.map(({ name, title, help, columns, key, references }) => ({
  name,
  title,
  help,
  key,
  references,
  columns: columns.map(({ name, title, help, type, unit, vocabulary, field, required }) => [
    ...[name, title, help, type, unit, vocabulary, field, required],
  ]),
}))
/** Returns declarations without functions, sorted by name: the order of a module's exports declares nothing. */
const sorted = (declared: object) =>
  Object.entries(declared)
    .filter(([, value]) => typeof value !== 'function')
    .sort(([a], [b]) => (a < b ? -1 : 1))
const vocabularyForms = sorted(vocabularies)
/** Codes, labels and names of other projects. */
const crosswalkForms = [acled, gtd, ucdp, crosswalkCountries, crosswalkLosses, { countries }].map(sorted)
/** What the codebook of a package shows beside the tables and the vocabularies. */
const codebookForms = [
  codebookTable,
  rules,
  rulesBeyondJsonSchema,
  fieldEntries.map(({ path, field: { metadata } }) => [path, metadata.example]),
  flatColumns.map(({ example }) => example),
]
const layoutForms = Object.values(layouts).map(({ scheme, dataset, columns }) => [scheme, dataset, columns])

/**
 * The version of everything that the bytes of a response depend on: columns, codes with their labels, layouts with
 * their codes, and how they are written. 8 hexadecimal digits. Pinned URLs contain it as `schema=`.
 */
export const schemaVersion = digest(
  [
    renderingVersion,
    rowVersion,
    tableForms,
    vocabularyForms,
    weaponGroups,
    layoutForms,
    crosswalkForms,
    codebookForms,
  ],
  8,
)
