/** The script of the suggestions of places, which the script of the form loads when a place is about to be written. */
import { messages } from './messages.ts'
import { attachPlaces as attach } from './places/attach-places.ts'

/** Makes the places of a form suggest names, with the texts of the page's language. */
export const attachPlaces = (form: HTMLFormElement): void => attach(form, messages.places)
