/** The tokens: who may do what, until when. For admins. */
import { maxNameLength, tokenRoles } from '../../../schemas/token.ts'
import type { RequestIssue } from '../../problems.ts'
import type { Token } from '../../store/tokens.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, Options, PostForm, SendButton } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'

export interface TokensPageProps {
  readonly tokens: readonly Token[]
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** A token that was made just now, with its secret. */
  readonly created?: { readonly token: Token; readonly secret: string }
  readonly values?: Readonly<Record<string, string>>
  readonly errors?: readonly RequestIssue[]
}

const tokenState = ({ revoked_at, expires_at }: Token, now: number): string => {
  if (revoked_at !== null) return 'revoked'
  return expires_at !== null && Date.parse(expires_at) <= now ? 'expired' : 'valid'
}

const toInstant = (time: string | null) => time && <Instant at={time} />

const columnsAt = (now: number): readonly Column<Token>[] => [
  { title: 'Name', isRowHeading: true, cell: ({ name }) => <bdi>{name}</bdi> },
  { title: 'Role', cell: ({ role }) => role },
  { title: 'State', cell: (token) => tokenState(token, now) },
  { title: 'Made', cell: ({ created_at }) => toInstant(created_at) },
  { title: 'Last used', cell: ({ last_used_at }) => toInstant(last_used_at) },
  { title: 'Ends', cell: ({ expires_at }) => toInstant(expires_at) },
  {
    title: '',
    cell: ({ id, name, revoked_at }) =>
      revoked_at === null && (
        <PostForm action={`/tokens/${id}/revoke`}>
          <button type="submit" aria-label={`Revoke ${name}`}>
            Revoke
          </button>
        </PostForm>
      ),
  },
]

const TokenErrors = ({ errors }: { errors: readonly RequestIssue[] }) =>
  errors.length === 0 ? null : (
    <ul class="faults" role="alert">
      {errors.map(({ detail }) => (
        <li dir="auto">{detail}</li>
      ))}
    </ul>
  )

const roleChoices = tokenRoles.map((role) => ({ code: role, label: role }))

const NewTokenForm = ({ values = {}, errors = [] }: Pick<TokensPageProps, 'values' | 'errors'>) => (
  <Section id="new" title="New token" class="narrow">
    <TokenErrors errors={errors} />
    <PostForm action="/tokens">
      <Field
        id="name"
        label="Name"
        name="name"
        value={values.name}
        maxlength={maxNameLength}
        required
        dir="auto"
      />
      <Field as="select" id="role" label="Role" name="role">
        <Options choices={roleChoices} value={values.role} />
      </Field>
      <Field
        id="expires_at"
        label="Ends with this day, UTC; empty: never by itself"
        name="expires_at"
        type="date"
        value={values.expires_at}
      />
      <SendButton label="Make the token" />
    </PostForm>
  </Section>
)

export const TokensPage = ({ tokens, now, created, values, errors = [] }: TokensPageProps) => (
  <Layout title="Tokens" activeHref="/tokens" unlisted>
    <h1>Tokens</h1>
    {created && (
      <div class="notice" role="status">
        <p>
          The token of <bdi>{created.token.name}</bdi>, {created.token.role}. It is shown this once: copy it
          now.
        </p>
        <p>
          <code>{created.secret}</code>
        </p>
      </div>
    )}
    {tokens.length === 0 ? (
      <p>There is none yet.</p>
    ) : (
      <DataTable label="Tokens" columns={columnsAt(now)} rows={tokens} />
    )}
    <NewTokenForm errors={errors} {...(values ? { values } : {})} />
  </Layout>
)
