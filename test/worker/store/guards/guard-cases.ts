/** The cases of all guards: what each one refuses. */
import { access } from './access-cases.ts'
import { duplicates } from './duplicate-cases.ts'
import { imports } from './import-cases.ts'
import { additions } from './insert-cases.ts'
import { changes } from './record-cases.ts'
import { redactions } from './redaction-cases.ts'
import { desk } from './suggestion-cases.ts'
import { versions } from './version-cases.ts'

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
