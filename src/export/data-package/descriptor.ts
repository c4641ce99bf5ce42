/** `datapackage.json`: Data Package of version 2 (datapackage.org). */
import { type Cited, type DatasetFacts, isWebAddress, nameOf, titleOf } from '../../record/citation.ts'
import { tableSchemaOf } from '../../record/table-schema.ts'
import type { WrittenTable } from './table-file.ts'

/** The file that says under which terms each dataset may be used. */
export const licencesPath = 'LICENCES.md'

const resourceOf = ({ table, path, rows, bytes, sha256 }: WrittenTable) => ({
  $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
  name: table.name,
  path,
  type: 'table',
  title: table.title,
  description: table.help,
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  bytes,
  hash: `sha256:${sha256}`,
  rows,
  schema: tableSchemaOf(table),
})

const licenceOf = (licence: string) =>
  isWebAddress(licence) ? { path: new URL(licence).href } : { path: licencesPath, title: licence }

const licencesOf = (datasets: readonly DatasetFacts[]) =>
  [...new Set(datasets.map(({ licence }) => licence))].filter((licence) => licence !== null).map(licenceOf)

/** `rows` of a resource is the number of its rows; the other properties are those of the standard. */
export const descriptor = (cited: Cited, written: readonly WrittenTable[]): string => {
  const { commit, address, at, datasets } = cited
  const licenses = licencesOf(datasets)
  const described = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'incidents',
    title: titleOf(cited),
    description: `Incidents of armed conflict as of commit ${commit}, from ${address}.`,
    ...(isWebAddress(address) ? { id: address, homepage: new URL(address).href } : {}),
    version: String(commit),
    created: at,
    ...(datasets.length === 0 ? {} : { sources: datasets.map((each) => ({ title: nameOf(each) })) }),
    ...(licenses.length === 0 ? {} : { licenses }),
    resources: written.map(resourceOf),
  }
  return `${JSON.stringify(described, null, 2)}\n`
}
