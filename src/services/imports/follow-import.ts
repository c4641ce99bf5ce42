/** What follows an import after its response: its records are put into the index, and compared with others. */
import { type counted, statementsOfD1 } from '../../store/batch.ts'
import { compareWhenFresh } from '../duplicates/compare-pending.ts'
import { attempt } from '../exports/export-cache.ts'
import { keepSealed } from '../segments/seal.ts'
import type { Report } from './import-context.ts'

/** The fewest records of an import that are followed at once; those of smaller ones wait for a search or the scheduled task. */
const minFollowed = 200

/** The milliseconds in which the response leaves: work that began at once would hold it up. */
const responseTime = 100

/** The most statements for one segment of the index, and those that are left to the comparison. */
const [statementsPerSegment, statementsOfComparison] = [40, 100]

/** Seals and compares the records of an import, with the statements that its request has left. Logs errors. */
export const followImport = async (
  { db, used }: ReturnType<typeof counted>,
  { created, updated, retracted }: Pick<Report, 'created' | 'updated' | 'retracted'>,
): Promise<void> => {
  if (created + updated + retracted < minFollowed) return
  await scheduler.wait(responseTime)
  const left = () => statementsOfD1 - used()
  const maxSegments = Math.floor((left() - statementsOfComparison) / statementsPerSegment)
  await keepSealed(db, { maxSegments })
  const comparing = compareWhenFresh(db, { maxStatements: left() })
  await attempt('Records of an import were not compared', comparing)
}
