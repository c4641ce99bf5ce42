/** The records that a filter on weapons misses. */
import { eventSubtype } from '../../../schemas/vocabularies.ts'
import type { WithoutWeapon } from '../../services/records-without-weapon.ts'
import { hrefOf, type Params, withoutParam } from './list-url.ts'
import { labelOf } from './term.tsx'
import { useMessages } from './viewer.tsx'

interface WeaponHintProps {
  /** Undefined if the filter misses none. */
  readonly found: WithoutWeapon | undefined
  readonly path: '/incidents' | '/counts'
  /** The parameters of the page. */
  readonly params: Params
}

/** Renders how many records of a type state no weapon, with a link to all of the type; nothing if there are none. */
export const WeaponHint = ({ found, path, params }: WeaponHintProps) => {
  const messages = useMessages()
  if (!found) return null
  const type = labelOf(eventSubtype, found.subtype, messages)
  const ofType = [...withoutParam(params, 'weapon'), ['event_subtype', found.subtype]] as const
  return (
    <p class="notice">
      {messages.findings.withoutWeapon(found.records, type)}{' '}
      <a href={hrefOf(path, ofType)}>{messages.findings.listType(type)}</a>
    </p>
  )
}
