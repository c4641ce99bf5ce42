/** Forms with a file, which is read as it arrives: all other fields come before it. */
import { type Part, readParts } from '../../ingest/request/multipart.ts'
import { decodeText } from '../../ingest/request/parse-body.ts'
import { problems } from '../../problems.ts'
import { assertAllowedOrigin } from '../access/origins.ts'
import type { AppContext, FileForm } from '../context.ts'
import { readForm } from './form-body.ts'
import { collectBytes, maxBodyBytes, mediaType, readBytes } from './read-body.ts'

/** The paths whose forms have a file: of an import, of its part, or of its first rows. */
const fileFormPath = /^\/(?:imports\/new|uploads\/[^/]+\/parts\/[^/]+|mappings\/suggest)$/

/** Returns whether the request is a form whose file is read as it arrives. */
export const isFileForm = (c: AppContext): boolean =>
  fileFormPath.test(c.req.path) && mediaType(c) === 'multipart/form-data'

const readText = async ({ body }: Part, limit: number): Promise<string> =>
  decodeText(await collectBytes(body, limit))

/** Browsers send a part without a name for a file that nobody chose. */
const isChosen = ({ isFile, fileName }: Part): boolean => isFile && fileName !== ''

const readFields = async (c: AppContext): Promise<FileForm> => {
  const parts = readParts(readBytes(c), c.req.header('Content-Type') ?? '')
  const fields: (readonly [string, string])[] = []
  let left = maxBodyBytes(c)
  for (let { value } = await parts.next(); value; { value } = await parts.next()) {
    if (isChosen(value)) return { fields, file: value }
    const text = await readText(value, left)
    left -= text.length + value.name.length
    if (!value.isFile) fields.push([value.name, text])
  }
  return { fields, file: undefined }
}

/**
 * Reads the fields of a form up to its file, once; the file remains to be read. Throws a Problem if the body is no form
 * or comes from a site that may not send it.
 */
export const readFileForm = async (c: AppContext): Promise<FileForm> => {
  const cached = c.get('fileForm')
  if (cached) return cached
  if (!isFileForm(c)) return { fields: (await readForm(c)).fields, file: undefined }
  assertAllowedOrigin(c)
  const form = await readFields(c)
  c.set('fileForm', form)
  return form
}

/** Returns the file of a form. Throws a Problem if the form has none, or as `readFileForm` does. */
export const readFormFile = async (c: AppContext): Promise<Part> => {
  const { file } = await readFileForm(c)
  if (!file) throw problems.bodyUnreadable((details) => details.filePartMissing)
  return file
}
