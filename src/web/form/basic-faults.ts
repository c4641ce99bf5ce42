/** What a form says of simple controls that it could not read, or read as something less than certain. */
import { issue, type RuleId } from '../../../schemas/rules.ts'
import { confirmable } from '../../ingest/basics/casualties.ts'
import type { BasicFault } from '../../ingest/basics/part.ts'
import type { FormField } from '../../ingest/request/form-fields.ts'
import type { Messages } from '../../messages/messages.ts'
import { isolateForeign } from './date-phrases.ts'
import type { Reading } from './reading.ts'

const ruleOf: Readonly<Record<BasicFault['reason'], RuleId>> = {
  unclear: 'mapping.estimate',
  inexact: 'mapping.estimate',
  severalLinks: 'url.invalid',
  twice: 'field.twice',
}

const sayMeaning = (text: string, { form }: Messages): string => confirmable(text, form.people) ?? ''

/** Returns the readings of the simple controls that have a fault. */
export const readBasicFaults = (
  faults: readonly BasicFault[],
  fields: readonly FormField[],
  messages: Messages,
): Reading[] => {
  const values = new Map(fields)
  return faults.map(({ name, reason }) => {
    const text = (values.get(name) ?? '').trim()
    const say = (m: Messages): string =>
      reason === 'inexact'
        ? m.form.basicFaults.inexact(isolateForeign(text), sayMeaning(text, m))
        : m.form.basicFaults[reason]
    const isQuestion = reason === 'inexact'
    return {
      name,
      issue: issue([name], ruleOf[reason], say, text),
      isQuestion,
      shown: isQuestion ? [[name, sayMeaning(text, messages)]] : [],
      choices: [],
    }
  })
}
