/** The page of tokens, for admins. */

import { maxNameLength, tokenRoles } from '../../../schemas/token.ts'
import { isInactive } from '../../auth/authenticate.ts'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import type { ListedToken } from '../../store/tokens.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, Options, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** What a form of a token had, and why it was refused. */
export interface TokenFormProps {
  readonly values?: Readonly<Record<string, string>>
  readonly errors?: readonly RequestIssue[]
}

export interface TokensPageProps extends TokenFormProps {
  readonly tokens: readonly ListedToken[]
  /** Milliseconds since 1970 UTC. */
  readonly now: number
}

/** Returns the state of a token at a time (milliseconds since 1970 UTC). */
export const tokenState = (token: ListedToken, now: number): keyof Messages['tokens']['states'] => {
  if (token.revoked_at !== null) return 'revoked'
  return isInactive(token, now) ? 'expired' : 'valid'
}

const toInstant = (time: string | null) => time && <Instant at={time} />

/** Renders the datasets of a token. */
export const TokenDatasets = ({ datasets }: Pick<ListedToken, 'datasets'>) => {
  const { tokens, common } = useMessages()
  return datasets === null ? (
    <span>{tokens.allDatasets}</span>
  ) : (
    <span>
      {datasets.map((slug, i) => (
        <>
          {i > 0 && common.separator}
          <bdi>{slug}</bdi>
        </>
      ))}
    </span>
  )
}

const columnsAt = (now: number, { tokens, common }: Messages): readonly Column<ListedToken>[] => [
  {
    title: tokens.name,
    isRowHeading: true,
    cell: ({ id, name }) => (
      <a href={`/tokens/${id}`}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  { title: tokens.role, cell: ({ role }) => common.roles[role] ?? role },
  { title: tokens.datasets, cell: ({ datasets }) => <TokenDatasets datasets={datasets} /> },
  { title: tokens.state, cell: (token) => tokens.states[tokenState(token, now)] },
  { title: tokens.createdAt, cell: ({ created_at }) => toInstant(created_at) },
  { title: tokens.lastUsed, cell: ({ last_used_at }) => toInstant(last_used_at) },
  { title: tokens.expires, cell: ({ expires_at }) => toInstant(expires_at) },
  {
    title: '',
    cell: ({ id, name, revoked_at }) =>
      revoked_at === null && (
        <PostForm action={`/tokens/${id}/revoke`}>
          <button type="submit" aria-label={tokens.revokeLabel(name)}>
            {tokens.revoke}
          </button>
        </PostForm>
      ),
  },
]

/** Renders why a form was refused. The page opens with the focus there. */
export const TokenErrors = ({ errors = [] }: Pick<TokenFormProps, 'errors'>) =>
  errors.length === 0 ? null : (
    <ul class="faults" role="alert" tabindex={-1} autofocus>
      {errors.map(({ say }) => (
        <li dir="auto">{say(useMessages())}</li>
      ))}
    </ul>
  )

/** Renders the fields of a token's limits. */
export const LimitFields = ({ values = {}, errors = [] }: TokenFormProps) => {
  const { tokens } = useMessages()
  const isInvalid = (name: string) =>
    errors.some(({ pointer = '' }) => pointer.startsWith(`/${name}`)) ? 'true' : undefined
  return (
    <>
      <Field
        id="expires_at"
        label={tokens.expiresOn}
        name="expires_at"
        type="date"
        value={values.expires_at}
        aria-invalid={isInvalid('expires_at')}
      />
      <Field
        id="datasets"
        label={tokens.datasets}
        help={tokens.datasetsHelp}
        name="datasets"
        value={values.datasets}
        dir="ltr"
        spellcheck="false"
        autocapitalize="none"
        aria-invalid={isInvalid('datasets')}
      />
    </>
  )
}

const NewTokenForm = ({ values = {}, errors = [] }: TokenFormProps) => {
  const { tokens, common } = useMessages()
  const roleChoices = tokenRoles.map((role) => ({ code: role, label: common.roles[role] ?? role }))
  return (
    <Section id="new" title={tokens.newTitle} class="narrow">
      <TokenErrors errors={errors} />
      <PostForm action="/tokens">
        <Field
          id="name"
          label={tokens.name}
          name="name"
          value={values.name}
          maxlength={maxNameLength}
          required
          dir="auto"
        />
        <Field as="select" id="role" label={tokens.role} name="role">
          <Options choices={roleChoices} value={values.role} />
        </Field>
        <LimitFields values={values} errors={errors} />
        <SendButtons label={tokens.create} />
      </PostForm>
    </Section>
  )
}

/** Renders the tokens and the form to create one. */
export const TokensPage = ({ tokens, now, ...form }: TokensPageProps) => {
  const messages = useMessages()
  const texts = messages.tokens
  return (
    <Layout title={texts.title} activeHref="/admin" unlisted>
      <h1>{texts.title}</h1>
      {tokens.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable label={texts.table} columns={columnsAt(now, messages)} rows={tokens} />
      )}
      <NewTokenForm {...form} />
    </Layout>
  )
}
