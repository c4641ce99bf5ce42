/** `datapackage.json`: Data Package of version 2 (datapackage.org). */
import {
  type CitationData,
  citationTitle,
  type DatasetFacts,
  datasetName,
  isWebAddress,
} from '../../record/citation/citation-data.ts'
import { toTableSchema } from '../../record/table-schema.ts'
import type { TableFile } from './table-file.ts'

/** The file with the terms of use of each dataset. */
export const licencesPath = 'LICENCES.md'

/** How the tables are written, in words of versions 1 and 2: readers of version 1 guess the delimiter otherwise. */
const dialect = { header: true, delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true }

const toResource = ({ table, path, rows, bytes, sha256 }: TableFile) => ({
  $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
  name: table.name,
  path,
  type: 'table',
  title: table.title,
  description: table.help,
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  dialect,
  bytes,
  hash: `sha256:${sha256}`,
  rows,
  schema: toTableSchema(table),
})

const toLicence = (licence: string) =>
  isWebAddress(licence) ? { path: new URL(licence).href } : { path: licencesPath, title: licence }

const listLicences = (datasets: readonly DatasetFacts[]) =>
  [...new Set(datasets.map(({ licence }) => licence))].filter((licence) => licence !== null).map(toLicence)

/**
 * Returns `datapackage.json`. `rows` of a resource is the number of its rows; the other properties are those of the
 * standard.
 */
export const descriptor = (facts: CitationData, tableFiles: readonly TableFile[]): string => {
  const { commit, address, at, datasets } = facts
  const licenses = listLicences(datasets)
  const dataPackage = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'incidents',
    title: citationTitle(facts),
    description: `Incidents of armed conflict as of commit ${commit}, from ${address}.`,
    ...(isWebAddress(address) ? { id: address, homepage: new URL(address).href } : {}),
    version: String(commit),
    created: at,
    ...(datasets.length === 0 ? {} : { sources: datasets.map((each) => ({ title: datasetName(each) })) }),
    ...(licenses.length === 0 ? {} : { licenses }),
    resources: tableFiles.map(toResource),
  }
  return `${JSON.stringify(dataPackage, null, 2)}\n`
}
