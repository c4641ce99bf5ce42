/** The version of the index: a digest of what its segments hold. Segments of another version are not read. */
import { createHash } from 'node:crypto'
import { filterVersion } from '../schema-version.ts'
import { countedColumns, numberColumns } from './columns.ts'

/** Raised if code derives other parts of a segment from the same entries. */
const segmentCodeVersion = 2

/** 8 hexadecimal digits. */
export const indexVersion = createHash('sha256')
  .update(JSON.stringify([segmentCodeVersion, filterVersion, countedColumns, numberColumns]))
  .digest('hex')
  .slice(0, 8)
