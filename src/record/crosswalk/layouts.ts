/** The layouts of other projects, by name. */
import type { Scheme } from '../../../schemas/crosswalk/layout.ts'

import { acled } from './acled/layout.ts'
import { gtd } from './gtd/layout.ts'
import type { Layout } from './layout.ts'
import { ucdp } from './ucdp/layout.ts'

export const layouts: Readonly<Record<Scheme, Layout>> = { ucdp, acled, gtd }

/** Returns the layout with this name; undefined if there is none. */
export const findLayout = (name: string): Layout | undefined =>
  Object.hasOwn(layouts, name) ? layouts[name as Scheme] : undefined
