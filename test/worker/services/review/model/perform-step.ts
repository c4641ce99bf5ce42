/** What the desk does at each step. */

import { importFile, submit } from './create.ts'
import { mergeTwo, tellTwo } from './merge.ts'
import type { Person, Version } from './review-model.ts'
import type { Of, Step } from './steps.ts'
import { settle, suggest } from './suggestions.ts'
import { bringBack, edit, redact, review } from './update.ts'
import type { Day } from './workday.ts'

/** Does a step; gives the record that it was about. */
type Act<Name extends Step['act']> = (day: Day, person: Person, step: Of<Name>) => Promise<string | undefined>

/** An act on one of the records that are there; it may turn to another one, whose id it gives. */
const on =
  <Name extends Step['act']>(
    act: (day: Day, person: Person, step: Of<Name>, target: Version) => Promise<unknown>,
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
  bringBack: on(bringBack),
  suggest: on(suggest),
  settle,
  merge: on(mergeTwo),
  distinct: on(tellTwo),
}

/** Does a step at the door and in the model. The record that it was about is given. */
export const perform = (day: Day, step: Step): Promise<string | undefined> =>
  (acts[step.act] as Act<Step['act']>)(day, day.people[step.who] as Person, step)
