/** Suggestions of places for the locations of the form. */
import type { Place } from '../../record/places/place.ts'
import type { PlaceIndex } from '../../record/places/place-index.ts'
import { suggestPlaces } from '../../record/places/suggest.ts'
import { findControls } from '../controls.ts'
import { button, element } from '../elements.ts'
import { namesOf, type PlaceMessages, pointFields, provinceOf, toChoiceValues } from './choice.ts'
import { attachCombobox, type Option } from './combobox.ts'
import { loadPlaces } from './load-places.ts'
import { LocationFields } from './location-fields.ts'
import { describePoint, PlaceMap, readPoint } from './place-map.ts'

const isArabicPage = (): boolean => document.documentElement.lang.startsWith('ar')

const toOption =
  (messages: PlaceMessages, isArabic: boolean) =>
  (place: Place): Option<Place> => {
    const [label = '', ...others] = namesOf(place, isArabic)
    const province = provinceOf(place, isArabic)
    const details = [
      place.kind === 'province' ? messages.province : province,
      ...others,
      messages.sources[place.kind],
    ]
    return {
      value: place,
      label,
      details: [...new Set(details)].filter((each) => each && each !== label).join(' · '),
    }
  }

/** Returns the text that says what was chosen. */
const describe = (place: Place, messages: PlaceMessages, isArabic: boolean): string => {
  const province = place.kind === 'province' ? '' : provinceOf(place, isArabic)
  const [name = ''] = namesOf(place, isArabic)
  const where = [...new Set([name, province])].filter(Boolean).join(messages.separator)
  return messages.chosen(where, messages.sources[place.kind], messages.precisions[place.kind])
}

/** The line below a place that says what was chosen, with a button that clears it. */
const addNote = (input: HTMLInputElement, messages: PlaceMessages, onClear: () => void) => {
  const text = element('bdi')
  const clear = button(messages.clear, onClear, 'quiet')
  const note = element('p', { class: 'chosen-place', role: 'status' })
  const anchor = document.getElementById(`${input.id}-places`)?.nextElementSibling ?? input
  anchor.after(note)
  return (shown: string): void => {
    text.textContent = shown
    note.replaceChildren(...(shown === '' ? [] : [text, ' ', clear]))
  }
}

type Suggest = (index: PlaceIndex, typed: string) => Place[]

const onlyProvinces: Suggest = ({ entries }, typed) =>
  suggestPlaces({ entries: entries.filter(({ place }) => place.kind === 'province') }, typed)

/** Returns the country of a location; that of the event if the place of launch has none. */
const countryOf = (fields: LocationFields): string =>
  fields.read('country') || (findControls(fields.form, 'location.country')[0]?.value ?? '')

const attachField = (
  fields: LocationFields,
  input: HTMLInputElement,
  messages: PlaceMessages,
  { suggest, onChoose }: { readonly suggest: Suggest; readonly onChoose: (place: Place) => void },
): void => {
  const isArabic = isArabicPage()
  let isKnown = true
  attachCombobox<Place>(input, {
    suggest: async (typed) => {
      const country = countryOf(fields)
      isKnown = country !== ''
      return isKnown ? suggest(await loadPlaces(country), typed).map(toOption(messages, isArabic)) : []
    },
    onChoose,
    announce: (count) => (isKnown ? messages.count(count) : messages.chooseCountry),
  })
}

/** Whether the location has the point of a known place, as one has that was chosen before the page was loaded. */
const hasKnownPoint = async (fields: LocationFields): Promise<boolean> => {
  const country = countryOf(fields)
  if (country === '' || fields.read('coordinates_from') !== 'gazetteer') return false
  const point = [fields.read('latitude'), fields.read('longitude')].join()
  const { entries } = await loadPlaces(country)
  return entries.some(({ place }) => [place.latitude, place.longitude].join() === point)
}

/** Whether the location has a point of the map. */
const hasMapPoint = (fields: LocationFields): boolean =>
  fields.read('coordinates_from') === 'map' && readPoint(fields) !== undefined

/** Makes the place of a location suggest towns, provinces and places of records; its province too if it is shown. */
const attachLocation = (fields: LocationFields, messages: PlaceMessages): void => {
  const input = findControls(fields.form, `${fields.prefix}place`)[0]
  if (!(input instanceof HTMLInputElement) || input.type === 'hidden' || input.role === 'combobox') return
  const choose = (place: Place): void => {
    fields.clear()
    fields.set(toChoiceValues(place))
    show(describe(place, messages, isArabicPage()))
    map.refresh()
    input.focus()
  }
  const showPoint = (): void => show(describePoint(fields, messages))
  attachField(fields, input, messages, { suggest: suggestPlaces, onChoose: choose })
  const show = addNote(input, messages, () => {
    fields.clear()
    show('')
    map.refresh()
    input.focus()
  })
  const map = new PlaceMap(fields, input, messages, { country: () => countryOf(fields), onSet: showPoint })
  if (hasMapPoint(fields)) {
    fields.adopt(pointFields)
    showPoint()
  }
  // Another name is another place: what came from the choice goes with it.
  input.addEventListener('input', async () => {
    if (hasMapPoint(fields)) {
      // The point was not of the name, so it stays.
      fields.clear(['place', ...pointFields])
      fields.adopt(pointFields)
      return
    }
    if (!fields.hasChoice && (await hasKnownPoint(fields))) fields.adopt()
    if (!fields.hasChoice) return
    fields.clear(['place'])
    show('')
    map.refresh()
  })
  findControls(fields.form, `${fields.prefix}country`)[0]?.addEventListener('change', () => {
    if (fields.hasChoice) fields.clear()
    show('')
    map.changeCountry()
  })
  // Not when the country changes: by arrow keys a person goes through all on the way to theirs.
  input.addEventListener('focus', () => {
    const country = countryOf(fields)
    if (country !== '') void loadPlaces(country)
  })
}

const attachProvince = (fields: LocationFields, messages: PlaceMessages): void => {
  const input = findControls(fields.form, `${fields.prefix}admin1`)[0]
  if (!(input instanceof HTMLInputElement) || input.type === 'hidden' || input.role === 'combobox') return
  attachField(fields, input, messages, {
    suggest: onlyProvinces,
    onChoose: ({ name }) => {
      input.value = name
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
  })
}

const prefixes = ['location.', 'launched_from.']

/**
 * Makes the places of a form suggest names once the country is known, and set the point that belongs to a choice. Fields
 * that the form shows later are attached when they come.
 */
export const attachPlaces = (form: HTMLFormElement, messages: PlaceMessages): void => {
  const locations = prefixes.map((prefix) => new LocationFields(form, prefix))
  const attach = (): void => {
    for (const fields of locations) {
      fields.removeDuplicates()
      attachLocation(fields, messages)
      attachProvince(fields, messages)
    }
  }
  attach()
  new MutationObserver((records) => {
    const hasFields = ({ addedNodes }: MutationRecord): boolean =>
      [...addedNodes].some((node) => node instanceof Element && node.querySelector('input, select') !== null)
    if (records.some(hasFields)) attach()
  }).observe(form, { childList: true, subtree: true })
}
