/** The page to file a report. */

import type { Messages } from '../../messages/messages.ts'
import { IncidentForm, toLanguageForm } from '../form/incident-form.tsx'
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
      <IncidentForm {...form}>
        <p class="help">
          {submit.people} {submit.receipt} {submit.privacy}
        </p>
      </IncidentForm>
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
      languageForm={canSubmit ? { ...toLanguageForm(form), action: '/submit?embed' } : undefined}
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
          </>
        ) : (
          <p class="notice">{submit.closed.notice}</p>
        )}
      </div>
    </Layout>
  )
}

/** Returns the title of the page, which says first whether the report was not submitted. */
const titleOf = ({ errors, notice, questions = [] }: RecordForm, { submit }: Messages): string => {
  if (errors.length > 0 || notice !== undefined) return submit.titleWithErrors
  return questions.length > 0 ? submit.titleToConfirm : submit.title
}

/** Renders the page to file a report. */
export const SubmitPage = ({ form, canSubmit }: SubmitPageProps) => {
  const messages = useMessages()
  const { submit } = messages
  return (
    <Layout
      title={titleOf(form, messages)}
      activeHref="/submit"
      description={submit.description}
      languageForm={canSubmit ? toLanguageForm(form) : undefined}
    >
      <div class="narrow">
        <h1>{submit.title}</h1>
        {canSubmit ? <ReportForm form={form} /> : <ClosedNotice />}
      </div>
    </Layout>
  )
}
