/** A zip file that describes itself: tables, codebook, Data Package, loaders, citation, licences. */
import { Buffer } from 'node:buffer'
import { type CitationData, formatCitation } from '../../record/citation.ts'
import { tables } from '../../record/tables.ts'
import { assertCount } from '../byte-stream.ts'
import type { ExportFacts, Records } from '../registry.ts'
import { createZipWriter } from '../zip.ts'
import { codebookTables } from './codebook.ts'
import { descriptor, licencesPath } from './descriptor.ts'
import { pythonLoader } from './loader-python.ts'
import { rLoader } from './loader-r.ts'
import { stataLoader } from './loader-stata.ts'
import { licences, readme } from './readme.ts'
import { createTableFile, type TableFile, tablePath } from './table-file.ts'

export type PackageFacts = ExportFacts & CitationData

/** Records in pages, in their order. */
export interface PackageSource {
  readonly pages: () => Records
}

/** More would have to be held than is allowed: the file breaks off, so that nobody takes it for whole. */
export class PackageTooLarge extends Error {
  override readonly name = 'PackageTooLarge'
}

/** So many bytes of deflated tables are held at most, while the first table goes out. */
const maxPendingBytes = 32 * 1024 * 1024

/** The most records that a package may have: as rich as those of the demo, they keep to the bytes that may be held. */
export const maxPackageRows = 150_000

const documents = (facts: PackageFacts, tableFiles: readonly TableFile[]) => ({
  'datapackage.json': descriptor(facts, tableFiles),
  'README.md': readme(facts, tableFiles),
  [licencesPath]: licences(facts),
  'CITATION.cff': formatCitation(facts),
  'load.R': rLoader(tableFiles),
  'load.py': pythonLoader,
  'load.do': stataLoader(tableFiles),
})

/**
 * The bytes of the zip file. The pages are read once: `incidents.csv` goes out as it is made, the other tables are
 * held deflated until it ends. Of the datasets it names those that its records are of. Throws IncompleteFile where
 * the records are not `facts.rows`, PackageTooLarge where more than `most` bytes would be held.
 */
export async function* dataPackage(
  { pages }: PackageSource,
  facts: PackageFacts,
  limit = maxPendingBytes,
): AsyncGenerator<Uint8Array> {
  const zip = createZipWriter()
  const writers = tables.map((table) => ({
    table,
    file: createTableFile(table, zip.addFile(tablePath(table))),
  }))
  const slugs = new Set<string>()
  for await (const page of assertCount(pages(), facts.rows)) {
    for (const { dataset } of page) slugs.add(dataset)
    for (const { table, file } of writers) file.write(page.flatMap(table.rows))
    if (zip.pendingBytes() > limit) throw new PackageTooLarge(`Over ${limit} bytes of tables would be held.`)
    yield* zip.takeOutput()
  }
  const tableFiles = writers.map(({ file }) => file.end())
  yield* zip.takeOutput()
  for (const table of codebookTables) {
    const file = createTableFile(table, zip.addFile(tablePath(table)))
    file.write(table.rows)
    tableFiles.push(file.end())
  }
  const datasets = facts.datasets.filter(({ slug }) => slugs.has(slug))
  for (const [name, text] of Object.entries(documents({ ...facts, datasets }, tableFiles))) {
    const file = zip.addFile(name)
    file.write(Buffer.from(text, 'utf8'))
    file.end()
  }
  yield* zip.end()
}
