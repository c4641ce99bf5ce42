/** The page where somebody signs in with a token. */
import { Layout } from '../ui/layout.tsx'
import { CsrfField } from '../ui/viewer.tsx'

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
      <form action="/sign-in" method="post">
        <CsrfField />
        <input type="hidden" name="to" value={returnTo} />
        <div class="field">
          <label for="token">Token</label>
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            required
            {...(hasError ? { 'aria-invalid': 'true', 'aria-describedby': 'token-faults' } : {})}
          />
          {hasError && (
            <ul id="token-faults" class="faults">
              <li>The token is unknown, expired or revoked. It begins with sitrep_ and is copied whole.</li>
            </ul>
          )}
        </div>
        <div class="send">
          <button type="submit" class="primary">
            Sign in
          </button>
        </div>
      </form>
    </div>
  </Layout>
)
