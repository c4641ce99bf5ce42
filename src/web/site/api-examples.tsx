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

/** Returns commands that read the CSV file. NA is the code of Namibia; a blank cell is unknown. */
export const readCommands = (origin: string) =>
  [
    ['R', `read.csv(\n  "${origin}/incidents.csv",\n  na.strings = "", encoding = "UTF-8"\n)`],
    [
      'Python',
      `pandas.read_csv(\n    "${origin}/incidents.csv",\n    keep_default_na=False, na_values=[""],\n)`,
    ],
  ] as const

/** Renders a command, which scrolls if it is wider than the screen. */
export const Command = ({ label, text }: { label: string; text: string }) => (
  <ScrollArea label={label}>
    <pre>
      <code>{text}</code>
    </pre>
  </ScrollArea>
)
