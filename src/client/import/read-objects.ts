/** Reading objects of JSON in the browser, for files of moderate size. */
import { maxSampleRows, type Preview } from './preview.ts'

/** The most bytes of JSON that are read: the whole text is in memory. */
const maxBytes = 32 * 1024 * 1024

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the objects of a text: an array, the features of GeoJSON, one object, or one on each line. */
const parseObjects = (text: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value
    return isObject(value) && Array.isArray(value.features) ? value.features : [value]
  } catch {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]))
  }
}

const toText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Returns the fields of an object; those of a feature are its properties. */
const fieldsOf = (value: unknown): JsonObject => {
  if (!isObject(value)) return {}
  return isObject(value.properties) ? value.properties : value
}

/** Returns the preview of a file of objects; undefined if it cannot be read. */
export const readObjects = async (file: File): Promise<Preview | undefined> => {
  if (file.size > maxBytes) return undefined
  try {
    const objects = parseObjects(await file.text())
    const first = objects.slice(0, maxSampleRows).map(fieldsOf)
    const columns = [...new Set(first.flatMap((each) => Object.keys(each)))]
    const rows = first.map((each) => columns.map((name) => toText(each[name])))
    return { columns, rows, count: objects.length, isComplete: true }
  } catch {
    // The server reports the position of the error.
    return undefined
  }
}
