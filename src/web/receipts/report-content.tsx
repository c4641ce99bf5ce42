/** All that a report says, as its filer sees it, and how to copy it. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { writableFields } from '../../record/shape.ts'
import { SourceList } from '../incidents/incident-page/sources.tsx'
import { Instant } from '../ui/date.tsx'
import { Field } from '../ui/field.tsx'
import { FieldList, RowList } from '../ui/field-list.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type ShownWarning, WarningText } from '../ui/warnings.tsx'
import { toPlainText } from './plain-text.ts'

interface RecordProps {
  readonly record: StoredIncident
}

/** What readers look for first. */
const firstNames = ['title', 'event_type', 'event_subtype', 'date', 'location', 'summary', 'casualties']

/** All fields but the sources, which have a list of their own. */
const fields = new Map(
  [...firstNames, ...writableFields.keys()].flatMap((name) => {
    const field = writableFields.get(name)
    return field === undefined || name === 'sources' ? [] : [[name, field] as const]
  }),
)

const Warnings = ({ warnings }: { readonly warnings: readonly ShownWarning[] }) =>
  warnings.length === 0 ? null : (
    <>
      <h3>{useMessages().receipt.warnings}</h3>
      <ul>
        {warnings.map((warning) => (
          <li>
            <WarningText warning={warning} />
          </li>
        ))}
      </ul>
    </>
  )

interface ReportContentProps extends RecordProps {
  readonly warnings: readonly ShownWarning[]
}

/** Renders every stated field of a report, when it was filed, and its warnings. */
export const ReportContent = ({ record, warnings }: ReportContentProps) => {
  const { receipt } = useMessages()
  return (
    <Section id="filed" title={receipt.summary} class="filed">
      <FieldList fields={fields} value={record} sources={record.sources} />
      <SourceList sources={record.sources} />
      <RowList
        rows={[
          [receipt.filed, <Instant at={record.created_at} />],
          [receipt.changed, record.revision > 1 && <Instant at={record.updated_at} />],
        ]}
      />
      <Warnings warnings={warnings} />
    </Section>
  )
}

/** Renders the address of the receipt and the report as text, each to select and copy. */
export const CopyFields = ({ record, url }: RecordProps & { readonly url: string }) => {
  const messages = useMessages()
  const { receipt } = messages
  return (
    <div class="copies">
      <Field
        id="receipt-address"
        label={receipt.address}
        help={receipt.addressHelp}
        type="text"
        dir="ltr"
        value={url}
        readonly
        data-copy
      />
      <details>
        <summary>{receipt.plainText}</summary>
        <Field
          as="textarea"
          id="receipt-text"
          label={receipt.plainText}
          help={receipt.plainTextHelp}
          rows={8}
          dir="auto"
          value={toPlainText(record, messages)}
          readonly
          data-copy
        />
      </details>
    </div>
  )
}
