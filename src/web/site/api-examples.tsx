/** Commands to copy, for programs that read or file records. */
import type { Incident } from '../../../schemas/incident.ts'
import { ScrollArea } from '../ui/section.tsx'

/** The smallest valid record. */
export const minimalRecord = {
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ' },
  sources: [{ publisher: 'Example News' }],
} as const satisfies Omit<Incident, 'dataset' | 'sources'> & { sources: readonly object[] }

/** The record as JSON with one field per line, narrow enough for a phone. */
const minimalBody = `{${Object.entries(minimalRecord)
  .map(([name, value]) => `\n  "${name}": ${JSON.stringify(value)}`)
  .join(',')}\n}`

/** Returns a command that files the smallest record. */
export const postCommand = (origin: string, { withToken }: { withToken: boolean }): string =>
  [
    `curl ${origin}/incidents`,
    ...(withToken ? [`  -H "Authorization: Bearer $SITREP_TOKEN"`] : []),
    `  -H 'Content-Type: application/json'`,
    `  -d '${minimalBody}'`,
  ].join(' \\\n')

/** A CSV file to read: its absolute URL and its name. */
export interface ReadableFile {
  readonly url: string
  readonly name: string
}

/**
 * The code that reads a CSV file, by language. URLs have no quotes, dollars and backticks: these are escaped. NA is the
 * code of Namibia, a blank cell is unknown, and types are guessed from all rows.
 */
const codeByLanguage = {
  curl: ({ url, name }) => `curl --fail --output ${name} \\\n  '${url}'`,
  R: ({ url }) => `library(readr)\n\nincidents <- read_csv(\n  "${url}",\n  na = "", guess_max = Inf\n)`,
  Python: ({ url }) =>
    `import pandas\n\nincidents = pandas.read_csv(\n    "${url}",\n    keep_default_na=False, na_values=[""],\n)`,
  DuckDB: ({ url }) => `SELECT * FROM read_csv(\n  '${url}',\n  sample_size = -1\n);`,
  Stata: ({ url }) =>
    `import delimited using ///\n  "${url}", ///\n  delimiters(",") varnames(1) case(preserve) bindquote(strict) ///\n  maxquotedrows(unlimited) encoding("UTF-8") stringcols(_all) clear`,
} as const satisfies Readonly<Record<string, (file: ReadableFile) => string>>

export type CodeLanguage = keyof typeof codeByLanguage
export const codeLanguages = Object.keys(codeByLanguage) as readonly CodeLanguage[]

/** Returns the code that reads a CSV file in a language. */
export const codeToRead = (language: CodeLanguage, file: ReadableFile): string =>
  codeByLanguage[language](file)

/** Renders a command, which scrolls if it is wider than the screen. */
export const Command = ({ label, text }: { label: string; text: string }) => (
  <ScrollArea label={label}>
    <pre>
      <code>{text}</code>
    </pre>
  </ScrollArea>
)
