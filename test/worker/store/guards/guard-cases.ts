/** The cases of all guards: what each one refuses. */
import { accessCases } from './access-cases.ts'
import { assigneeCases } from './assignee-cases.ts'
import { chainCases } from './chain-cases.ts'
import { duplicateCases } from './duplicate-cases.ts'
import { importCases } from './import-cases.ts'
import { insertCases } from './insert-cases.ts'
import { pairCases } from './pair-cases.ts'
import { recordCases } from './record-cases.ts'
import { redactionCases } from './redaction-cases.ts'
import { remarkCases } from './remark-cases.ts'
import { segmentCases } from './segment-cases.ts'
import { suggestionCases } from './suggestion-cases.ts'
import { versionCases } from './version-cases.ts'
import { waitingCases } from './waiting-cases.ts'

export const guardCases = [
  ...insertCases,
  ...chainCases,
  ...recordCases,
  ...versionCases,
  ...redactionCases,
  ...importCases,
  ...accessCases,
  ...suggestionCases,
  ...duplicateCases,
  ...segmentCases,
  ...pairCases,
  ...waitingCases,
  ...remarkCases,
  ...assigneeCases,
]
