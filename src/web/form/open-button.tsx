/** How groups of the form are opened without script, and stay open when it is shown again. */
import type { FormView } from './form-view.tsx'
import { groupId } from './groups.ts'

/** The field of the button that opens a group. */
export const openName = '_open'
/** The hidden field of each open group. */
export const openedName = '_opened'

interface OpenButtonProps {
  readonly name: string
  readonly label: string
  readonly view: FormView
}

/** Renders the button that shows the form again with the controls of a group, and goes there. */
export const OpenButton = ({ name, label, view }: OpenButtonProps) => (
  <button
    type="submit"
    class="opener"
    name={openName}
    value={name}
    formaction={`${view.addEntryUrl}#${groupId(name)}`}
    formnovalidate
  >
    {label}
  </button>
)

/** Renders the hidden field that keeps a group open. */
export const OpenedMark = ({ name }: { name: string }) => (
  <input type="hidden" name={openedName} value={name} />
)
