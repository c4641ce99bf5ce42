/** What the desk does at each step. */

import { importFile, submit } from './create.ts'
import { editMany, mergeSeveral, undo } from './many.ts'
import { markPairDistinct, mergePair } from './merge.ts'
import type { Person, Version } from './review-model.ts'
import type { Step, StepOf } from './steps.ts'
import { settle, suggest } from './suggestions.ts'
import { edit, redact, revert, review } from './update.ts'
import type { Workday } from './workday.ts'

/** Does a step; gives the record that it was about. */
type Act<Name extends Step['act']> = (
  day: Workday,
  person: Person,
  step: StepOf<Name>,
) => Promise<string | undefined>

/** An act on one of the records that are there; it may turn to another one, whose id it gives. */
const on =
  <Name extends Step['act']>(
    act: (day: Workday, person: Person, step: StepOf<Name>, target: Version) => Promise<unknown>,
  ): Act<Name> =>
  async (day, person, step) => {
    const current = day.model.current()
    const target = current[step.which % Math.max(1, current.length)]
    if (!target) return undefined
    const about = await act(day, person, step, target)
    return typeof about === 'string' ? about : target.id
  }

const acts: { readonly [Name in Step['act']]: Act<Name> } = {
  submit,
  import: importFile,
  edit: on(edit),
  review: on(review),
  redact: on(redact),
  revert: on(revert),
  suggest: on(suggest),
  settle,
  merge: on(mergePair),
  distinct: on(markPairDistinct),
  bulk: editMany,
  undo,
  cluster: on(mergeSeveral),
}

/** Does a step at the door and in the model. The record that it was about is given. */
export const performStep = (day: Workday, step: Step): Promise<string | undefined> =>
  (acts[step.act] as Act<Step['act']>)(day, day.people[step.who] as Person, step)
