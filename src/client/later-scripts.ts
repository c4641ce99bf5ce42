/** Scripts that are loaded when somebody begins to fill in the form: the first visit needs none of them. */
import type { RunningChecks } from './checks.ts'
import { isControl } from './controls.ts'
import type { FormState } from './draft/form-state.ts'
import { whenIdle } from './elements.ts'

interface ChecksScript {
  readonly startChecks: (state: FormState) => RunningChecks
}

interface PlacesScript {
  readonly attachPlaces: (form: HTMLFormElement) => void
}

/** Loads a script once an element that needs it has the focus. A page that names no script has none. */
const loadLater = <Script>(
  form: HTMLFormElement,
  name: string,
  needsIt: (target: EventTarget | null) => boolean,
  start: (script: Script) => void,
): void => {
  const address = document.querySelector<HTMLMetaElement>(`meta[name="${name}-script"]`)?.content
  if (!address) return
  const load = ({ target }: Event): void => {
    if (!needsIt(target)) return
    form.removeEventListener('focusin', load)
    whenIdle(async () => {
      try {
        start((await import(address)) as Script)
      } catch {
        // Without a network the form works as it does without a script; the next focus tries again.
        form.addEventListener('focusin', load)
      }
    })
  }
  form.addEventListener('focusin', load)
}

const placeField = /^(?:location|launched_from)\.(?:country|place|admin1)$/

/** Loads the suggestions of places once a place, a province or a country has the focus. */
export const loadPlacesLater = (form: HTMLFormElement): void =>
  loadLater<PlacesScript>(
    form,
    'places',
    (target) => isControl(target) && placeField.test(target.name),
    ({ attachPlaces }) => attachPlaces(form),
  )

/** Loads the checks once a control has the focus. Returns a function that shows again what they say of a changed page. */
export const loadChecksLater = (state: FormState): (() => void) => {
  const { form } = state
  const left = new Set<EventTarget>()
  const leave = ({ target }: Event) => target && left.add(target)
  let checks: RunningChecks | undefined
  form.addEventListener('focusout', leave)
  loadLater<ChecksScript>(form, 'checks', isControl, ({ startChecks }) => {
    checks = startChecks(state)
    form.removeEventListener('focusout', leave)
    for (const control of left) checks?.leave(control)
  })
  return () => checks?.refresh()
}
