/** The tokens: who may do what, until when. For admins. */
import { longestName, tokenRoles } from '../../../schemas/token.ts'
import type { RequestIssue } from '../../problems.ts'
import type { Token } from '../../store/tokens.ts'
import { Instant } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { Scroll, Unstated } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface TokensProps {
  readonly tokens: readonly Token[]
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** A token that was made just now, with its secret. */
  readonly made?: { readonly token: Token; readonly secret: string }
  readonly typed?: Readonly<Record<string, string>>
  readonly errors?: readonly RequestIssue[]
}

const stateOf = ({ revoked_at, expires_at }: Token, now: number): string => {
  if (revoked_at !== null) return 'revoked'
  return expires_at !== null && Date.parse(expires_at) <= now ? 'expired' : 'valid'
}

const At = ({ time }: { time: string | null }) => (time === null ? <Unstated /> : <Instant at={time} />)

const Row = ({ token, now }: { token: Token; now: number }) => {
  const { id, name, role, created_at, expires_at, last_used_at, revoked_at } = token
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{role}</td>
      <td>{stateOf(token, now)}</td>
      <td>
        <At time={created_at} />
      </td>
      <td>
        <At time={last_used_at} />
      </td>
      <td>
        <At time={expires_at} />
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

const Table = ({ tokens, now }: Pick<TokensProps, 'tokens' | 'now'>) => (
  <Scroll label="Tokens">
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
  </Scroll>
)

const Faults = ({ errors }: { errors: readonly RequestIssue[] }) =>
  errors.length === 0 ? null : (
    <ul class="faults" role="alert">
      {errors.map(({ detail }) => (
        <li dir="auto">{detail}</li>
      ))}
    </ul>
  )

const NewToken = ({ typed = {}, errors = [] }: Pick<TokensProps, 'typed' | 'errors'>) => (
  <section aria-labelledby="new" class="narrow">
    <h2 id="new">New token</h2>
    <Faults errors={errors} />
    <form action="/tokens" method="post">
      <CsrfField />
      <div class="field">
        <label for="name">Name</label>
        <input id="name" name="name" value={typed.name ?? ''} maxlength={longestName} required dir="auto" />
      </div>
      <div class="field">
        <label for="role">Role</label>
        <select id="role" name="role">
          {tokenRoles.map((role) => (
            <option value={role} selected={role === typed.role}>
              {role}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="expires_at">Ends with this day, UTC; empty: never by itself</label>
        <input id="expires_at" name="expires_at" type="date" value={typed.expires_at ?? ''} />
      </div>
      <div class="send">
        <button type="submit" class="primary">
          Make the token
        </button>
      </div>
    </form>
  </section>
)

export const Tokens = ({ tokens, now, made, typed, errors = [] }: TokensProps) => (
  <Layout title="Tokens" current="/tokens" unlisted>
    <h1>Tokens</h1>
    {made && (
      <div class="notice" role="status">
        <p>
          The token of <bdi>{made.token.name}</bdi>, {made.token.role}. It is shown this once: copy it now.
        </p>
        <p>
          <code>{made.secret}</code>
        </p>
      </div>
    )}
    {tokens.length === 0 ? <p>There is none yet.</p> : <Table tokens={tokens} now={now} />}
    <NewToken errors={errors} {...(typed ? { typed } : {})} />
  </Layout>
)
