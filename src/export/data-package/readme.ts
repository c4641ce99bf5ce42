/** What people read first: `README.md`, and the terms of each dataset. */
import { type CitationData, citationTitle, type DatasetFacts, datasetName } from '../../record/citation.ts'
import { licencesPath } from './descriptor.ts'
import type { TableFile } from './table-file.ts'

/**
 * A text as Markdown that reads as the text itself: no heading, list, link or HTML comes of it (CommonMark 0.31, 2.4:
 * a backslash before punctuation makes it plain).
 */
const plain = (text: string): string =>
  text
    .split(/\r\n|[\r\n]/)
    .map((line) =>
      line
        .replace(/[\\`*_[\]<>&#|]/g, '\\$&')
        .replace(/^(\s*)([-+=~:])/, '$1\\$2')
        .replace(/^(\s*\d+)([.)])/, '$1\\$2'),
    )
    .join('\n')

const tableRow = ({ path, rows, table }: TableFile): string => `| \`${path}\` | ${rows} | ${table.help} |`

export const readme = (
  facts: CitationData,
  tableFiles: readonly TableFile[],
): string => `# ${plain(citationTitle(facts))}

Incidents of armed conflict as they were at commit ${facts.commit}, ${facts.at}. The same files can be had again from

    ${facts.address}

## Tables

| file | rows | what |
| --- | --- | --- |
${tableFiles.map(tableRow).join('\n')}

\`incidents.csv\` has one row for each incident, and suffices for most questions. Each other table leads back to it:
its \`incident_id\` is the \`id\` there, and \`position\` counts the entries of one incident from 0. Together the tables
hold the records whole.

- **An empty cell is unknown, never zero.** \`0\` is stated to be none.
- Lists in one cell are parted by \`; \`; a \`;\` inside an item is written \`\\;\`.
- Dates are EDTF: \`2022-01\` is some day of that month, \`2022-01-03/2022-01-05\` lasted, \`[2022-01-03..2022-01-05]\`
  happened once, somewhere between. \`date_start\` and \`date_end\` are days.
- A \`source\` names the \`key\` of a source of the same incident; several are parted by \`; \`.
- Files are CSV by RFC 4180 in UTF-8. Load cells as text unless the codebook says otherwise: \`NA\` is a text here.

\`codebook.csv\` describes every column, \`codes.csv\` every code. \`datapackage.json\` says the same to programs (Data
Package 2.0), with the size and the SHA-256 of each table.

## Loading

- R, with readr: \`source("load.R", chdir = TRUE)\`, then \`incidents\`, \`weapons\`, …
- Python, with pandas: \`from load import tables\`, then \`tables["incidents"]\`, \`tables["weapons"]\`, …
- Stata: \`do load.do\`, then \`use incidents\`

## Citing

\`CITATION.cff\` has what to cite, ${licencesPath} the terms and the wording that each dataset asks for.
`

const datasetSection = (dataset: DatasetFacts): string =>
  [
    `## ${plain(datasetName(dataset))}`,
    `In the column \`dataset\`: \`${dataset.slug}\`.`,
    `Licence: ${dataset.licence === null ? 'none is stated. Ask before you pass the records on.' : plain(dataset.licence)}`,
    ...(dataset.attribution === null ? [] : [`Attribution: ${plain(dataset.attribution)}`]),
    ...(dataset.description === null ? [] : [plain(dataset.description)]),
  ].join('\n\n')

export const licences = ({ datasets }: CitationData): string =>
  `${['# Licences and attribution', ...datasets.map(datasetSection)].join('\n\n')}\n`
