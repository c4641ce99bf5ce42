/** The parts of a workbook (ECMA-376 part 1, 12.3): its sheets, the formats of its cells, its shared strings. */
import { findForeignFormat } from './foreign-format.ts'
import { builtInFormat, type DateFormat, parseNumberFormat } from './number-format.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { readSharedStrings, SharedStrings } from './shared-strings.ts'
import { WorkbookError } from './workbook-error.ts'
import { type Attributes, attribute, isTrue, parsePart } from './xml-reader.ts'
import { listEntries, readEntry, type ZipEntry } from './zip-reader.ts'

const mebibyte = 1024 * 1024
/** The most unpacked bytes of each part. Only texts are held in memory; the sheet is read as a stream. */
const maxSizes = {
  metadata: 4 * mebibyte,
  styles: 16 * mebibyte,
  strings: 64 * mebibyte,
  sheet: 512 * mebibyte,
}

interface SheetEntry {
  readonly name: string
  readonly isHidden: boolean
  readonly entry: ZipEntry
}

export interface Workbook {
  readonly sheets: readonly SheetEntry[]
  /** Whether days count from 1904. */
  readonly is1904: boolean
  /** The format of dates of each cell format; undefined for numbers. */
  readonly dateFormats: readonly (DateFormat | undefined)[]
  readonly strings: SharedStrings
  /** Yields the bytes of a sheet; can be called again. */
  readonly readSheet: (sheet: SheetEntry) => AsyncGenerator<Uint8Array>
}

interface Relationship {
  /** The last step of the type, such as `worksheet`. */
  readonly type: string
  /** The name of the part, as in the zip file. */
  readonly part: string
}

class PartReader {
  readonly #file: RandomAccessFile
  readonly #entries: ReadonlyMap<string, ZipEntry>

  constructor(file: RandomAccessFile, entries: ReadonlyMap<string, ZipEntry>) {
    this.#file = file
    this.#entries = entries
  }

  find(part: string): ZipEntry | undefined {
    return this.#entries.get(part.toLowerCase())
  }

  read(entry: ZipEntry, limit: number): AsyncGenerator<Uint8Array> {
    return readEntry(this.#file, entry, limit)
  }

  /** Parses a part that lists elements; without the part there are none. */
  async parse(
    part: string,
    limit: number,
    open: (name: string, attributes: Attributes) => void,
    close?: (name: string) => void,
  ): Promise<void> {
    const entry = this.find(part)
    if (entry) await parsePart(this.read(entry, limit), { open, ...(close && { close }) })
  }

  /** Returns the relationships of a part by their ids; `''` is the package. */
  async relationships(part: string): Promise<ReadonlyMap<string, Relationship>> {
    const slash = part.lastIndexOf('/') + 1
    const found = new Map<string, Relationship>()
    const relationships = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
    await this.parse(relationships, maxSizes.metadata, (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return
      const { pathname } = new URL(Target.replaceAll('\\', '/'), `file:///${part}`)
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: decodeURI(pathname).slice(1) })
    })
    return found
  }
}

/** Returns the format of dates of each cell format, in the order of `cellXfs`. */
const readStyles = async (parts: PartReader, part: string): Promise<(DateFormat | undefined)[]> => {
  const customFormats = new Map<number, string>()
  const formats: (DateFormat | undefined)[] = []
  const parsed = new Map<number, DateFormat | undefined>()
  let isInCellFormats = false
  const formatOf = (id: number): DateFormat | undefined => {
    if (!parsed.has(id)) {
      const code = customFormats.get(id) ?? builtInFormat(id)
      parsed.set(id, code === undefined ? undefined : parseNumberFormat(code))
    }
    return parsed.get(id)
  }
  await parts.parse(
    part,
    maxSizes.styles,
    (name, { numFmtId, formatCode = '' }) => {
      if (name === 'cellXfs') isInCellFormats = true
      else if (name === 'numFmt') customFormats.set(Number(numFmtId), formatCode)
      else if (name === 'xf' && isInCellFormats) formats.push(formatOf(Number(numFmtId ?? 0)))
    },
    (name) => {
      if (name === 'cellXfs') isInCellFormats = false
    },
  )
  return formats
}

/**
 * Opens a workbook. Throws a WorkbookError that names the format if the file is another one, and if the workbook is
 * damaged or its texts are too large to be held in memory.
 */
export const openWorkbook = async (file: RandomAccessFile, scale = 1): Promise<Workbook> => {
  const foreign = await findForeignFormat(file)
  if (foreign !== undefined) throw new WorkbookError('table.foreign', (m) => m.workbooks.foreign[foreign])
  const entries = await listEntries(file)
  const parts = new PartReader(file, entries)
  const main = [...(await parts.relationships('')).values()].find(({ type }) => type === 'officeDocument')
  const path = main?.part ?? 'xl/workbook.xml'
  if (!parts.find(path)) throw new WorkbookError('table.foreign', (m) => m.workbooks.noWorkbook)
  const relationships = await parts.relationships(path)
  const partOf = (type: string) => [...relationships.values()].find((each) => each.type === type)?.part ?? ''
  const sheets: SheetEntry[] = []
  let is1904 = false
  await parts.parse(path, maxSizes.metadata, (name, attributes) => {
    if (name === 'workbookPr') is1904 = isTrue(attributes.date1904)
    if (name !== 'sheet') return
    const target = relationships.get(attribute(attributes, 'id') ?? '')
    const entry = target?.type === 'worksheet' ? parts.find(target.part) : undefined
    const isHidden = (attributes.state ?? 'visible') !== 'visible'
    if (entry) sheets.push({ name: attributes.name ?? '', isHidden, entry })
  })
  const stringsEntry = parts.find(partOf('sharedStrings'))
  return {
    sheets,
    is1904,
    dateFormats: await readStyles(parts, partOf('styles')),
    strings: stringsEntry
      ? await readSharedStrings(parts.read(stringsEntry, maxSizes.strings * scale), scale)
      : new SharedStrings(),
    readSheet: ({ entry }) => parts.read(entry, maxSizes.sheet * scale),
  }
}

/** The sheet of records in a workbook that Sitrep exports, and one that explains it. */
const [recordsSheet, infoSheet] = ['incidents', 'about']

const listNames = (sheets: readonly SheetEntry[]): string[] => sheets.map(({ name }) => name)

/**
 * Returns the sheet with a name, ignoring case; without a name that of Sitrep's own records, otherwise the first that
 * is not hidden. Throws a WorkbookError that lists the sheets if there is no such sheet.
 */
export const selectSheet = ({ sheets }: Workbook, name: string | undefined): SheetEntry => {
  const find = (wanted: string) =>
    sheets.find((sheet) => sheet.name === wanted) ??
    sheets.find((sheet) => sheet.name.trim().toLowerCase() === wanted.trim().toLowerCase())
  const own = find(infoSheet) && find(recordsSheet)
  const found =
    name === undefined ? (own ?? sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : find(name)
  if (found) return found
  throw new WorkbookError('table.sheet', ({ workbooks }) =>
    name === undefined || sheets.length === 0
      ? workbooks.noSheets
      : workbooks.noSheet(name.slice(0, 64), listNames(sheets)),
  )
}
