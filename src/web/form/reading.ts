/** Texts in words that a form has read. */
import type { Issue } from '../../../schemas/rules.ts'
import type { FormField } from '../../ingest/request/form-fields.ts'

/** A text in words that the form has read. */
export interface Reading {
  /** The name of the control. */
  readonly name: string
  /** Why the report is not stored yet: the question, or an error. */
  readonly issue: Issue
  /** Whether the issue is a question, not an error. */
  readonly isQuestion: boolean
  /** The values with which the form is shown again. */
  readonly shown: readonly FormField[]
  /** The dates that it can mean, if there are several. */
  readonly choices: readonly string[]
}
