/** Versions of a record without what must be gone. */
import type { Incident, Warning } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { check } from '../../ingest/validate/validate.ts'
import { eraserOf, rewritten, without } from '../../record/redaction.ts'
import { publicOf } from '../../record/withheld.ts'
import type { Version } from '../../store/incidents.ts'
import type { Taken } from '../../store/redactions.ts'
import type { Deps } from '../service-context.ts'
import { statedIn, warningsOf } from '../version-row.ts'

export interface Redaction {
  /** Everybody reads it. */
  readonly reason: string
  /** JSON Pointers of values to be removed. */
  readonly remove: readonly string[]
  /** Texts, NFC, to be erased wherever they stand. */
  readonly erase: readonly string[]
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
}

/** A version as it was, and as it is to be. */
export interface Scrubbed {
  readonly version: Version
  readonly before: Incident
  readonly record: Incident
  readonly warnings: readonly Warning[]
  /** What is taken from it; undefined where nothing is. */
  readonly taken: Taken | undefined
}

/** What is taken out of texts and values, and which of it was found. */
export class Scrubber {
  readonly #erase: readonly string[]
  readonly #remove: ReadonlySet<string>
  readonly rewrite: (text: string) => string
  readonly #found = new Set<string>()

  constructor({ erase, remove }: Redaction) {
    this.#erase = erase
    this.#remove = new Set(remove)
    this.rewrite = eraserOf(erase)
  }

  /** A text as it is to be; what is found in it is noted. */
  readonly text = (text: string): string => {
    for (const each of this.#erase) if (text.includes(each)) this.#found.add(each)
    return this.rewrite(text)
  }

  record(stated: Incident): Incident {
    // A text that stands in what is removed is found, too.
    rewritten(stated, this.text)
    return rewritten(without(stated, this.#remove, this.#found), this.rewrite) as Incident
  }

  /** Warnings of a part that is removed may quote it: they go with it. That it is withheld quotes nothing. */
  warnings(warnings: readonly Warning[]): Warning[] {
    const parts = new Set([...this.#remove].map((pointer) => pointer.split('/')[1]))
    return warnings
      .filter(({ pointer, rule }) => rule === 'location.withheld' || !parts.has(pointer.split('/')[1]))
      .map((warning) => rewritten(warning, this.text) as Warning)
  }

  /** What was in no version. */
  missing(): Issue[] {
    const lacks = (name: string, given: Iterable<string>, what: string) =>
      [...given].flatMap((each, i) =>
        this.#found.has(each)
          ? []
          : [
              {
                ...issue([name, i], 'field.unknown', `No version of the record has this ${what}.`, each),
                rule: 'request.invalid',
              } as unknown as Issue,
            ],
      )
    return [...lacks('remove', this.#remove, 'field'), ...lacks('erase', this.#erase, 'text')]
  }
}

const publicPart = (record: Incident): string => JSON.stringify(publicOf(record))

/** What is withheld of a place is not shown by taking that out. */
const shownBy = (before: Incident, after: Incident, revision: number): Issue[] =>
  (['location', 'launched_from'] as const)
    .filter((name) => before[name]?.withheld && after[name] && !after[name].withheld)
    .map((name) =>
      issue(
        [name, 'withheld'],
        'field.required',
        `In revision ${revision}: It keeps the rest of the place from the public. Remove the fields that are withheld instead.`,
      ),
    )

/** The errors that a version gets by what is taken from it, of those that it has then. */
const newErrors = (deps: Deps, before: Incident, errors: readonly Issue[], revision: number): Issue[] => {
  if (errors.length === 0) return []
  const known = new Set(check(before, deps.world).errors.map(({ pointer, rule }) => `${rule} ${pointer}`))
  return errors
    .filter(({ pointer, rule }) => !known.has(`${rule} ${pointer}`))
    .map((each) => ({
      ...each,
      detail: `In revision ${revision}: ${each.detail} ${
        each.rule === 'field.required'
          ? 'Erase texts in it instead of removing it.'
          : 'Remove it as a whole instead of erasing in it, or erase more of it.'
      }`,
    }))
}

/** A version without what must be gone; what rules it would break then is added to `errors`. */
export const scrubbed = (deps: Deps, version: Version, scrubber: Scrubber, errors: Issue[]): Scrubbed => {
  const before = statedIn(version)
  const old = warningsOf(version)
  const [raw, warnings] = [scrubber.record(before), scrubber.warnings(old)]
  if (JSON.stringify([raw, warnings]) === JSON.stringify([before, old]))
    return { version, before, record: before, warnings: old, taken: undefined }
  const { revision } = version
  const { record = raw, errors: found } = check(raw, deps.world)
  errors.push(...shownBy(before, raw, revision), ...newErrors(deps, before, found, revision))
  const told = publicPart(raw) !== publicPart(before) || JSON.stringify(warnings) !== JSON.stringify(old)
  return { version, before, record, warnings, taken: told ? 'record' : 'private' }
}
