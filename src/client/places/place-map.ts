/** The map of a location: opened and closed by its button, it sets the point. */

import type { Degrees } from '../../record/outlines/map-view.ts'
import type { OutlineFile } from '../../record/outlines/outline-file.ts'
import type { PlaceIndex } from '../../record/places/place-index.ts'
import { element } from '../elements.ts'
import type { MapHandle, MapOptions, Town } from '../map/map-panel.ts'
import { importScript } from '../page-script.ts'
import { namesOf, type PlaceMessages, toPointValues } from './choice.ts'
import { fetchJson, loadPlaces } from './load-places.ts'
import type { LocationFields } from './location-fields.ts'
import { addMapButton } from './map-button.ts'

type Script = { readonly createMap: (id: string, options: MapOptions) => MapHandle }

const toTowns = ({ entries }: PlaceIndex, isArabic: boolean): Town[] =>
  entries.flatMap(({ place }) => {
    const { latitude, longitude } = place
    if (latitude === undefined || longitude === undefined) return []
    return [{ name: namesOf(place, isArabic)[0] ?? '', latitude, longitude }]
  })

const readDegrees = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** Returns the point that the form has; undefined if it has none. */
export const readPoint = (fields: LocationFields): Degrees | undefined => {
  const [latitude, longitude] = [readDegrees(fields.read('latitude')), readDegrees(fields.read('longitude'))]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}

/** Returns the text that says which point was set. */
export const describePoint = (fields: LocationFields, messages: PlaceMessages): string =>
  messages.pointSet(
    [fields.read('latitude'), fields.read('longitude')].join(', '),
    fields.read('precision') === 'area' ? messages.pointArea : messages.precisions.town,
  )

interface PlaceMapOptions {
  readonly country: () => string
  readonly onSet: () => void
}

/** The map below a place, open or not. */
export class PlaceMap {
  readonly #fields: LocationFields
  readonly #messages: PlaceMessages
  readonly #options: PlaceMapOptions
  readonly #button: HTMLButtonElement
  readonly #id: string
  readonly #status = element('p', { class: 'help', role: 'status' })
  #map: MapHandle | undefined
  /** Counts what was asked for, so that a map of an earlier country is not shown. */
  #turn = 0

  constructor(
    fields: LocationFields,
    input: HTMLInputElement,
    messages: PlaceMessages,
    options: PlaceMapOptions,
  ) {
    this.#fields = fields
    this.#messages = messages
    this.#options = options
    this.#id = `${input.id}-map`
    this.#button = addMapButton(input, messages.mapButton)
    this.#button.after(this.#status)
    this.#button.addEventListener('click', () => {
      if (this.#isOpen) this.close()
      else void this.#open()
    })
  }

  get #isOpen(): boolean {
    return this.#button.ariaExpanded === 'true'
  }

  /** Shows the point that the form has. */
  refresh(): void {
    this.#map?.showPoint(readPoint(this.#fields))
  }

  /** Shows the map of the country that the form has now, if a map is open. */
  changeCountry(): void {
    if (!this.#isOpen) return
    this.close()
    void this.#open()
  }

  close(): void {
    this.#turn++
    this.#map?.element.remove()
    this.#map = undefined
    this.#setOpen(false)
    this.#status.textContent = ''
  }

  #setOpen(isOpen: boolean): void {
    this.#button.ariaExpanded = String(isOpen)
    this.#button.textContent = isOpen ? this.#messages.mapClose : this.#messages.mapButton
    if (isOpen) this.#button.setAttribute('aria-controls', this.#id)
    else this.#button.removeAttribute('aria-controls')
  }

  async #open(): Promise<void> {
    const turn = ++this.#turn
    const country = this.#options.country()
    if (country === '') {
      this.#status.textContent = this.#messages.mapNeedsCountry
      return
    }
    const [script, file, index] = await Promise.all([
      importScript<Script>('map'),
      fetchJson<OutlineFile>(`/outlines/${country}.json`),
      loadPlaces(country),
    ])
    if (turn !== this.#turn) return
    this.#status.textContent = script && file ? '' : this.#messages.mapMissing
    if (!script || !file) return
    this.#map = script.createMap(this.#id, {
      country,
      file,
      towns: toTowns(index, document.documentElement.lang.startsWith('ar')),
      point: readPoint(this.#fields),
      onSet: ({ latitude, longitude }, precision) => {
        this.#fields.set(toPointValues(latitude, longitude, precision))
        this.#options.onSet()
      },
    })
    this.#status.after(this.#map.element)
    this.#setOpen(true)
  }
}
