/** Scripts that are loaded when somebody begins to fill in the form: the first visit needs none of them. */
import type { RunningChecks } from './checks.ts'
import { isControl } from './controls.ts'
import type { FormState } from './draft/form-state.ts'
import { whenIdle } from './elements.ts'
import { importScript } from './page-script.ts'
import { mapButtonOf } from './places/map-button.ts'

interface ChecksScript {
  readonly startChecks: (state: FormState) => RunningChecks
}

interface PlacesScript {
  readonly attachPlaces: (form: HTMLFormElement) => void
}

/** Returns a function that loads a script once, and returns whether it runs; after a failure the next call tries again. */
const createLoader = <Script>(name: string, start: (script: Script) => void): (() => Promise<boolean>) => {
  let loading: Promise<boolean> | undefined
  const load = async (): Promise<boolean> => {
    const script = await importScript<Script>(name)
    if (script) start(script)
    else loading = undefined
    return script !== undefined
  }
  return () => {
    loading ??= load()
    return loading
  }
}

const placeField = /^(?:location|launched_from)\.(?:country|place|admin1)$/

/**
 * Loads the suggestions of places once a place, a province or a country has the focus, or the button of the map is
 * pressed.
 */
export const loadPlacesLater = (form: HTMLFormElement): void => {
  let isLoaded = false
  const load = createLoader<PlacesScript>('places', ({ attachPlaces }) => {
    attachPlaces(form)
    isLoaded = true
  })
  form.addEventListener('focusin', ({ target }) => {
    if (isControl(target) && placeField.test(target.name)) whenIdle(load)
  })
  form.addEventListener('click', async (event) => {
    const button = isLoaded ? undefined : mapButtonOf(event)
    if (button && (await load())) button.click()
  })
}

/** Loads the checks once a control has the focus. Returns a function that shows again what they say of a changed page. */
export const loadChecksLater = (state: FormState): (() => void) => {
  const { form } = state
  const left = new Set<EventTarget>()
  const leave = ({ target }: Event) => target && left.add(target)
  let checks: RunningChecks | undefined
  const load = createLoader<ChecksScript>('checks', ({ startChecks }) => {
    checks = startChecks(state)
    form.removeEventListener('focusout', leave)
    for (const control of left) checks?.leave(control)
  })
  form.addEventListener('focusout', leave)
  form.addEventListener('focusin', ({ target }) => {
    if (!checks && isControl(target)) whenIdle(load)
  })
  return () => checks?.refresh()
}
