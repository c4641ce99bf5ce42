/** The page to sign in with a token. */

import { Field, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface SignInPageProps {
  /** The path of this site to go to afterwards. */
  readonly returnTo: string
  /** Whether an invalid token was sent. */
  readonly hasError?: boolean
}

/** Renders the form to sign in. */
export const SignInPage = ({ returnTo, hasError = false }: SignInPageProps) => {
  const { signIn } = useMessages()
  return (
    <Layout title={signIn.title} activeHref="/sign-in" unlisted>
      <div class="narrow">
        <h1>{signIn.title}</h1>
        <p>{signIn.lead}</p>
        <PostForm action="/sign-in" hidden={{ to: returnTo }}>
          <Field
            id="token"
            label={signIn.token}
            faults={hasError ? [signIn.invalid] : []}
            name="token"
            type="password"
            dir="ltr"
            autocomplete="current-password"
            spellcheck={false}
            required
          />
          <SendButtons label={signIn.button} />
        </PostForm>
      </div>
    </Layout>
  )
}
