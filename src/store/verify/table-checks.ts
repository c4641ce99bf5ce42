/**
 * What must hold in each table, as queries of the rows in which it does not. Services compare
 * the digests of the chain, and columns derived from records (src/services/verify).
 */
import type { TableName } from '../archive/tables.ts'
import { actChecks } from './act-checks.ts'
import { derivedChecks } from './derived-checks.ts'
import type { Check } from './fault.ts'
import { recordChecks } from './record-checks.ts'

export const tableChecks = {
  ...recordChecks,
  ...actChecks,
  ...derivedChecks,
} as const satisfies Readonly<Record<TableName, readonly Check[]>>
