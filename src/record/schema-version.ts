/**
 * Which schema an answer and a stored row were made by, as digests of what the schema declares: nobody has to remember
 * to raise a number when a column, a code or a text changes.
 *
 * What code does with the declarations is in no digest. Each digest has a number for it, which is raised when the same
 * declarations give other bytes; test/node/schemas/golden.test.ts fails until it is.
 */
import { createHash } from 'node:crypto'
import { facets, scalarFilters } from '../../schemas/query.ts'
import * as vocabularies from '../../schemas/vocabularies.ts'
import { layouts } from './crosswalk/layouts.ts'
import { flatColumns } from './flat-columns.ts'
import { filterColumns } from './search-index.ts'
import { tables } from './tables.ts'

/** Raised when code writes the same record to other bytes in some format, with the same declarations. */
export const renderingVersion = 2
/** Raised when code makes another stored CSV row of the same record, with the same columns. */
export const rowCodeVersion = 1
/** Raised when code makes other filter columns, facets or search words of the same record. */
export const filterCodeVersion = 1

const digest = (declared: unknown, length: number): string =>
  createHash('sha256').update(JSON.stringify(declared)).digest('hex').slice(0, length)

/** The length of each part of `rowVersion`. */
const partLength = 6

const columnForms = flatColumns.map(({ name, path, type }) => [name, path.join('.'), type])
const filterForms = filterColumns.map(({ name, path, type }) => [name, path.join('.'), type])

/** What the filters of a version were derived by: the first part of its `rowVersion`. */
export const filterVersion = digest(
  [filterCodeVersion, scalarFilters, filterForms, Object.keys(facets)],
  partLength,
)

/**
 * What is stored beside a version that its code derived: `FILTERS-ROW`, two digests of 6 hexadecimal digits. A version
 * with another one has a CSV row, and perhaps filters, of another schema.
 */
export const rowVersion = `${filterVersion}-${digest([rowCodeVersion, columnForms], partLength)}`

/** Declarations without their functions, which JSON leaves out, and without what only the form uses. */
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
/** By name: the order of a module's exports is no declaration. */
const vocabularyForms = Object.entries(vocabularies).sort(([a], [b]) => (a < b ? -1 : 1))
const layoutForms = Object.values(layouts).map(({ scheme, dataset, columns }) => [scheme, dataset, columns])

/**
 * The version of everything that an answer's bytes depend on: columns, codes with their labels, layouts, and how they
 * are written. 8 hexadecimal digits. A pinned address has it as `schema=`.
 */
export const schemaVersion = digest(
  [renderingVersion, rowVersion, tableForms, vocabularyForms, layoutForms],
  8,
)
