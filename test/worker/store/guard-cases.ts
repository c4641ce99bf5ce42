/** The cases of all guards: what each one refuses. */
import { access } from './guard-cases-access.ts'
import { desk } from './guard-cases-desk.ts'
import { duplicates } from './guard-cases-duplicates.ts'
import { imports } from './guard-cases-imports.ts'
import { additions } from './guard-cases-new.ts'
import { changes } from './guard-cases-records.ts'
import { redactions } from './guard-cases-redactions.ts'
import { versions } from './guard-cases-versions.ts'

export const cases = [
  ...additions,
  ...changes,
  ...versions,
  ...redactions,
  ...imports,
  ...access,
  ...desk,
  ...duplicates,
]
