/** The notice that an act was done, on the page that follows it. */
import { useMessages, useViewer } from './viewer.tsx'

/** The fragment of an address that shows the notice. */
export const savedId = 'saved'

/** Renders a notice that only an address with its fragment shows; nothing for those who are not signed in. */
export const SavedNotice = () => {
  const { findings } = useMessages()
  return useViewer() ? (
    <p class="notice saved" id={savedId} role="status" tabindex={-1}>
      {findings.saved}
    </p>
  ) : null
}
