/** Files that are sent as a workbook but are another format, recognised by their content. */
import { Buffer } from 'node:buffer'
import type { Messages } from '../../messages/messages.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { listEntries } from './zip-reader.ts'

export const zipSignature = Buffer.from('PK\x03\x04', 'latin1')
export const oleSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex')

type FormatName = keyof Messages['workbooks']['foreign']

/** The formats of zip files by an entry that each has. */
const zipFormats: readonly (readonly [entry: string, format: FormatName])[] = [
  ['xl/workbook.bin', 'xlsb'],
  ['content.xml', 'ods'],
  ['index/document.iwa', 'numbers'],
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
]

const oleHeaderLength = 512
/** The bytes of the directory of an OLE file in which its streams are looked for. */
const oleDirectoryLength = 4096

/**
 * Returns which OLE file it is ([MS-CFB] 2.2 and 2.6): Excel protects a workbook with a password by putting it into
 * the same container that .xls files are.
 */
const oleFormat = async (file: RandomAccessFile, header: Buffer): Promise<FormatName> => {
  if (header.length < oleHeaderLength) return 'xls'
  const sectorSize = 2 ** Math.min(12, header.readUInt16LE(30))
  const directoryOffset = (header.readUInt32LE(48) + 1) * sectorSize
  const length = Math.min(oleDirectoryLength, file.size - directoryOffset)
  const directory = length > 0 ? Buffer.from(await file.read(directoryOffset, length)) : Buffer.alloc(0)
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'xls'
}

/** Returns the name of a format which is not read; undefined for a workbook. */
export const findForeignFormat = async (file: RandomAccessFile): Promise<FormatName | undefined> => {
  const header = Buffer.from(await file.read(0, Math.min(file.size, oleHeaderLength)))
  if (header.subarray(0, 8).equals(oleSignature)) return oleFormat(file, header)
  if (!header.subarray(0, 4).equals(zipSignature)) return 'other'
  const entries = await listEntries(file)
  return zipFormats.find(([entry]) => entries.has(entry))?.[1]
}
