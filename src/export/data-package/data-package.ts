/** A zip file that describes itself: tables, codebook, Data Package, loaders, citation, licences. */
import { Buffer } from 'node:buffer'
import { type Cited, citation } from '../../record/citation.ts'
import { tables } from '../../record/tables.ts'
import { counted } from '../byte-stream.ts'
import type { FileFacts, Records } from '../registry.ts'
import { zipWriter } from '../zip.ts'
import { codebookTables } from './codebook.ts'
import { descriptor, licencesPath } from './descriptor.ts'
import { loadPython } from './loader-python.ts'
import { loadR } from './loader-r.ts'
import { loadStata } from './loader-stata.ts'
import { licences, readme } from './readme.ts'
import { pathOf, tableFile, type WrittenTable } from './table-file.ts'

export type PackageFacts = FileFacts & Cited

/** Records in pages, in their order. */
export interface PackageSource {
  readonly pages: () => Records
}

/** More would have to be held than is allowed: the file breaks off, so that nobody takes it for whole. */
export class PackageTooLarge extends Error {
  override readonly name = 'PackageTooLarge'
}

/** So many bytes of deflated tables are held at most, while the first table goes out. */
const mostHeld = 32 * 1024 * 1024

/** The most records that a package may have: as rich as those of the demo, they keep to the bytes that may be held. */
export const mostRows = 150_000

const companions = (facts: PackageFacts, written: readonly WrittenTable[]) => ({
  'datapackage.json': descriptor(facts, written),
  'README.md': readme(facts, written),
  [licencesPath]: licences(facts),
  'CITATION.cff': citation(facts),
  'load.R': loadR(written),
  'load.py': loadPython,
  'load.do': loadStata(written),
})

/**
 * The bytes of the zip file. The pages are read once: `incidents.csv` goes out as it is made, the other tables are
 * held deflated until it ends. Of the datasets it names those that its records are of. Throws IncompleteFile where
 * the records are not `facts.rows`, PackageTooLarge where more than `most` bytes would be held.
 */
export async function* dataPackage(
  { pages }: PackageSource,
  facts: PackageFacts,
  most = mostHeld,
): AsyncGenerator<Uint8Array> {
  const zip = zipWriter()
  const files = tables.map((table) => ({ table, file: tableFile(table, zip.file(pathOf(table))) }))
  const present = new Set<string>()
  for await (const page of counted(pages(), facts.rows)) {
    for (const { dataset } of page) present.add(dataset)
    for (const { table, file } of files) file.write(page.flatMap(table.rows))
    if (zip.held() > most) throw new PackageTooLarge(`Over ${most} bytes of tables would be held.`)
    yield* zip.taken()
  }
  const written = files.map(({ file }) => file.end())
  yield* zip.taken()
  for (const table of codebookTables) {
    const file = tableFile(table, zip.file(pathOf(table)))
    file.write(table.rows)
    written.push(file.end())
  }
  const datasets = facts.datasets.filter(({ slug }) => present.has(slug))
  for (const [name, text] of Object.entries(companions({ ...facts, datasets }, written))) {
    const file = zip.file(name)
    file.write(Buffer.from(text, 'utf8'))
    file.end()
  }
  yield* zip.end()
}
