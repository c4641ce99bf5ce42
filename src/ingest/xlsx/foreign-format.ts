/** Files that are sent as a workbook but are another format, recognised by their content. */
import { Buffer } from 'node:buffer'
import { en } from '../../messages/en.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { listEntries } from './zip-reader.ts'

export const zipSignature = Buffer.from('PK\x03\x04', 'latin1')
export const oleSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex')

const { foreign } = en.workbooks

/** The formats of zip files by an entry that each has. */
const zipFormats: readonly (readonly [entry: string, detail: string])[] = [
  ['xl/workbook.bin', foreign.xlsb],
  ['content.xml', foreign.ods],
  ['index/document.iwa', foreign.numbers],
  ['word/document.xml', foreign.docx],
  ['ppt/presentation.xml', foreign.pptx],
]

const oleHeaderLength = 512
/** The bytes of the directory of an OLE file in which its streams are looked for. */
const oleDirectoryLength = 4096

/**
 * Returns which OLE file it is ([MS-CFB] 2.2 and 2.6): Excel protects a workbook with a password by putting it into
 * the same container that .xls files are.
 */
const oleDetail = async (file: RandomAccessFile, header: Buffer): Promise<string> => {
  if (header.length < oleHeaderLength) return foreign.xls
  const sectorSize = 2 ** Math.min(12, header.readUInt16LE(30))
  const directoryOffset = (header.readUInt32LE(48) + 1) * sectorSize
  const length = Math.min(oleDirectoryLength, file.size - directoryOffset)
  const directory = length > 0 ? Buffer.from(await file.read(directoryOffset, length)) : Buffer.alloc(0)
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? foreign.encrypted : foreign.xls
}

/** Returns the text that names a format which is not read, with the cure; undefined for a workbook. */
export const foreignDetail = async (file: RandomAccessFile): Promise<string | undefined> => {
  const header = Buffer.from(await file.read(0, Math.min(file.size, oleHeaderLength)))
  if (header.subarray(0, 8).equals(oleSignature)) return oleDetail(file, header)
  if (!header.subarray(0, 4).equals(zipSignature)) return foreign.other
  const entries = await listEntries(file)
  return zipFormats.find(([entry]) => entries.has(entry))?.[1]
}
