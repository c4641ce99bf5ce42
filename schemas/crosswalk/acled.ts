/**
 * The layout of the Armed Conflict Location and Event Data since March 2023: 31 columns. docs/layouts.md lists what
 * changed, with sources.
 */
import type { actorType, eventSubtype, eventType, geoPrecision } from '../vocabularies.ts'
import { createCodeMap, defineColumns, type LayoutColumn } from './layout.ts'

const columnNames = `event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
  actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting
  iso region country admin1 admin2 admin3 location latitude longitude geo_precision
  source source_scale notes fatalities tags timestamp`.split(/\s+/)

export const columns: readonly LayoutColumn[] = defineColumns(columnNames, {
  integer: ['year', 'time_precision', 'iso', 'geo_precision', 'fatalities', 'timestamp'],
  number: ['latitude', 'longitude'],
  date: ['event_date'],
})

/** Names that columns had in earlier files, in lower case. */
export const formerColumns: Readonly<Record<string, string>> = {
  ally_actor_1: 'assoc_actor_1',
  ally_actor_2: 'assoc_actor_2',
  geo_precis: 'geo_precision',
  time_precis: 'time_precision',
}

/** Columns that every file must have. */
export const requiredColumns = ['event_id_cnty', 'event_date', 'event_type', 'country'] as const

type EventType = keyof typeof eventType
type Subtype = keyof typeof eventSubtype

interface Kind {
  readonly event: string
  readonly sub: string
  readonly disorder: string
  readonly type: EventType
  /** The first subtype is the one read back; empty if the type covers several. */
  readonly subtypes: readonly Subtype[]
}

const politics = 'Political violence'
const developments = 'Strategic developments'
const demonstrations = 'Demonstrations'
const remote = 'Explosions/Remote violence'
const civilian = 'Violence against civilians'

const defineKind = (
  event: string,
  sub: string,
  disorder: string,
  type: EventType,
  ...subtypes: readonly Subtype[]
): Kind => ({ event, sub, disorder, type, subtypes })

export const disruptedWeaponsUse = 'Disrupted weapons use'

/** The six event types and 25 subtypes, in ACLED's order: earlier ones have priority. */
// biome-ignore format: one kind on a line reads as the table that it is
export const eventKinds: readonly Kind[] = [
  defineKind('Battles', 'Government regains territory', politics, 'battle', 'government_regains_territory'),
  defineKind('Battles', 'Non-state actor overtakes territory', politics, 'battle', 'non_state_overtakes_territory'),
  defineKind('Battles', 'Armed clash', politics, 'battle', 'armed_clash'),
  defineKind('Protests', 'Excessive force against protesters', `${politics}; ${demonstrations}`, 'unrest', 'excessive_force_against_protesters'),
  defineKind('Protests', 'Protest with intervention', demonstrations, 'unrest', 'protest_with_intervention'),
  defineKind('Protests', 'Peaceful protest', demonstrations, 'unrest', 'peaceful_protest'),
  defineKind('Riots', 'Violent demonstration', demonstrations, 'unrest', 'violent_demonstration'),
  defineKind('Riots', 'Mob violence', politics, 'unrest', 'mob_violence'),
  defineKind(remote, 'Chemical weapon', politics, 'remote_violence', 'chemical'),
  defineKind(remote, 'Air/drone strike', politics, 'remote_violence', 'air_strike', 'drone_strike'),
  defineKind(remote, 'Suicide bomb', politics, 'remote_violence', 'suicide_bombing'),
  defineKind(remote, 'Shelling/artillery/missile attack', politics, 'remote_violence', 'shelling'),
  defineKind(remote, 'Remote explosive/landmine/IED', politics, 'remote_violence', 'explosive_device'),
  defineKind(remote, 'Grenade', politics, 'remote_violence', 'grenade'),
  defineKind(civilian, 'Sexual violence', politics, 'violence_against_civilians', 'sexual_violence'),
  defineKind(civilian, 'Attack', politics, 'violence_against_civilians', 'attack'),
  defineKind(civilian, 'Abduction/forced disappearance', politics, 'violence_against_civilians', 'abduction'),
  defineKind(developments, 'Agreement', developments, 'strategic', 'agreement'),
  defineKind(developments, 'Arrests', developments, 'strategic', 'arrests'),
  defineKind(developments, 'Change to group/activity', developments, 'strategic', 'change_to_group'),
  defineKind(developments, disruptedWeaponsUse, developments, 'disrupted'),
  defineKind(developments, 'Headquarters or base established', developments, 'strategic', 'base_established'),
  defineKind(developments, 'Looting/property destruction', developments, 'strategic', 'looting'),
  defineKind(developments, 'Non-violent transfer of territory', developments, 'strategic', 'non_violent_transfer'),
  defineKind(developments, 'Other', developments, 'strategic', 'strategic_other'),
]

/** Event types that ACLED used before 2019, without subtypes, with what replaced each. */
export const formerKinds: ReadonlyMap<string, Pick<Kind, 'type' | 'subtypes'>> = new Map([
  ['Battle-No change of territory', { type: 'battle', subtypes: ['armed_clash'] }],
  ['Battle-Government regains territory', { type: 'battle', subtypes: ['government_regains_territory'] }],
  [
    'Battle-Non-state actor overtakes territory',
    { type: 'battle', subtypes: ['non_state_overtakes_territory'] },
  ],
  [
    'Battle-Non-state actors overtake territory',
    { type: 'battle', subtypes: ['non_state_overtakes_territory'] },
  ],
  ['Remote violence', { type: 'remote_violence', subtypes: [] }],
  ['Riots/Protests', { type: 'unrest', subtypes: [] }],
  ['Strategic development', { type: 'strategic', subtypes: [] }],
  ['Non-violent activity by a conflict actor', { type: 'strategic', subtypes: [] }],
  ['Headquarters or base established', { type: 'strategic', subtypes: ['base_established'] }],
  ['Non-violent transfer of territory', { type: 'strategic', subtypes: ['non_violent_transfer'] }],
])

/** Our event types that correspond to one of ACLED's, whatever the subtype: its name and its disorder type. */
export const kindByEventType: Readonly<Partial<Record<EventType, readonly [string, string]>>> = {
  battle: ['Battles', politics],
  remote_violence: [remote, politics],
  violence_against_civilians: [civilian, politics],
  strategic: [developments, developments],
}

/** Subtypes that become disrupted weapons use if they were intercepted. */
export const interceptableSubtypes: readonly (Subtype | undefined)[] = [
  'shelling',
  'drone_strike',
  'strike_unspecified',
  undefined,
]

export const interCodes = createCodeMap<keyof typeof actorType>([
  ['1', 'state_forces', 'State forces'],
  ['2', 'rebel_group', 'Rebel group'],
  ['3', 'political_militia', 'Political militia'],
  ['4', 'identity_militia', 'Identity militia'],
  ['5', 'rioters', 'Rioters'],
  ['6', 'protesters', 'Protesters'],
  ['7', 'civilians', 'Civilians'],
  ['8', 'external_forces', 'External/Other forces'],
])

/** Returns the label of two actor types, given their numbers; a pair is ordered by number. `0` is nobody. */
export const interactionOf = (one: string, other: string): string => {
  const { labels } = interCodes
  if (other === '0' || one === '0') return `${labels[one === '0' ? other : one]} only`
  const [first = '', second = ''] = [one, other].sort()
  const [a, b] = [labels[first], labels[second]]
  return first === '7' && second === '8' ? `${b}-${a}` : `${a}-${b}`
}

/** Area and unknown represent several codes. */
export const precisionCodes = createCodeMap<keyof typeof geoPrecision>([
  ['1', 'exact'],
  ['2', 'near'],
  ['2', 'admin2'],
  ['3', 'area'],
  ['3', 'admin1'],
  ['3', 'international'],
])

/** The number in the column `iso` of a sea, which has no number in ISO 3166-1. */
export const watersNumber = 0

export const civiliansTargeted = 'Civilians targeted'

/** Columns that only ACLED can fill. */
export const projectOnlyColumns = {
  region: 'ACLED says which of its regions a country is in.',
  source_scale: 'ACLED says how far a source reaches.',
} as const

/** ACLED writes 0 for deaths that nobody reports. */
export const noInformationDeaths = 0
