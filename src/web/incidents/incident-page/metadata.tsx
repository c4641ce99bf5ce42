/** What is said of the record itself: where it stands, what is odd about it, where it came from. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { recordStatus } from '../../../../schemas/vocabularies.ts'
import { Instant } from '../../ui/date.tsx'
import { FieldRow } from '../../ui/field-list.tsx'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.tsx'
import { Term } from '../../ui/term.tsx'
import { Verbatim } from '../../ui/text.tsx'

/** A pointer into a record as people read it: /weapons/0/hit is weapons 1 hit. */
const pointerLabel = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step.replaceAll('_', ' ')))
    .join(' ')

export const Warnings = ({ warnings }: { warnings: StoredIncident['warnings'] }) =>
  warnings.length === 0 ? null : (
    <section aria-labelledby="warnings">
      <h2 id="warnings">Warnings</h2>
      <p>Odd, and possibly true all the same:</p>
      <ul>
        {warnings.map(({ pointer, rule, detail }) => (
          <li>
            {pointerLabel(pointer)}: <bdi>{detail}</bdi> <a href={`/codebook#rule-${rule}`}>{rule}</a>
          </li>
        ))}
      </ul>
    </section>
  )

/** The row of another dataset from which the record was made. */
export const ExternalRow = ({
  external: { scheme, id, fields = {} },
}: {
  external: NonNullable<StoredIncident['external']>
}) => (
  <section aria-labelledby="external">
    <h2 id="external">From another dataset</h2>
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
        <dl class="facts">
          {Object.entries(fields).map(([name, value]) => (
            <FieldRow term={name}>
              <bdi>{String(value)}</bdi>
            </FieldRow>
          ))}
        </dl>
      </details>
    )}
  </section>
)

/** What the server set, and what the submitter calls the record. */
export const Metadata = ({ record }: { record: StoredIncident }) => (
  <section class="about" aria-labelledby="about">
    <h2 id="about">This record</h2>
    <dl class="facts">
      <FieldRow term="Status">
        <Term vocabulary={recordStatus} code={record.status} />
      </FieldRow>
      <FieldRow term="Id">
        <code>{record.id}</code>
      </FieldRow>
      <FieldRow term="Dataset">
        <a href={hrefOf('/incidents', [['dataset', record.dataset]])}>{record.dataset}</a>
      </FieldRow>
      {record.reference !== undefined && (
        <FieldRow term="Reference">
          <Verbatim of={record.reference} />
        </FieldRow>
      )}
      {record.series !== undefined && (
        <FieldRow term="Series">
          <a href={hrefOf('/incidents', [['series', record.series]])}>{record.series}</a>
        </FieldRow>
      )}
      {record.tags !== undefined && <FieldRow term="Tags">{record.tags.join(', ')}</FieldRow>}
      <FieldRow term="Revision">{String(record.revision)}</FieldRow>
      <FieldRow term="Commit">{String(record.commit)}</FieldRow>
      <FieldRow term="Created">
        <Instant at={record.created_at} />
      </FieldRow>
      <FieldRow term="Updated">
        <Instant at={record.updated_at} />
      </FieldRow>
    </dl>
    <p>
      <a href={`${incidentUrl(record.id)}.json`} type="application/json">
        This record as JSON
      </a>
    </p>
  </section>
)
