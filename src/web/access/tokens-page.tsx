/** The tokens: who may do what, until when. For admins. */
import { maxNameLength, tokenRoles } from '../../../schemas/token.ts'
import type { RequestIssue } from '../../problems.ts'
import type { Token } from '../../store/tokens.ts'
import { Instant } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { ScrollArea, Unstated } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

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

const OptionalInstant = ({ time }: { time: string | null }) =>
  time === null ? <Unstated /> : <Instant at={time} />

const Row = ({ token, now }: { token: Token; now: number }) => {
  const { id, name, role, created_at, expires_at, last_used_at, revoked_at } = token
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{role}</td>
      <td>{tokenState(token, now)}</td>
      <td>
        <OptionalInstant time={created_at} />
      </td>
      <td>
        <OptionalInstant time={last_used_at} />
      </td>
      <td>
        <OptionalInstant time={expires_at} />
      </td>
      <td>
        {revoked_at === null && (
          <form action={`/tokens/${id}/revoke`} method="post">
            <CsrfField />
            <button type="submit" aria-label={`Revoke ${name}`}>
              Revoke
            </button>
          </form>
        )}
      </td>
    </tr>
  )
}

const Table = ({ tokens, now }: Pick<TokensPageProps, 'tokens' | 'now'>) => (
  <ScrollArea label="Tokens">
    <table>
      <thead>
        <tr>
          {['Name', 'Role', 'State', 'Made', 'Last used', 'Ends', ''].map((title) =>
            title === '' ? <td /> : <th scope="col">{title}</th>,
          )}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Row token={token} now={now} />
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

const TokenErrors = ({ errors }: { errors: readonly RequestIssue[] }) =>
  errors.length === 0 ? null : (
    <ul class="faults" role="alert">
      {errors.map(({ detail }) => (
        <li dir="auto">{detail}</li>
      ))}
    </ul>
  )

const NewTokenForm = ({ values = {}, errors = [] }: Pick<TokensPageProps, 'values' | 'errors'>) => (
  <section aria-labelledby="new" class="narrow">
    <h2 id="new">New token</h2>
    <TokenErrors errors={errors} />
    <form action="/tokens" method="post">
      <CsrfField />
      <div class="field">
        <label for="name">Name</label>
        <input
          id="name"
          name="name"
          value={values.name ?? ''}
          maxlength={maxNameLength}
          required
          dir="auto"
        />
      </div>
      <div class="field">
        <label for="role">Role</label>
        <select id="role" name="role">
          {tokenRoles.map((role) => (
            <option value={role} selected={role === values.role}>
              {role}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="expires_at">Ends with this day, UTC; empty: never by itself</label>
        <input id="expires_at" name="expires_at" type="date" value={values.expires_at ?? ''} />
      </div>
      <div class="send">
        <button type="submit" class="primary">
          Make the token
        </button>
      </div>
    </form>
  </section>
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
    {tokens.length === 0 ? <p>There is none yet.</p> : <Table tokens={tokens} now={now} />}
    <NewTokenForm errors={errors} {...(values ? { values } : {})} />
  </Layout>
)
