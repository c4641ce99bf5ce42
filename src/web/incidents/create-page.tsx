/** The page to file a report. */

import { IncidentForm, incidentFormId } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { ShortForm } from '../form/short-form.tsx'
import { Command, postCommand } from '../site/api-examples.tsx'
import { Layout } from '../ui/layout.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface SubmitPageProps {
  readonly form: RecordForm
  /** Whether the visitor may file a report. */
  readonly canSubmit: boolean
}

const ClosedNotice = () => {
  const { closed } = useMessages().submit
  return (
    <>
      <p class="notice">{closed.notice}</p>
      <p>{closed.help}</p>
      <Command label={closed.command} text={postCommand('https://…', { withToken: true })} />
      <p>
        {closed.codebook((words) => (
          <a href="/codebook">{words}</a>
        ))}
      </p>
    </>
  )
}

const ReportForm = ({ form }: { form: RecordForm }) => {
  const { submit } = useMessages()
  return (
    <>
      <p class="lead">{submit.lead}</p>
      <p>
        {submit.people} {submit.receipt}
      </p>
      <p>{submit.privacy}</p>
      <IncidentForm {...form} />
    </>
  )
}

/** Renders the page with the short form, for frames on other sites. */
export const EmbeddedPage = ({ form, canSubmit }: SubmitPageProps) => {
  const { submit } = useMessages()
  return (
    <Layout
      title={submit.title}
      isEmbedded
      unlisted
      languageForm={canSubmit ? { id: incidentFormId, action: '/submit?embed' } : undefined}
    >
      <div class="narrow">
        <h1>{submit.title}</h1>
        {canSubmit ? (
          <>
            <p>
              {submit.people} {submit.receipt}
            </p>
            <p>{submit.privacy}</p>
            <ShortForm {...form} />
            <p>
              <a href="/submit" target="_top">
                {submit.complete}
              </a>
            </p>
          </>
        ) : (
          <p class="notice">{submit.closed.notice}</p>
        )}
      </div>
    </Layout>
  )
}

/** Renders the page to file a report. */
export const SubmitPage = ({ form, canSubmit }: SubmitPageProps) => {
  const { submit } = useMessages()
  return (
    <Layout
      title={form.errors.length > 0 || form.notice !== undefined ? submit.titleWithErrors : submit.title}
      activeHref="/submit"
      description={submit.description}
      languageForm={canSubmit ? { id: incidentFormId, action: '/submit' } : undefined}
    >
      <div class="narrow">
        <h1>{submit.title}</h1>
        {canSubmit ? <ReportForm form={form} /> : <ClosedNotice />}
      </div>
    </Layout>
  )
}
