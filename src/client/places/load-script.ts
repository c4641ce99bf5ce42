/** When the suggestions of places are loaded: the first visit to the form needs none of them. */

type Script = { readonly attachPlaces: (form: HTMLFormElement) => void }

const placeField = /^(?:location|launched_from)\.(?:country|place|admin1)$/

/** Loads the suggestions once a place, a province or a country has the focus. A page that names no script has none. */
export const loadPlacesLater = (form: HTMLFormElement): void => {
  const address = document.querySelector<HTMLMetaElement>('meta[name="places-script"]')?.content
  if (!address) return
  const load = async ({ target }: Event): Promise<void> => {
    if (!(target instanceof Element) || !placeField.test(target.getAttribute('name') ?? '')) return
    form.removeEventListener('focusin', load)
    try {
      const { attachPlaces } = (await import(address)) as Script
      attachPlaces(form)
    } catch {
      // Without a network a place is a text; the next focus tries again.
      form.addEventListener('focusin', load)
    }
  }
  form.addEventListener('focusin', load)
}
