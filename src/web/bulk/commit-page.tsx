/** The page of a commit: what it wrote, and the form to undo it. */
import type { DescribedCommit } from '../../services/bulk/describe-undo.ts'
import { isUndoable } from '../../services/bulk/undo.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { type FormError, FormErrorNotice } from '../ui/decision-form.tsx'
import { PostForm } from '../ui/field.tsx'
import { RowList } from '../ui/field-list.tsx'
import { Layout } from '../ui/layout.tsx'
import { ReasonField } from '../ui/reason-fields.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface CommitPageProps {
  readonly commit: DescribedCommit
  readonly formError?: FormError | undefined
}

const UndoForm = ({ commit, formError }: CommitPageProps) => {
  const { commitPage } = useMessages()
  const { seq, left } = commit
  if (!isUndoable(commit)) return <p class="nothing">{commitPage.notUndoable}</p>
  if (left === 0) return <p class="nothing">{commitPage.done}</p>
  return (
    <PostForm action={`/commits/${seq}/undo`}>
      <p>{commitPage.undoHelp}</p>
      <ReasonField reason={formError?.reason ?? commitPage.undoReason} help={useMessages().bulk.reasonHelp} />
      <p class="buttons">
        <button type="submit">{commitPage.button(left)}</button>
      </p>
    </PostForm>
  )
}

/** Renders the page of a commit. */
export const CommitPage = ({ commit, formError }: CommitPageProps) => {
  const { commitPage, audit } = useMessages()
  const { seq, at, actor, name, kind, reason, rows, left, changed } = commit
  const title = commitPage.title(seq)
  return (
    <Layout title={title} unlisted>
      <h1>{title}</h1>
      <RowList
        rows={[
          [commitPage.what, audit.kinds[kind] ?? <bdi>{kind}</bdi>],
          [commitPage.who, <ActorName actor={actor} name={name} />],
          [commitPage.when, <Instant at={at} />],
          [commitPage.why, reason !== null && <bdi>{reason}</bdi>],
          [commitPage.records, rows],
          [commitPage.current, left],
          [commitPage.replaced, changed],
        ]}
      />
      <Section class="internal desk" id="undo" title={commitPage.undo}>
        {formError && <FormErrorNotice problem={formError.problem} />}
        <UndoForm commit={commit} formError={formError} />
      </Section>
    </Layout>
  )
}
