/** XML, parsed as it arrives. Namespaces are not told apart: writers choose their prefixes, and names are unique. */
import { SaxesParser } from 'saxes'
import { WorkbookError } from './workbook-error.ts'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  /** An element begins; `name` has no prefix. */
  readonly open: (name: string, attributes: Attributes) => void
  /** A text, or a piece of one. */
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** The most bytes of a text or a tag, which the parser holds in memory. */
const maxTokenLength = 8 * 1024 * 1024

const localNames = new Map<string, string>()

const localName = (name: string): string => {
  const known = localNames.get(name)
  if (known !== undefined) return known
  const local = name.slice(name.indexOf(':') + 1)
  if (localNames.size < 1000) localNames.set(name, local)
  return local
}

/** Returns the value of an attribute, whatever its prefix is. */
export const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([each]) => each.endsWith(`:${name}`))?.[1]

/** Returns whether the value of a boolean attribute (xsd:boolean) is true. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

const invalid = (error: unknown): WorkbookError =>
  error instanceof WorkbookError
    ? error
    : new WorkbookError('table.workbook', (m) => m.workbooks.xml(error instanceof Error ? error.message : ''))

/**
 * Passes the elements and texts to the handler; yields after each piece, so that its results can be taken. Throws a
 * WorkbookError if the XML is not well-formed.
 */
export async function* parseXml(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void, void, undefined> {
  let tokenLength = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', ({ name, attributes }) => {
    tokenLength = 0
    handler.open(localName(name), attributes)
  })
  if (handler.text) {
    parser.on('text', handler.text)
    parser.on('cdata', handler.text)
  }
  parser.on('closetag', ({ name }) => {
    tokenLength = 0
    handler.close?.(localName(name))
  })
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  try {
    for await (const piece of pieces) {
      tokenLength += piece.length
      if (tokenLength > maxTokenLength) throw new WorkbookError('table.unpacked', (m) => m.workbooks.token)
      parser.write(decoder.decode(piece, { stream: true }))
      yield
    }
    parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    throw invalid(error)
  }
  yield
}

/** Parses a part without results on the way. */
export const parsePart = async (pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> => {
  for await (const _ of parseXml(pieces, handler));
}
