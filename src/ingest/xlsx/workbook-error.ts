import type { RuleId } from '../../../schemas/rules.ts'

export type WorkbookRule = Extract<
  RuleId,
  'table.workbook' | 'table.sheet' | 'table.unpacked' | 'table.foreign'
>

/** A fault because of which a workbook, or the rest of its sheet, cannot be read. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError'
  readonly rule: WorkbookRule

  constructor(rule: WorkbookRule, detail: string) {
    super(detail)
    this.rule = rule
  }
}
