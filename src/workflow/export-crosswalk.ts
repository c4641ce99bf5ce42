/** A selection in the layout of another project, as CSV; and what is lost on the way. */
import { Buffer } from 'node:buffer'
import type { Scheme } from '../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { layouts } from '../derive/crosswalk/layouts.ts'
import { crosswalked, type Loss, lossesOf } from '../export/crosswalk.ts'
import { csvRow } from '../export/csv.ts'
import type { Format } from '../export/formats.ts'
import { pages } from './export.ts'
import type { Selection } from './select.ts'

const asJson = { as: 'json', between: '\n' } as const

/** The rows of a file, page by page. */
type Tables = AsyncIterable<readonly (readonly Cell[])[]>

async function* records(db: D1Database, selection: Selection): AsyncGenerator<StoredIncident[]> {
  for await (const { text } of pages(db, selection, asJson))
    yield text.split('\n').map((line) => JSON.parse(line) as StoredIncident)
}

/** A table that is worked out of the records: its header and its rows, read anew each time. */
export interface WorkedOut {
  readonly header: readonly string[]
  readonly tables: () => Tables
}

/** The records as rows of the layout. */
export const inLayout = (db: D1Database, selection: Selection, scheme: Scheme): WorkedOut => {
  const layout = layouts[scheme]
  return {
    header: layout.columns.map(({ name }) => name),
    tables: async function* () {
      for await (const page of records(db, selection))
        yield page.flatMap((record) => crosswalked(layout, record).rows)
    },
  }
}

const lossHeader = ['id', 'kind', 'rule', 'column', 'detail'] as const

const asRow = (loss: Loss): Cell[] => lossHeader.map((name) => loss[name])

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossesIn = (db: D1Database, selection: Selection, scheme: Scheme): WorkedOut => {
  const layout = layouts[scheme]
  return {
    header: lossHeader,
    tables: async function* () {
      yield lossesOf(layout).map(asRow)
      for await (const page of records(db, selection))
        yield page.flatMap((record) => crosswalked(layout, record).losses.map(asRow))
    },
  }
}

/** How many rows a table has: the selection is read once for that and once for the rows. */
export const countRows = async ({ tables }: WorkedOut): Promise<number> => {
  let rows = 0
  for await (const table of tables()) rows += table.length
  return rows
}

const line = (cells: readonly Cell[]): string => `${csvRow(cells)}\r\n`

/** The format of a file with this header; its pages are finished text. */
export const workedOutFormat = (csv: Format, { header }: WorkedOut): Format => ({
  ...csv,
  between: '',
  end: '',
  begin: () => line(header),
})

/** The rows of a table as pages of finished text. */
export async function* workedOutPages({ tables }: WorkedOut) {
  for await (const table of tables()) {
    const text = table.map(line).join('')
    yield { data: Buffer.from(text, 'utf8'), text, rows: table.length }
  }
}
