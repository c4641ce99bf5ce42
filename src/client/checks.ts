/** The script of the checks, which the script of the form loads when somebody begins to fill it in. */
import { Checks } from './checks/checks.ts'
import { Reported } from './checks/reported.ts'
import type { FormState } from './draft/form-state.ts'

/** What the script of the form asks of the checks. */
export interface RunningChecks {
  /** Checks a control that the person has left. */
  readonly leave: (target: EventTarget) => void
  /** Shows what was shown before, after the page has other content. */
  readonly refresh: () => void
}

/** Checks the controls of a form as they are left, and shows published records of the same event. */
export const startChecks = (state: FormState): RunningChecks => {
  const checks = new Checks(state)
  const reported = new Reported(state)
  return {
    leave: (target) => checks.leave(target),
    refresh: () => {
      checks.refresh()
      reported.refresh()
    },
  }
}
