import type { RuleId } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'

export type WorkbookRule = Extract<
  RuleId,
  'table.workbook' | 'table.sheet' | 'table.unpacked' | 'table.foreign'
>

/** A fault because of which a workbook, or the rest of its sheet, cannot be read. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError'
  readonly rule: WorkbookRule
  /** Returns what would be right, in the language of the messages. */
  readonly say: (messages: Messages) => string

  constructor(rule: WorkbookRule, say: (messages: Messages) => string) {
    super(rule)
    this.rule = rule
    this.say = say
  }
}
