/** Reading a backup to its end, and comparing it with its manifest. */
import { createHash, type Hash } from 'node:crypto'
import { commands } from '../../src/messages/en.ts'
import {
  type FileEndLine,
  type FirstLine,
  formatName,
  formatVersion,
  type LastLine,
  Manifest,
  nameOf,
  readLines,
} from './format.ts'

export interface Archive {
  readonly first: FirstLine
  readonly last: LastLine
}

const texts = commands.restore

const parseFirst = (path: string, line: string): FirstLine => {
  const first = line.startsWith('{') ? (JSON.parse(line) as FirstLine) : undefined
  if (first?.format !== formatName || first.version !== formatVersion) throw new Error(texts.notBackup(path))
  return first
}

/** Returns the name of a part whose digest or number of rows differs; undefined if all are right. */
const findDamage = (found: LastLine, stated: LastLine): string | undefined => {
  const names = [...new Set([...Object.keys(found.sha256), ...Object.keys(stated.sha256)])]
  const wrong = names.find(
    (name) => found.sha256[name] !== stated.sha256[name] || found.rows[name] !== stated.rows[name],
  )
  return wrong ?? (found.files === stated.files ? undefined : 'the list of files')
}

/** Yields the lines of a backup. Throws an Error with a text for the user if the file cannot be read to its end. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    yield* readLines(path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Error(texts.noFile(path))
    if (code === 'Z_DATA_ERROR') throw new Error(texts.notBackup(path))
    if (code.startsWith('Z_')) throw new Error(texts.incomplete(path))
    throw error
  }
}

/** Returns the first and the last line of a backup whose parts all have their digests. Throws an Error if one differs. */
export const checkArchive = async (path: string): Promise<Archive> => {
  const manifest = new Manifest()
  let first: FirstLine | undefined
  let last: LastLine | undefined
  let hash: Hash | undefined
  for await (const line of linesOf(path)) {
    if (!first) first = parseFirst(path, line)
    else if (line.startsWith('{"end":')) last = JSON.parse(line) as LastLine
    else if (line.startsWith('{"file":')) hash = createHash('sha256')
    else if (nameOf(line) === '') hash?.update(Buffer.from((JSON.parse(line) as string[])[1] ?? '', 'base64'))
    else if (line.startsWith('{"end_of":')) {
      const { end_of, sha256 } = JSON.parse(line) as FileEndLine
      if (hash?.digest('hex') !== sha256) throw new Error(texts.damaged(path, end_of))
    }
    manifest.addLine(line)
  }
  if (!first || !last) throw new Error(texts.incomplete(path))
  const damage = findDamage(manifest.last(), last)
  if (damage !== undefined) throw new Error(texts.damaged(path, damage))
  return { first, last }
}
