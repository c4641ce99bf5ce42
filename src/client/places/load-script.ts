/** When the suggestions of places are loaded: the first visit to the form needs none of them. */
import { findField } from './dom.ts'
import { addMapButton, mapButtonOf } from './map-button.ts'

type Script = { readonly attachPlaces: (form: HTMLFormElement) => void }

const placeField = /^(?:location|launched_from)\.(?:country|place|admin1)$/

const findScript = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="places-script"]')?.content || undefined

/** Adds the button of the map to the place of a form. Its first press loads the suggestions and the map. */
export const offerMap = (form: HTMLFormElement, label: string): void => {
  const input = findField(form, 'location.place')
  if (findScript() && input instanceof HTMLInputElement && input.type !== 'hidden') addMapButton(input, label)
}

/** Loads the suggestions once a place, a province or a country has the focus. A page that names no script has none. */
export const loadPlacesLater = (form: HTMLFormElement): void => {
  const address = findScript()
  if (!address) return
  let loading: Promise<boolean> | undefined
  const start = async (): Promise<boolean> => {
    try {
      const { attachPlaces } = (await import(address)) as Script
      attachPlaces(form)
      form.removeEventListener('focusin', onFocus)
      form.removeEventListener('click', onClick)
      return true
    } catch {
      // Without a network a place is a text; the next focus tries again.
      loading = undefined
      return false
    }
  }
  const load = (): Promise<boolean> => {
    loading ??= start()
    return loading
  }
  const onFocus = ({ target }: Event): void => {
    if (target instanceof Element && placeField.test(target.getAttribute('name') ?? '')) void load()
  }
  const onClick = async (event: Event): Promise<void> => {
    const button = mapButtonOf(event)
    if (button && (await load())) button.click()
  }
  form.addEventListener('focusin', onFocus)
  form.addEventListener('click', onClick)
}
