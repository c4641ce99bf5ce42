/**
 * What must hold in each table, as queries of the rows in which it does not. Services compare
 * the digests of the chain, and columns derived from records (src/services/verify).
 */
import type { TableName } from '../archive/tables.ts'
import { accessChecks } from './access-checks.ts'
import { derivedChecks } from './derived-checks.ts'
import type { Check } from './fault.ts'
import { importChecks } from './import-checks.ts'
import { recordChecks } from './record-checks.ts'
import { reviewChecks } from './review-checks.ts'

export const tableChecks = {
  ...recordChecks,
  ...accessChecks,
  ...importChecks,
  ...reviewChecks,
  ...derivedChecks,
} as const satisfies Readonly<Record<TableName, readonly Check[]>>
