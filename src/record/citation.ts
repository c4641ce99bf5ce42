/** How a file of records is cited: Citation File Format 1.2.0. */
import type { Dataset } from '../../schemas/dataset.ts'

/** A dataset as a file of its records describes it. */
export interface DatasetFacts extends Omit<Dataset, 'publishable'> {
  readonly slug: string
}

/** A file of records: which state of the database, where it can be had again, whose records. */
export interface Cited {
  readonly commit: number
  /** The pinned address of the file: absolute, or from the root of its server. */
  readonly address: string
  /** When the commit was made, an instant of ISO 8601. */
  readonly at: string
  readonly datasets: readonly DatasetFacts[]
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)

/** On one line. */
export const nameOf = ({ title, slug }: DatasetFacts): string => (title ?? slug).replace(/\s+/g, ' ')

/** The title of one dataset if it has one; of several, or of an empty file, a plain one. */
export const titleOf = ({ datasets }: Pick<Cited, 'datasets'>): string => {
  const [only, ...more] = datasets
  return only?.title && more.length === 0 ? nameOf(only) : 'Incidents of armed conflict'
}

/** A text in double quotes as YAML reads it: JSON, with what YAML does not print as an escape. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const referenceTo = (dataset: DatasetFacts): string[] => [
  '  - type: data',
  `    title: ${quoted(nameOf(dataset))}`,
  `    abbreviation: ${quoted(dataset.slug)}`,
  '    authors:',
  `      - name: ${quoted(nameOf(dataset))}`,
  ...(dataset.attribution === null ? [] : [`    notes: ${quoted(dataset.attribution)}`]),
  ...(dataset.licence !== null && isWebAddress(dataset.licence)
    ? [`    license-url: ${quoted(new URL(dataset.licence).href)}`]
    : []),
]

/** The text of a file `CITATION.cff`. Its authors are the datasets: nobody else is known by name. */
export const citation = (cited: Cited): string => {
  const { commit, address, at, datasets } = cited
  const authors = new Set(datasets.length === 0 ? [titleOf(cited)] : datasets.map(nameOf))
  return [
    'cff-version: 1.2.0',
    'message: "Cite these data as below, and each dataset as LICENCES.md says."',
    'type: dataset',
    `title: ${quoted(titleOf(cited))}`,
    'authors:',
    ...[...authors].map((name) => `  - name: ${quoted(name)}`),
    `version: ${quoted(String(commit))}`,
    `date-released: ${quoted(at.slice(0, 10))}`,
    ...(isWebAddress(address)
      ? [`url: ${quoted(new URL(address).href)}`]
      : [
          'identifiers:',
          '  - type: other',
          `    value: ${quoted(address)}`,
          '    description: "The address of this file on its server."',
        ]),
    ...(datasets.length === 0 ? [] : ['references:', ...datasets.flatMap(referenceTo)]),
    '',
  ].join('\n')
}
