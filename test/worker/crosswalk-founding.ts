/** The nine founding incidents in each layout, worked out by hand from the report and the projects' rules. */
import type { Scheme } from '../../schemas/crosswalk/layout.ts'
import { acled } from './crosswalk-founding/acled.ts'
import { gtd } from './crosswalk-founding/gtd.ts'
import type { Table } from './crosswalk-founding/shared.ts'
import { ucdp } from './crosswalk-founding/ucdp.ts'

export { summary } from './crosswalk-founding/shared.ts'

export const tables: Readonly<Record<Scheme, Table>> = { ucdp, acled, gtd }
