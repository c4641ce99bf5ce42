/** Versions of a record without redacted content. */

import type { Incident, Warning } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { validate } from '../../ingest/validate/validate.ts'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import { createTextRedactor, mapStrings, removePointers } from '../../record/redaction.ts'
import { upgradePointer } from '../../record/upgrade.ts'
import { toPublic } from '../../record/withheld.ts'
import type { Version } from '../../store/incidents.ts'
import type { RedactionScope } from '../../store/redactions.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
import type { ActRequest } from './update.ts'

/** The request of a redaction. `reason` is public. */
export interface Redaction extends ActRequest {
  /** JSON Pointers of values to be removed. */
  readonly remove: readonly string[]
  /** Texts, NFC, to erase wherever they occur. */
  readonly erase: readonly string[]
}

/** A version before and after a redaction. */
export interface RedactedVersion {
  readonly version: Version
  readonly before: Incident
  readonly record: Incident
  readonly warnings: readonly Warning[]
  /** The part that changes; undefined if nothing does. */
  readonly scope: RedactionScope | undefined
}

/** Removes texts and values from the versions of a record, and records which ones it found. */
export class Redactor {
  readonly #redaction: Redaction
  /** The pointers of removed values with current names of fields, as versions have them. */
  readonly #pointers: ReadonlyMap<string, string>
  readonly rewrite: (text: string) => string
  readonly #matched = new Set<string>()
  /** The rules that redacted versions would break. */
  readonly errors: Issue[] = []

  constructor(redaction: Redaction) {
    this.#redaction = redaction
    this.#pointers = new Map(redaction.remove.map((pointer) => [pointer, upgradePointer(pointer)]))
    this.rewrite = createTextRedactor(redaction.erase)
  }

  /** Returns a text without the erased texts, and records those it found. */
  readonly text = (text: string): string => {
    for (const each of this.#redaction.erase) if (text.includes(each)) this.#matched.add(each)
    return this.rewrite(text)
  }

  redactRecord(stated: Incident): Incident {
    // Texts in removed values count as found, too.
    mapStrings(stated, this.text)
    const rest = removePointers(stated, new Set(this.#pointers.values()), this.#matched)
    return mapStrings(rest, this.rewrite) as Incident
  }

  /**
   * Returns the warnings that remain. A warning about a removed part may quote it and is dropped, except that the
   * place is withheld, which quotes nothing.
   */
  redactWarnings(warnings: readonly Warning[]): Warning[] {
    const parts = new Set([...this.#pointers.values()].map((pointer) => pointer.split('/')[1]))
    return warnings
      .filter(({ pointer, rule }) => rule === 'location.withheld' || !parts.has(pointer.split('/')[1]))
      .map((warning) => mapStrings(warning, this.text) as Warning)
  }

  /** Returns an issue for each field and text that no version has. */
  listUnmatched(): RequestIssue[] {
    const unmatched = (name: 'remove' | 'erase', say: (messages: Messages) => string) =>
      [...new Set(this.#redaction[name])].flatMap((each, i) => {
        if (this.#matched.has(this.#pointers.get(each) ?? each)) return []
        const missing = issue([name, i], 'field.unknown', say, each)
        return [{ ...missing, rule: 'request.invalid' }]
      })
    return [
      ...unmatched('remove', (m) => m.redactionErrors.noField),
      ...unmatched('erase', (m) => m.redactionErrors.noText),
    ]
  }
}

/** Returns an issue for each place that would become public by removing `withheld`. */
const exposureErrors = (before: Incident, after: Incident, revision: number): Issue[] =>
  (['location', 'launched_from'] as const)
    .filter((name) => before[name]?.withheld && after[name] && !after[name].withheld)
    .map((name) =>
      issue([name, 'withheld'], 'field.required', (m: Messages) => m.redactionErrors.exposesPlace(revision)),
    )

/** Returns an error of a version with its revision in the text. */
const explainError = (error: Issue, revision: number): Issue => ({
  ...error,
  say: (m: Messages) => {
    const { requiredField, otherField } = m.redactionErrors
    const describe = error.rule === 'field.required' ? requiredField : otherField
    return describe(revision, error.say(m))
  },
})

/** Returns a version without redacted content. Adds the errors of the result to the redactor. */
export const redactVersion = (
  context: ServiceContext,
  version: Version,
  redactor: Redactor,
): RedactedVersion => {
  const before = fullRecord(version)
  const storedWarnings = warningsOf(version)
  const [redactedRecord, warnings] = [redactor.redactRecord(before), redactor.redactWarnings(storedWarnings)]
  if (JSON.stringify([redactedRecord, warnings]) === JSON.stringify([before, storedWarnings]))
    return { version, before, record: before, warnings: storedWarnings, scope: undefined }
  const { revision } = version
  const options = { previous: [before], rewrite: redactor.rewrite }
  const { record = redactedRecord, errors } = validate(redactedRecord, context, options)
  redactor.errors.push(
    ...exposureErrors(before, redactedRecord, revision),
    ...errors.map((error) => explainError(error, revision)),
  )
  const publicJson = (stated: Incident, issues: readonly Warning[]) =>
    JSON.stringify([toPublic(stated), issues])
  const isPublicChange = publicJson(redactedRecord, warnings) !== publicJson(before, storedWarnings)
  return { version, before, record, warnings, scope: isPublicChange ? 'record' : 'private' }
}
