/** The fields that the server suggests for the columns of a file before it is sent. */
import type { Preview } from './preview.ts'

export interface Suggestion {
  /** The name of a known layout; null for any other table. */
  readonly profile: string | null
  readonly columns: readonly { readonly column: string; readonly to: string | null }[]
  /** The fields that every record needs and no column gives. */
  readonly missing: readonly string[]
}

const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('')

/** Returns the suggestion for the first rows of a file; undefined if there is none, or no network. */
export const suggestFields = async (
  { columns, rows }: Preview,
  form: HTMLFormElement,
): Promise<Suggestion | undefined> => {
  const body = new FormData()
  body.append('_csrf', String(new FormData(form).get('_csrf')))
  body.append('file', new File([toCsv([columns, ...rows])], 'rows.csv', { type: 'text/csv' }))
  try {
    const response = await fetch('/mappings/suggest', { method: 'POST', body })
    return response.ok ? ((await response.json()) as Suggestion) : undefined
  } catch {
    // The rehearsal suggests the same fields.
    return undefined
  }
}
