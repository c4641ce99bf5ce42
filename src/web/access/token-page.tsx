/** The page of one token, for admins: its limits, its secret, and how it ends. */

import type { ListedToken } from '../../store/tokens.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, Options, PostForm, SendButtons } from '../ui/field.tsx'
import { RowList } from '../ui/field-list.tsx'
import { Layout } from '../ui/layout.tsx'
import { SavedNotice } from '../ui/saved-notice.tsx'
import { Pager, Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { LimitFields, TokenDatasets, TokenErrors, type TokenFormProps, tokenState } from './tokens-page.tsx'

export interface TokenPageProps extends TokenFormProps {
  readonly token: ListedToken
  /** The names of the tokens of those who created and revoked it, by their ids. */
  readonly names: ReadonlyMap<string, string>
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** A secret that was just made, and whether it is the first. */
  readonly secret?: { readonly text: string; readonly isFirst: boolean } | undefined
}

const toInstant = (time: string | null) => time && <Instant at={time} />

const SecretNotice = ({ token, secret }: Pick<TokenPageProps, 'token' | 'secret'>) => {
  const { tokens, common } = useMessages()
  const name = <bdi>{token.name}</bdi>
  return secret === undefined ? null : (
    <div class="notice" role="status">
      <p>
        {secret.isFirst ? tokens.created(name, common.roles[token.role] ?? token.role) : tokens.rotated(name)}
      </p>
      <Field
        id="secret"
        label={tokens.secret}
        type="text"
        dir="ltr"
        value={secret.text}
        readonly
        autocomplete="off"
        autofocus
      />
    </div>
  )
}

const TokenFacts = ({ token, names, now }: Pick<TokenPageProps, 'token' | 'names' | 'now'>) => {
  const { tokens, common } = useMessages()
  const { created_by, revoked_by } = token
  const state = tokenState(token, now)
  return (
    <RowList
      rows={[
        [tokens.role, common.roles[token.role] ?? token.role],
        [tokens.datasets, <TokenDatasets datasets={token.datasets} />],
        [tokens.state, tokens.states[state]],
        [tokens.createdAt, toInstant(token.created_at)],
        [tokens.createdBy, <ActorName actor={created_by} name={names.get(created_by)} />],
        [tokens.lastUsed, toInstant(token.last_used_at)],
        [tokens.expires, toInstant(token.expires_at)],
        [tokens.formerUntil, state === 'valid' && toInstant(token.former_secret_until)],
        [tokens.revokedBy, revoked_by && <ActorName actor={revoked_by} name={names.get(revoked_by)} />],
      ]}
    />
  )
}

/** The times to choose from until the current secret ends, in hours. */
const graceChoices = [0, 1, 24, 72, 168]

const RotationForm = ({ id }: { id: string }) => {
  const { tokens } = useMessages()
  const choices = graceChoices.map((hours) => ({ code: String(hours), label: tokens.grace(hours) }))
  return (
    <Section id="rotate" title={tokens.rotateTitle} class="narrow">
      <p>{tokens.rotateHelp}</p>
      <PostForm action={`/tokens/${id}/rotate`}>
        <Field as="select" id="grace_hours" label={tokens.graceLabel} name="grace_hours">
          <Options choices={choices} value="24" />
        </Field>
        <div class="option">
          <input type="checkbox" id="until_first_use" name="until_first_use" value="true" />
          <label for="until_first_use">{tokens.untilFirstUse}</label>
        </div>
        <SendButtons label={tokens.rotate} />
      </PostForm>
    </Section>
  )
}

/** Returns the limits of a token as the form has them. */
const limitValues = ({ expires_at, datasets }: ListedToken): Readonly<Record<string, string>> => ({
  expires_at: expires_at?.slice(0, 10) ?? '',
  datasets: datasets?.join(' ') ?? '',
})

const TokenForms = ({ token, values = limitValues(token), errors }: TokenPageProps) => {
  const { tokens } = useMessages()
  const { id, name } = token
  return (
    <>
      <RotationForm id={id} />
      <Section id="limits" title={tokens.limitsTitle} class="narrow">
        <TokenErrors errors={errors ?? []} />
        <PostForm action={`/tokens/${id}/limits`}>
          <LimitFields values={values} errors={errors ?? []} />
          <SendButtons label={tokens.limit} />
        </PostForm>
      </Section>
      <Section id="revoke" title={tokens.revokeTitle} class="narrow">
        <p>{tokens.revokeHelp}</p>
        <PostForm action={`/tokens/${id}/revoke`}>
          <button type="submit" aria-label={tokens.revokeLabel(name)}>
            {tokens.revoke}
          </button>
        </PostForm>
      </Section>
    </>
  )
}

/** Renders a token, and what can be done with it unless it is revoked. The page opens with the focus at a new secret. */
export const TokenPage = (props: TokenPageProps) => {
  const { token, secret } = props
  const { tokens, audit } = useMessages()
  const actsUrl = `/commits?${new URLSearchParams({ actor: token.id })}`
  return (
    <Layout title={tokens.pageTitle(token.name)} activeHref="/admin" unlisted>
      <h1>
        <bdi>{token.name}</bdi>
      </h1>
      <SavedNotice />
      <SecretNotice token={token} secret={secret} />
      <TokenFacts {...props} />
      {token.revoked_at === null && <TokenForms {...props} />}
      <Pager
        label={tokens.title}
        links={[
          ['/tokens', tokens.all],
          [actsUrl, audit.title],
        ]}
      />
    </Layout>
  )
}
