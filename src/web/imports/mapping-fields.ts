/** The fields of the form that matches columns: `column.0`, `to.0`, `date.0`, `from.0.1`, `value.0.1`, `keep.0`. */
import type { ColumnEdit, MappingEdit } from '../../ingest/mapping/edit-mapping.ts'

type Fields = Readonly<Record<string, string>>

/** Returns the words of a list with commas. */
const splitWords = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

/** Returns the meanings of cells of a column, by the cell; undefined if the form has none. */
const readValues = (fields: Fields, index: string): Readonly<Record<string, string>> | undefined => {
  const entries = Object.entries(fields).flatMap(([name, cell]) => {
    const [, column, number] = /^from\.(\d+)\.(\d+)$/.exec(name) ?? []
    return column === index ? [[cell, fields[`value.${index}.${number}`] ?? ''] as const] : []
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

const readColumn = (fields: Fields, index: string): ColumnEdit => ({
  column: fields[`column.${index}`] ?? '',
  to: (fields[`to.${index}`] ?? '').trim(),
  date: fields[`date.${index}`]?.trim(),
  values: readValues(fields, index),
  isKept: fields[`keep.${index}`] === 'true',
})

const readConstants = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const [name = '', ...value] = line.split('=')
      return name.trim() === '' ? [] : [[name.trim(), value.join('=').trim()]]
    }),
  )

const rests = { external: 'external', ignore: 'ignore' } as const

/** Returns what a form says of the columns of a file. */
export const readMappingEdit = (fields: Fields): MappingEdit => {
  const indexes = Object.keys(fields).flatMap((name) => /^column\.(\d{1,5})$/.exec(name)?.[1] ?? [])
  return {
    columns: indexes.map((index) => readColumn(fields, index)),
    rest: rests[fields.rest as keyof typeof rests],
    missing: splitWords(fields.missing ?? ''),
    constants: readConstants(fields.constants ?? ''),
  }
}
