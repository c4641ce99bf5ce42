/** Files that are sent as a workbook but are another format, recognised by their content. */
import type { Messages } from '../../messages/messages.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { listEntries } from './zip-reader.ts'

const zipSignature = [0x50, 0x4b, 0x03, 0x04]
const oleSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** The number of bytes by which a workbook is recognised. */
export const signatureLength = 8

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

/** Returns whether a file begins as a workbook does, or another file of an office program. */
export const isWorkbook = (start: Uint8Array): boolean =>
  [zipSignature, oleSignature].some((signature) => startsWith(start, signature))

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
const oleFormat = async (file: RandomAccessFile, header: Uint8Array): Promise<FormatName> => {
  if (header.length < oleHeaderLength) return 'xls'
  const view = new DataView(header.buffer, header.byteOffset)
  const sectorSize = 2 ** Math.min(12, view.getUint16(30, true))
  const directoryOffset = (view.getUint32(48, true) + 1) * sectorSize
  const length = Math.min(oleDirectoryLength, file.size - directoryOffset)
  const directory = length > 0 ? await file.read(directoryOffset, length) : new Uint8Array()
  return new TextDecoder('utf-16le').decode(directory).includes('EncryptedPackage') ? 'encrypted' : 'xls'
}

/** Returns the name of a format which is not read; undefined for a workbook. */
export const findForeignFormat = async (file: RandomAccessFile): Promise<FormatName | undefined> => {
  const header = await file.read(0, Math.min(file.size, oleHeaderLength))
  if (startsWith(header, oleSignature)) return oleFormat(file, header)
  if (!startsWith(header, zipSignature)) return 'other'
  const entries = await listEntries(file)
  return zipFormats.find(([entry]) => entries.has(entry))?.[1]
}
