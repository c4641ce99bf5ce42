/** The script of the checks, which the script of the form loads when somebody begins to fill it in. */
import { Checks } from './checks/checks.ts'
import type { FormState } from './draft/form-state.ts'

/** Checks the controls of a form as they are left. */
export const startChecks = (state: FormState): Checks => new Checks(state)
