/** Records that a file lacks: the choice to retract them, and which they are. */
import type { NamedRecord } from '../../store/version-pages.ts'
import { Field } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface MissingRecordsProps {
  /** The number of records that the import retracts. */
  readonly count: number
  /** The first of them. */
  readonly records: readonly NamedRecord[]
  readonly isRehearsal: boolean
  /** Whether rows with faults keep the import from counting them. */
  readonly isUncounted: boolean
}

/** Renders how many records an import retracts, with a warning, and the first of them. */
export const MissingRecords = ({ count, records, isRehearsal, isUncounted }: MissingRecordsProps) => {
  const { importPages } = useMessages()
  const { missingRecords: texts } = importPages
  return (
    <Section id="missing" title={texts.title} class="internal desk">
      {isUncounted ? (
        <p class="notice">{texts.uncounted}</p>
      ) : (
        <p class="notice">{isRehearsal ? <strong>{texts.warning(count)}</strong> : texts.done(count)}</p>
      )}
      {records.length > 0 && (
        <ul>
          {records.map(({ id, title, reference }) => (
            <li>
              <TitleLink href={incidentUrl(id)} title={title ?? reference ?? id} />
              {title !== null && reference !== null && (
                <>
                  {' '}
                  (<bdi>{reference}</bdi>)
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {count > records.length && records.length > 0 && <p>{texts.first(records.length)}</p>}
    </Section>
  )
}

interface MissingFieldsProps {
  readonly isChosen: boolean
  readonly reason: string | undefined
  /** The number of records that the rehearsal counted; undefined if it did not. */
  readonly confirm: number | undefined
}

/** Renders the choice to retract the records that the file lacks, with its reason. */
export const MissingFields = ({ isChosen, reason, confirm }: MissingFieldsProps) => {
  const { importPages } = useMessages()
  const { missingRecords: texts } = importPages
  return (
    <details open={isChosen}>
      <summary>{texts.summary}</summary>
      <p id="missing-help">{texts.help}</p>
      {confirm !== undefined && <input type="hidden" name="confirm" value={String(confirm)} />}
      <div class="option">
        <input
          type="checkbox"
          id="in-missing"
          name="missing"
          value="retract"
          checked={isChosen}
          aria-describedby="missing-help"
        />
        <label for="in-missing">{texts.choice}</label>
      </div>
      <Field
        id="in-missing-reason"
        name="reason"
        label={texts.reason}
        type="text"
        value={reason}
        maxlength={2000}
        dir="auto"
      />
    </details>
  )
}
