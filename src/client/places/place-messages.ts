/** The texts of the suggestions. */
import type { Messages } from '../../messages/messages.ts'

export type PlaceMessages = Messages['places']
