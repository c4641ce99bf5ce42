/** The page where somebody signs in with a token. */
import { Field, PostForm, SendButton } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'

export interface SignInPageProps {
  /** Where to go afterwards: a path of this site. */
  readonly returnTo: string
  /** Whether a token was sent that is not valid. */
  readonly hasError?: boolean
}

export const SignInPage = ({ returnTo, hasError = false }: SignInPageProps) => (
  <Layout title="Sign in" activeHref="/sign-in" unlisted>
    <div class="narrow">
      <h1>Sign in</h1>
      <p>
        A token says who you are and what you may do. Whoever runs this register gives tokens; nobody needs
        one to read.
      </p>
      <PostForm action="/sign-in" hidden={{ to: returnTo }}>
        <Field
          id="token"
          label="Token"
          faults={
            hasError
              ? ['The token is unknown, expired or revoked. It begins with sitrep_ and is copied whole.']
              : []
          }
          name="token"
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          required
        />
        <SendButton label="Sign in" />
      </PostForm>
    </div>
  </Layout>
)
