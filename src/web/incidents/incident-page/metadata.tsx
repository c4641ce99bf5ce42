/** What is said of the record itself: where it stands, what is odd about it, where it came from. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { recordStatus } from '../../../../schemas/vocabularies.ts'
import { parsePointer } from '../../../record/paths.ts'
import { Instant } from '../../ui/date.tsx'
import { RowList } from '../../ui/field-list.tsx'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.ts'
import { Section } from '../../ui/section.tsx'
import { Term } from '../../ui/term.tsx'
import { Verbatim } from '../../ui/text.tsx'

/** A pointer into a record as people read it: /weapons/0/hit is weapons 1 hit. */
const pointerLabel = (pointer: string): string =>
  parsePointer(pointer)
    .map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step.replaceAll('_', ' ')))
    .join(' ')

export const Warnings = ({ warnings }: { warnings: StoredIncident['warnings'] }) =>
  warnings.length === 0 ? null : (
    <Section id="warnings" title="Warnings">
      <p>Odd, and possibly true all the same:</p>
      <ul>
        {warnings.map(({ pointer, rule, detail }) => (
          <li>
            {pointerLabel(pointer)}: <bdi>{detail}</bdi> <a href={`/codebook#rule-${rule}`}>{rule}</a>
          </li>
        ))}
      </ul>
    </Section>
  )

/** The row of another dataset from which the record was made. */
export const ExternalRow = ({
  external: { scheme, id, fields = {} },
}: {
  external: NonNullable<StoredIncident['external']>
}) => (
  <Section id="external" title="From another dataset">
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
        <summary>Its other columns</summary>
        <RowList rows={Object.entries(fields).map(([name, value]) => [name, <bdi>{String(value)}</bdi>])} />
      </details>
    )}
  </Section>
)

/** What the server set, and what the submitter calls the record. */
export const Metadata = ({ record }: { record: StoredIncident }) => (
  <Section id="about" title="This record" class="about">
    <RowList
      rows={[
        ['Status', <Term vocabulary={recordStatus} code={record.status} />],
        ['Id', <code>{record.id}</code>],
        ['Dataset', <a href={hrefOf('/incidents', [['dataset', record.dataset]])}>{record.dataset}</a>],
        ['Reference', record.reference && <Verbatim of={record.reference} />],
        [
          'Series',
          record.series && <a href={hrefOf('/incidents', [['series', record.series]])}>{record.series}</a>,
        ],
        ['Tags', record.tags?.join(', ')],
        ['Revision', record.revision],
        ['Commit', record.commit],
        ['Created', <Instant at={record.created_at} />],
        ['Updated', <Instant at={record.updated_at} />],
      ]}
    />
    <p>
      <a href={`${incidentUrl(record.id)}.json`} type="application/json">
        This record as JSON
      </a>
    </p>
  </Section>
)
