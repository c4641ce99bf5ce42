/** Citations as Citation File Format 1.2.0. */
import {
  type CitationData,
  citationAuthors,
  citationTitle,
  type DatasetFacts,
  datasetName,
  isWebAddress,
} from './citation-data.ts'

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

/** Returns the text of a `CITATION.cff`. */
export const formatCff = (data: CitationData): string => {
  const { commit, address, at, datasets } = data
  return [
    'cff-version: 1.2.0',
    'message: "Cite these data as below, and each dataset as LICENCES.md says."',
    'type: dataset',
    `title: ${toYamlString(citationTitle(data))}`,
    'authors:',
    ...citationAuthors(data).map((name) => `  - name: ${toYamlString(name)}`),
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
