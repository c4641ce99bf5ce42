/** The record itself: its warnings, its origin, its status and versions. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { recordStatus } from '../../../../schemas/vocabularies.ts'
import { Instant } from '../../ui/date.tsx'
import { RowList } from '../../ui/field-list.tsx'
import { hrefOf } from '../../ui/list-url.ts'
import { pointerTitle } from '../../ui/path-title.ts'
import { Section } from '../../ui/section.tsx'
import { Term } from '../../ui/term.tsx'
import { Verbatim } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { type ShownWarning, WarningText } from '../../ui/warnings.tsx'

/** Renders the warnings, or nothing if there are none. */
export const Warnings = ({ warnings }: { warnings: readonly ShownWarning[] }) => {
  const messages = useMessages()
  const { title, help } = messages.incident.warnings
  return warnings.length === 0 ? null : (
    <Section id="warnings" title={title}>
      <p>{help}</p>
      <ul>
        {warnings.map((warning) => (
          <li>
            {pointerTitle(warning.pointer, messages)}: <WarningText warning={warning} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Renders the row of another dataset from which the record was imported. */
export const ExternalRow = ({
  external: { scheme, id, fields = {} },
}: {
  external: NonNullable<StoredIncident['external']>
}) => (
  <Section id="external" title={useMessages().incident.external.title}>
    <p>
      <bdi>{scheme}</bdi>{' '}
      {id !== undefined && (
        <span class="name">
          <Verbatim of={id} />
        </span>
      )}
    </p>
    {Object.keys(fields).length > 0 && (
      <details>
        <summary>{useMessages().incident.external.columns}</summary>
        <RowList
          rows={Object.entries(fields).map(([name, value]) => [
            <bdi>{name}</bdi>,
            <bdi>{String(value)}</bdi>,
          ])}
        />
      </details>
    )}
  </Section>
)

/** Renders the fields that the server sets, and the dataset, reference, series and tags. */
export const Metadata = ({ record }: { record: StoredIncident }) => {
  const { incident, common } = useMessages()
  const { about } = incident
  return (
    <Section id="about" title={about.title} class="about">
      <RowList
        rows={[
          [about.status, <Term vocabulary={recordStatus} code={record.status} />],
          [about.id, <code>{record.id}</code>],
          [
            about.dataset,
            <a href={hrefOf('/incidents', [['dataset', record.dataset]])}>
              <bdi>{record.dataset}</bdi>
            </a>,
          ],
          [about.reference, record.reference && <Verbatim of={record.reference} />],
          [
            about.series,
            record.series && (
              <a href={hrefOf('/incidents', [['series', record.series]])}>
                <bdi>{record.series}</bdi>
              </a>
            ),
          ],
          [about.tags, record.tags && <bdi>{record.tags.join(common.separator)}</bdi>],
          [about.revision, record.revision],
          [about.commit, record.commit],
          [about.created, <Instant at={record.created_at} />],
          [about.updated, <Instant at={record.updated_at} />],
        ]}
      />
    </Section>
  )
}
