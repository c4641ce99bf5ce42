/** The codebook as a file. */
import { en } from '../messages/en.ts'
import { codebookEntries, codebookRows } from '../record/codebook/codebook.ts'
import { codebookKinds, codebookTable } from '../record/codebook/codebook-table.ts'
import { duplicateThreshold } from '../record/duplicates/score.ts'
import { schemaVersion } from '../record/schema-version.ts'
import { encodeExportRows } from './csv/write-csv.ts'

const toCsv = (): string =>
  encodeExportRows([codebookTable.columns.map(({ name }) => name), ...codebookRows()])

/** The lists of rows by kind. */
const sections = {
  field: 'fields',
  column: 'columns',
  code: 'codes',
  rule: 'rules',
  crosswalk: 'crosswalk',
} as const

const toJson = (): string => {
  const lists = codebookKinds.map((kind) => {
    const rows = codebookEntries().filter((entry) => entry.kind === kind)
    return [sections[kind], rows.map(({ kind: _, ...entry }) => entry)]
  })
  return `${JSON.stringify({ schema: schemaVersion, missing_values: [''], ...Object.fromEntries(lists) }, null, 1)}\n`
}

const toMarkdownCell = (cell: unknown): string =>
  cell === undefined
    ? ''
    : String(cell)
        .replace(/[\\|`*_[\]<>#]/g, '\\$&')
        .replaceAll('\n', ' ')

const toMarkdownRow = (cells: readonly unknown[]): string => `| ${cells.map(toMarkdownCell).join(' | ')} |\n`

/** Returns a table for each kind of row, with the columns that it fills. */
const toMarkdown = (): string => {
  const { codebook } = en
  const { columns } = codebookTable
  const kindIndex = columns.findIndex(({ name }) => name === 'kind')
  const tables = codebookKinds.map((kind) => {
    const rows = codebookRows().filter((row) => row[kindIndex] === kind)
    const shown = columns.map(({ name }, i) => name !== 'kind' && rows.some((row) => row[i] !== undefined))
    const pick = (cells: readonly unknown[]) => toMarkdownRow(cells.filter((_, i) => shown[i]))
    const header = pick(columns.map(({ title }) => title)) + pick(columns.map(() => '---'))
    return `\n## ${codebook.sections[sections[kind]]}\n\n${header}${rows.map(pick).join('')}`
  })
  const conventions = codebook.conventions(duplicateThreshold).map(({ rule, help }) => `- ${rule} ${help}\n`)
  return `# ${codebook.title}\n\n${codebook.lead}\n\n${conventions.join('')}${tables.join('')}`
}

/** The codebook by extension, with its media type. */
export const codebookFiles = {
  json: { type: 'application/json', write: toJson },
  csv: { type: 'text/csv; charset=utf-8; header=present', write: toCsv },
  md: { type: 'text/markdown; charset=utf-8', write: toMarkdown },
} as const
