/** The page of a bulk edit: its changes, their rehearsal, and the button that makes them. */

import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { BulkError, BulkExample, BulkReport } from '../../services/bulk/edit-many.ts'
import type { NamedRecord, RecordState } from '../../store/version-pages.ts'
import { DataTable } from '../ui/data-table.tsx'
import { type FormError, FormErrorNotice } from '../ui/decision-form.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { PostForm } from '../ui/field.tsx'
import { RowList } from '../ui/field-list.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.ts'
import { pointerTitle } from '../ui/path-title.ts'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { BulkFields, type Typed } from './bulk-fields.tsx'

export interface BulkPageProps {
  /** The filter of the list. */
  readonly params: Params
  /** The number of matching records; undefined if it is not known. */
  readonly total?: number | undefined
  /** The fields of the form as typed. */
  readonly typed: Typed
  readonly report?: BulkReport | undefined
  readonly formError?: FormError | undefined
}

/** The most rows of a list of records on the page. */
const maxShown = 50

const Examples = ({ examples }: { examples: readonly BulkExample[] }) => {
  const { bulk, common } = useMessages()
  return (
    <Section id="examples" level="h3" title={bulk.examples}>
      {examples.map(({ id, title, changes }, i) => (
        <>
          <p>
            <TitleLink href={incidentUrl(id)} title={title ?? common.untitled} />
          </p>
          <DiffTable
            changes={changes}
            beforeLabel={bulk.before}
            afterLabel={bulk.after}
            label={bulk.example(i + 1)}
          />
        </>
      ))}
    </Section>
  )
}

const Faults = ({ errors }: { errors: readonly BulkError[] }) => {
  const messages = useMessages()
  const { bulk, common } = messages
  return (
    <Section id="faults" level="h3" title={bulk.faults}>
      <DataTable
        label={bulk.fault}
        class="incidents"
        columns={[
          {
            title: common.fields.incident,
            isRowHeading: true,
            cell: ({ id }: BulkError) => <TitleLink href={incidentUrl(id)} title={id} />,
          },
          { title: common.fields.field, cell: ({ pointer }) => pointerTitle(pointer, messages) },
          { title: bulk.fault, cell: ({ say }) => <bdi>{say(messages)}</bdi> },
        ]}
        rows={errors.slice(0, maxShown)}
      />
      {errors.length > maxShown && <p>{bulk.first(maxShown)}</p>}
    </Section>
  )
}

/** Renders records that stay as they are; nothing if there are none. */
export const LeftRecords = ({ records }: { records: readonly (RecordState & Partial<NamedRecord>)[] }) => {
  const messages = useMessages()
  const { bulk } = messages
  return records.length === 0 ? null : (
    <Section id="left" level="h3" title={bulk.left}>
      <ul>
        {records.slice(0, maxShown).map(({ id, status, revision, title, reference }) => (
          <li>
            <TitleLink href={incidentUrl(id)} title={title ?? reference ?? id} /> (
            {labelOf(recordStatus, status, messages)}, {messages.common.revision(revision)})
          </li>
        ))}
      </ul>
      {records.length > maxShown && <p>{bulk.first(maxShown)}</p>}
    </Section>
  )
}

/** Renders the button that makes the rehearsed changes, or why there is none. */
const ConfirmForm = ({ typed, report }: { typed: Typed; report: BulkReport }) => {
  const { bulk } = useMessages()
  const { changed, rejected, matched, rehearsed } = report
  if (rejected > 0 && typed.mode !== 'valid') return <p class="nothing">{bulk.blocked}</p>
  if (changed === 0) return <p class="nothing">{bulk.nothing}</p>
  return (
    <PostForm action="/incidents/bulk" hidden={{ ...typed, confirm: matched, rehearsed }}>
      <p class="buttons">
        <button type="submit" class="primary" autofocus>
          {bulk.commit(changed)}
        </button>
      </p>
    </PostForm>
  )
}

const Rehearsal = ({ typed, report }: { typed: Typed; report: BulkReport }) => {
  const { bulk } = useMessages()
  const { matched, changed, unchanged, rejected, stale, errors, examples, left } = report
  return (
    <Section class="internal desk" id="rehearsal" title={bulk.result}>
      <RowList
        rows={[
          [bulk.matched, matched],
          [bulk.changed, changed],
          [bulk.unchanged, unchanged],
          [bulk.rejected, rejected],
          [bulk.stale, stale > 0 && stale],
        ]}
      />
      <ConfirmForm typed={typed} report={report} />
      {errors.length > 0 && <Faults errors={errors} />}
      <LeftRecords records={left} />
      {examples.length > 0 && <Examples examples={examples} />}
    </Section>
  )
}

/** Renders the page of a bulk edit. */
export const BulkPage = ({ params, total, typed, report, formError }: BulkPageProps) => {
  const { bulk, list } = useMessages()
  const filter = new URLSearchParams(params.map(([...pair]) => pair)).toString()
  return (
    <Layout title={bulk.title} unlisted>
      <h1>{bulk.title}</h1>
      {total !== undefined && <p>{list.count(total)}</p>}
      <p>
        {bulk.lead((words) => (
          <a href={hrefOf('/incidents', params)}>{words}</a>
        ))}
      </p>
      {formError && <FormErrorNotice problem={formError.problem} />}
      {report && <Rehearsal typed={typed} report={report} />}
      <PostForm action="/incidents/bulk" hidden={{ filter }}>
        <Section id="changes" title={bulk.changes}>
          <BulkFields typed={typed} />
          <p class="buttons">
            <button type="submit" class={report ? undefined : 'primary'}>
              {bulk.rehearse}
            </button>
          </p>
        </Section>
      </PostForm>
    </Layout>
  )
}
