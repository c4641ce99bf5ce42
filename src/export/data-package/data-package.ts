/** A self-describing zip file: tables, codebook, Data Package, loaders, citation, licences. */
import { Buffer } from 'node:buffer'
import { formatCff } from '../../record/citation/cff.ts'
import type { CitationData } from '../../record/citation/citation-data.ts'
import { codebookRows } from '../../record/codebook/codebook.ts'
import { codebookTable } from '../../record/codebook/codebook-table.ts'
import { type TableFacts, tables } from '../../record/tables.ts'
import { assertCount, FileTooLarge } from '../byte-stream.ts'
import type { ExportFacts, ExportSource, RecordExportFacts } from '../format.ts'
import { createZipWriter } from '../zip.ts'
import { descriptor, licencesPath } from './descriptor.ts'
import { pythonLoader } from './loader-python.ts'
import { rLoader } from './loader-r.ts'
import { stataLoader } from './loader-stata.ts'
import { licences, readme } from './readme.ts'
import { createTableFile, type TableFile } from './table-file.ts'

type PackageFacts = ExportFacts & CitationData

/** The most bytes of deflated tables held while the first table is written. */
const maxPendingBytes = 32 * 1024 * 1024

/** The most records of a package: records as rich as those of the demo stay within `maxPendingBytes`. */
export const maxPackageRows = 150_000

const documents = (facts: PackageFacts, tableFiles: readonly TableFile[]) => ({
  'datapackage.json': descriptor(facts, tableFiles),
  'README.md': readme(facts, tableFiles),
  [licencesPath]: licences(facts),
  'CITATION.cff': formatCff(facts),
  'load.R': rLoader(tableFiles),
  'load.py': pythonLoader,
  'load.do': stataLoader(tableFiles),
})

/**
 * Yields the bytes of the zip file. The pages are read once: `incidents.csv` is written as they arrive, and the other
 * tables are held deflated until it ends. Lists only the datasets of its records. Throws IncompleteFile if there are
 * not `facts.rows` records, FileTooLarge if more than `limit` bytes would be held.
 */
export async function* dataPackage(
  { records, committedAt, datasets }: Pick<ExportSource, 'records' | 'committedAt' | 'datasets'>,
  facts: ExportFacts & Pick<RecordExportFacts, 'address'>,
  limit = maxPendingBytes,
): AsyncGenerator<Uint8Array> {
  const [at, allDatasets] = await Promise.all([committedAt(), datasets()])
  const zip = createZipWriter()
  const addTable = (table: TableFacts) => createTableFile(table, zip.addFile(`${table.name}.csv`))
  const writers = tables.map((table) => ({ table, file: addTable(table) }))
  const slugs = new Set<string>()
  for await (const page of assertCount(records(), facts.rows)) {
    for (const { dataset } of page) slugs.add(dataset)
    for (const { table, file } of writers) file.write(page.flatMap(table.rows))
    if (zip.pendingBytes() > limit) throw new FileTooLarge(`Over ${limit} bytes of tables would be held.`)
    yield* zip.takeOutput()
  }
  const tableFiles = writers.map(({ file }) => file.end())
  yield* zip.takeOutput()
  const codebook = addTable(codebookTable)
  codebook.write(codebookRows())
  tableFiles.push(codebook.end())
  const packageFacts = { ...facts, at, datasets: allDatasets.filter(({ slug }) => slugs.has(slug)) }
  for (const [name, text] of Object.entries(documents(packageFacts, tableFiles))) {
    const file = zip.addFile(name)
    file.write(Buffer.from(text, 'utf8'))
    file.end()
  }
  yield* zip.end()
}
