/** The fields of a form's guard that are not plain hidden ones. */

import { Field } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type FormGuard, trapName } from './form-guard.ts'

/** Renders the field that people do not see, and the widget of Turnstile if it is on. */
export const GuardFields = ({ hasTrap, siteKey }: FormGuard) => (
  <>
    {hasTrap && (
      <div class="spoken" aria-hidden="true">
        <Field
          id="in-website"
          label={useMessages().submit.trap}
          type="text"
          name={trapName}
          autocomplete="off"
          tabindex={-1}
        />
      </div>
    )}
    {siteKey !== undefined && (
      <>
        <div class="cf-turnstile" data-sitekey={siteKey} />
        <script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async defer />
      </>
    )}
  </>
)
