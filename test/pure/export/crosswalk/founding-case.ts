/** The nine founding incidents in each layout, worked out by hand from the report and the projects' rules. */
import type { Scheme } from '../../../../schemas/crosswalk/layout.ts'
import { acled } from './founding-case/acled.ts'
import { gtd } from './founding-case/gtd.ts'
import type { Table } from './founding-case/shared.ts'
import { ucdp } from './founding-case/ucdp.ts'

export { summary } from './founding-case/shared.ts'

export const tables: Readonly<Record<Scheme, Table>> = { ucdp, acled, gtd }
