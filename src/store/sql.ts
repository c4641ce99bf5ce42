/** SQL as tagged templates: each interpolated value becomes a parameter, unless it is SQL itself. */

export type SqlValue = string | number | boolean | null | undefined

/** SQL with its parameters; each `?` represents one of them, in order. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

type Tag<T> = (texts: readonly string[], ...parts: readonly (Sql | SqlValue)[]) => T

/** Returns a text that is inserted into the SQL unchanged. */
export const raw = (text: string): Sql => ({ text, values: [] })

export const sql: Tag<Sql> = (texts, ...parts) => {
  let text = texts[0] ?? ''
  const values: SqlValue[] = []
  for (const [i, part] of parts.entries()) {
    const isSql = typeof part === 'object' && part !== null
    text += (isSql ? part.text : '?') + texts[i + 1]
    if (isSql) for (const value of part.values) values.push(value)
    else values.push(part)
  }
  return { text, values }
}

export const join = (parts: readonly Sql[], separator = ', '): Sql => ({
  text: parts.map(({ text }) => text).join(separator),
  values: parts.flatMap(({ values }) => values),
})

/** Returns a list of parameters. */
export const parameters = (values: readonly SqlValue[]): Sql => ({
  text: values.map(() => '?').join(', '),
  values,
})

/** Returns a list as a single parameter. */
export const jsonList = (values: readonly unknown[]): Sql =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

/** The most parameters that D1 accepts. */
const maxParameters = 100

/** Returns a value as a statement binds it. */
export const toBindable = (value: SqlValue): string | number | null =>
  typeof value === 'boolean' ? Number(value) : (value ?? null)

/** Returns a statement with its parameters. If there are too many, equal ones share a number. */
export const toStatement = (db: D1Database, { text, values }: Sql): D1PreparedStatement => {
  const bindable = values.map(toBindable)
  const unique = values.length > maxParameters ? [...new Set(bindable)] : bindable
  let at = 0
  const number = () => (unique === bindable ? ++at : unique.indexOf(bindable[at++] ?? null) + 1)
  return db.prepare(text.replaceAll('?', () => `?${number()}`)).bind(...unique)
}

/** Returns a statement to run: prepare(db)`DELETE FROM tokens WHERE id = ${id}`. */
export const prepare =
  (db: D1Database): Tag<D1PreparedStatement> =>
  (texts, ...parts) =>
    toStatement(db, sql(texts, ...parts))

/** Returns all rows of a statement. */
export const selectAll =
  <T>(db: D1Database): Tag<Promise<T[]>> =>
  async (texts, ...parts) =>
    (await prepare(db)(texts, ...parts).all<T>()).results

/** Returns the first row of a statement; null if it has none. */
export const selectFirst =
  <T>(db: D1Database): Tag<Promise<T | null>> =>
  (texts, ...parts) =>
    prepare(db)(texts, ...parts).first<T>()

type TableRow = Readonly<Record<string, SqlValue>>

/** Returns the statement that inserts rows with a value for each column of the first one. */
export const insertRows = (db: D1Database, table: string, rows: readonly TableRow[]): D1PreparedStatement =>
  prepare(db)`
    INSERT INTO ${raw(table)} (${raw(Object.keys(rows[0] ?? {}).join(', '))})
    VALUES ${join(rows.map((row) => sql`(${parameters(Object.values(row))})`))}`

/** Returns the statement that inserts a row with a value for each of its columns. */
export const insertRow = (db: D1Database, table: string, row: TableRow): D1PreparedStatement =>
  insertRows(db, table, [row])

/** The most bytes of rows sent in one parameter, which can have at most 2,000,000. */
export const maxChunkBytes = 1_900_000

/** Returns rows as JSON lists that each fit into a parameter. */
export const toChunks = (rows: readonly unknown[]): string[] => {
  const chunks: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const row of rows.map((each) => JSON.stringify(each))) {
    if (bytes + row.length + 1 > maxChunkBytes) {
      chunks.push([])
      bytes = 2
    }
    chunks.at(-1)?.push(row)
    bytes += row.length + 1
  }
  return chunks.map((chunk) => `[${chunk.join(',')}]`)
}
