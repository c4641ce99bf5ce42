/** How a file of records is cited: Citation File Format 1.2.0. */
import type { Dataset } from '../../schemas/dataset.ts'

/** A dataset as a file of its records describes it. */
export interface DatasetFacts extends Omit<Dataset, 'publishable'> {
  readonly slug: string
}

/** A file of records: which state of the database, where it can be had again, whose records. */
export interface CitationData {
  readonly commit: number
  /** The pinned address of the file: absolute, or from the root of its server. */
  readonly address: string
  /** When the commit was made, an instant of ISO 8601. */
  readonly at: string
  readonly datasets: readonly DatasetFacts[]
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)

/** On one line. */
export const datasetName = ({ title, slug }: DatasetFacts): string => (title ?? slug).replace(/\s+/g, ' ')

/** The title of one dataset if it has one; of several, or of an empty file, a plain one. */
export const citationTitle = ({ datasets }: Pick<CitationData, 'datasets'>): string => {
  const [only, ...more] = datasets
  return only?.title && more.length === 0 ? datasetName(only) : 'Incidents of armed conflict'
}

/** A text in double quotes as YAML reads it: JSON, with what YAML does not print as an escape. */
const toYamlString = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const formatReference = (dataset: DatasetFacts): string[] => [
  '  - type: data',
  `    title: ${toYamlString(datasetName(dataset))}`,
  `    abbreviation: ${toYamlString(dataset.slug)}`,
  '    authors:',
  `      - name: ${toYamlString(datasetName(dataset))}`,
  ...(dataset.attribution === null ? [] : [`    notes: ${toYamlString(dataset.attribution)}`]),
  ...(dataset.licence !== null && isWebAddress(dataset.licence)
    ? [`    license-url: ${toYamlString(new URL(dataset.licence).href)}`]
    : []),
]

/** The text of a file `CITATION.cff`. Its authors are the datasets: nobody else is known by name. */
export const formatCitation = (data: CitationData): string => {
  const { commit, address, at, datasets } = data
  const authors = new Set(datasets.length === 0 ? [citationTitle(data)] : datasets.map(datasetName))
  return [
    'cff-version: 1.2.0',
    'message: "Cite these data as below, and each dataset as LICENCES.md says."',
    'type: dataset',
    `title: ${toYamlString(citationTitle(data))}`,
    'authors:',
    ...[...authors].map((name) => `  - name: ${toYamlString(name)}`),
    `version: ${toYamlString(String(commit))}`,
    `date-released: ${toYamlString(at.slice(0, 10))}`,
    ...(isWebAddress(address)
      ? [`url: ${toYamlString(new URL(address).href)}`]
      : [
          'identifiers:',
          '  - type: other',
          `    value: ${toYamlString(address)}`,
          '    description: "The address of this file on its server."',
        ]),
    ...(datasets.length === 0 ? [] : ['references:', ...datasets.flatMap(formatReference)]),
    '',
  ].join('\n')
}
