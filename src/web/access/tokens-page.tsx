/** The page of tokens, for admins. */

import { maxNameLength, tokenRoles } from '../../../schemas/token.ts'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import type { Token } from '../../store/tokens.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, Options, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface TokensPageProps {
  readonly tokens: readonly Token[]
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** The token that was just created, with its secret. */
  readonly created?: { readonly token: Token; readonly secret: string }
  readonly values?: Readonly<Record<string, string>>
  readonly errors?: readonly RequestIssue[]
}

const tokenState = ({ revoked_at, expires_at }: Token, now: number): keyof Messages['tokens']['states'] => {
  if (revoked_at !== null) return 'revoked'
  return expires_at !== null && Date.parse(expires_at) <= now ? 'expired' : 'valid'
}

const toInstant = (time: string | null) => time && <Instant at={time} />

const columnsAt = (now: number, { tokens, common }: Messages): readonly Column<Token>[] => [
  { title: tokens.name, isRowHeading: true, cell: ({ name }) => <bdi>{name}</bdi> },
  { title: tokens.role, cell: ({ role }) => common.roles[role] ?? role },
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

const TokenErrors = ({ errors }: { errors: readonly RequestIssue[] }) =>
  errors.length === 0 ? null : (
    <ul class="faults" role="alert">
      {errors.map(({ say }) => (
        <li dir="auto">{say(useMessages())}</li>
      ))}
    </ul>
  )

const NewTokenForm = ({ values = {}, errors = [] }: Pick<TokensPageProps, 'values' | 'errors'>) => {
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
        <Field
          id="expires_at"
          label={tokens.expiresOn}
          name="expires_at"
          type="date"
          value={values.expires_at}
        />
        <SendButtons label={tokens.create} />
      </PostForm>
    </Section>
  )
}

/** Renders the tokens and the form to create one. */
export const TokensPage = ({ tokens, now, created, values, errors = [] }: TokensPageProps) => {
  const messages = useMessages()
  const texts = messages.tokens
  return (
    <Layout title={texts.title} activeHref="/tokens" unlisted>
      <h1>{texts.title}</h1>
      {created && (
        <div class="notice" role="status">
          <p>
            {texts.created(
              <bdi>{created.token.name}</bdi>,
              messages.common.roles[created.token.role] ?? created.token.role,
            )}
          </p>
          <p>
            <code>{created.secret}</code>
          </p>
        </div>
      )}
      {tokens.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable label={texts.table} columns={columnsAt(now, messages)} rows={tokens} />
      )}
      <NewTokenForm errors={errors} {...(values ? { values } : {})} />
    </Layout>
  )
}
