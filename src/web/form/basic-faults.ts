/** What a form says of simple controls that it could not read, or read as something less than certain. */
import { issue, type RuleId } from '../../../schemas/rules.ts'
import { confirmable } from '../../ingest/basics/casualties.ts'
import type { BasicFault } from '../../ingest/basics/part.ts'
import type { FormField } from '../../ingest/request/form-fields.ts'
import type { Messages } from '../../messages/messages.ts'
import { isolate } from './date-phrases.ts'
import type { Reading } from './reading.ts'

const ruleOf: Readonly<Record<BasicFault['reason'], RuleId>> = {
  unclear: 'mapping.estimate',
  inexact: 'mapping.estimate',
  severalLinks: 'url.invalid',
  twice: 'field.twice',
}

/** Returns the readings of the simple controls that have a fault. */
export const readBasicFaults = (
  faults: readonly BasicFault[],
  fields: readonly FormField[],
  { form }: Messages,
): Reading[] => {
  const values = new Map(fields)
  return faults.map(({ name, reason }) => {
    const text = (values.get(name) ?? '').trim()
    const toReading = (detail: string, shown: readonly FormField[]): Reading => ({
      name,
      issue: issue([name], ruleOf[reason], detail, text),
      isQuestion: reason === 'inexact',
      shown,
      choices: [],
    })
    if (reason !== 'inexact') return toReading(form.basicFaults[reason], [])
    const meaning = confirmable(text, form.people) ?? ''
    return toReading(form.basicFaults.inexact(isolate(text), meaning), [[name, meaning]])
  })
}
