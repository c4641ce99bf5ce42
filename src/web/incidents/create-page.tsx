/** The page where a report is filed. */
import { IncidentForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { Command, postCommand } from '../site/api-examples.tsx'
import { Layout } from '../ui/layout.tsx'

export interface SubmitPageProps {
  readonly form: RecordForm
  /** Whether whoever asks may file by this form. */
  readonly canSubmit: boolean
}

const ClosedNotice = () => (
  <>
    <p class="notice">This register takes no reports from the public.</p>
    <p>
      Whoever runs it gives tokens to those who may file. A program sends its token with each request; this is
      the smallest record that is taken:
    </p>
    <Command label="Posting a record with curl" text={postCommand('https://…', { withToken: true })} />
    <p>
      The <a href="/codebook">codebook</a> has all the fields.
    </p>
  </>
)

const ReportForm = ({ form }: { form: RecordForm }) => (
  <>
    <p class="lead">
      Four things are needed: the kind of event, the date, the country and one source. The rest is worth
      filling in where a source says it; leave empty what is not known, and write 0 only where a source says
      that there was none.
    </p>
    <p>
      Name people in the summary, if at all, and never in the fields. After filing you get an address at which
      the report can be followed and corrected.
    </p>
    <IncidentForm {...form} />
  </>
)

export const SubmitPage = ({ form, canSubmit }: SubmitPageProps) => (
  <Layout
    title={form.errors.length > 0 ? 'Not filed yet: submit a report' : 'Submit a report'}
    activeHref="/submit"
    description="File a report of an armed-conflict incident."
  >
    <div class="narrow">
      <h1>Submit a report</h1>
      {canSubmit ? <ReportForm form={form} /> : <ClosedNotice />}
    </div>
  </Layout>
)
