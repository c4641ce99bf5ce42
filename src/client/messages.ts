import { en } from '../messages/en.ts'
import type { Messages } from '../messages/messages.ts'

/** The parts of a catalogue that the scripts have; each script has those of them that it needs. */
export type ClientMessages = Pick<
  Messages,
  | 'client'
  | 'common'
  | 'dates'
  | 'fields'
  | 'form'
  | 'importPages'
  | 'language'
  | 'map'
  | 'places'
  | 'reported'
  | 'translate'
>

/** The texts of the page's language: the build makes one script for each language, and puts its catalogue here. */
export const messages: ClientMessages = en
