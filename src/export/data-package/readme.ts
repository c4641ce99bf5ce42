/** The texts of a data package: `README.md`, and the terms of each dataset. */
import {
  type CitationData,
  citationTitle,
  type DatasetFacts,
  datasetName,
} from '../../record/citation/citation-data.ts'
import { licencesPath } from './descriptor.ts'
import type { TableFile } from './table-file.ts'

/**
 * Returns a text as Markdown that shows it unchanged, without headings, lists, links or HTML (CommonMark 0.31,
 * section 2.4: a backslash before punctuation makes it plain).
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

Armed-conflict incidents at commit ${facts.commit}, ${facts.at}. Download the same files again from

    ${facts.address}

## Tables

| file | rows | content |
| --- | --- | --- |
${tableFiles.map(tableRow).join('\n')}

\`incidents.csv\` has one row per incident and answers most questions. The other tables refer to it: their
\`incident_id\` is its \`id\`, and \`position\` counts the entries of one incident from 0. Together, the tables contain the
complete records.

- **A blank cell means unknown, never zero.** \`0\` means "reported as none".
- Several values in one cell are separated by \`; \`; a \`;\` inside a value is written \`\\;\`.
- Dates are EDTF: \`2022-01\` is some day of that month, \`2022-01-03/2022-01-05\` lasted, \`[2022-01-03..2022-01-05]\`
  happened once, some time between. Times may lack seconds, as in ISO 8601-1: \`2022-01-05T19:30+03:00\`.
  \`date_start\` and \`date_end\` are days.
- A \`source\` is the \`key\` of a source of the same incident; several are separated by \`; \`.
- Files are CSV (RFC 4180) in UTF-8. Load cells as text unless the codebook says otherwise: \`NA\` is a text here.

\`codebook.csv\` describes every field, column, code and rule, with its counterparts in UCDP, ACLED and GTD: filter it by
\`kind\`. \`datapackage.json\` describes the tables for programs (Data Package 2.0), with the size and the SHA-256 of each.

## Loading

- R, with readr: \`source("load.R", chdir = TRUE)\`, then \`incidents\`, \`weapons\`, …
- Python, with pandas: \`from load import tables\`, then \`tables["incidents"]\`, \`tables["weapons"]\`, …
- Stata: \`do load.do\`, then \`use incidents\`

## Citing

\`CITATION.cff\` says how to cite the data; ${licencesPath} has the licence and attribution of each dataset.
`

const datasetSection = (dataset: DatasetFacts): string =>
  [
    `## ${plain(datasetName(dataset))}`,
    `In the column \`dataset\`: \`${dataset.slug}\`.`,
    `Licence: ${dataset.licence === null ? 'none is stated. Ask before you redistribute the records.' : plain(dataset.licence)}`,
    ...(dataset.attribution === null ? [] : [`Attribution: ${plain(dataset.attribution)}`]),
    ...(dataset.description === null ? [] : [plain(dataset.description)]),
  ].join('\n\n')

export const licences = ({ datasets }: CitationData): string =>
  `${['# Licences and attribution', ...datasets.map(datasetSection)].join('\n\n')}\n`
