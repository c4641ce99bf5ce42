/** Citations of files: Citation File Format 1.2.0. */
import type { Dataset } from '../../schemas/dataset.ts'

/** The description of a dataset in a file of its records. */
export interface DatasetFacts extends Omit<Dataset, 'publishable'> {
  readonly slug: string
}

/** The facts that identify a file of records. */
export interface CitationData {
  readonly commit: number
  /** The pinned URL of the file, absolute or relative to its server. */
  readonly address: string
  /** The time of the commit (ISO 8601). */
  readonly at: string
  readonly datasets: readonly DatasetFacts[]
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)

/** Returns the title of a dataset, or its name, on one line. */
export const datasetName = ({ title, slug }: DatasetFacts): string => (title ?? slug).replace(/\s+/g, ' ')

/**
 * Returns the title of the only dataset, if it has one; a general title for several datasets, and for an empty file.
 */
export const citationTitle = ({ datasets }: Pick<CitationData, 'datasets'>): string => {
  const [only, ...more] = datasets
  return only?.title && more.length === 0 ? datasetName(only) : 'Incidents of armed conflict'
}

/** Returns a text in double quotes for YAML: JSON, with characters that YAML cannot print escaped. */
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

/** Returns the text of a `CITATION.cff`. Its authors are the datasets, because no other authors are known by name. */
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
