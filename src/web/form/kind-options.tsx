/** The options of the control for what happened. */
import type { Kind } from '../../ingest/basics/kind.ts'
import type { Messages } from '../../messages/messages.ts'
import { Options } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** The codes by group; the groups and their codes begin with those that are reported most often. */
export const kindGroups: readonly (readonly [
  group: keyof Messages['form']['kindGroups'],
  kinds: readonly Kind[],
])[] = [
  [
    'attacks',
    [
      ...(['shelling', 'drone_strike', 'air_strike', 'explosive_device', 'suicide_bombing'] as const),
      ...(['grenade', 'chemical', 'strike_unspecified', 'remote_violence'] as const),
    ],
  ],
  ['fighting', ['armed_clash', 'non_state_overtakes_territory', 'government_regains_territory', 'battle']],
  ['civilians', ['attack', 'abduction', 'sexual_violence', 'violence_against_civilians']],
  [
    'protests',
    [
      ...(['peaceful_protest', 'violent_demonstration', 'protest_with_intervention'] as const),
      ...(['excessive_force_against_protesters', 'mob_violence', 'unrest'] as const),
    ],
  ],
  ['stopped', ['weapons_found', 'plot_foiled', 'disrupted']],
  [
    'changes',
    [
      ...(['arrests', 'looting', 'agreement', 'non_violent_transfer', 'base_established'] as const),
      ...(['change_to_group', 'strategic_other', 'strategic'] as const),
    ],
  ],
  ['others', ['unspecified', 'other']],
]

/** Renders the options; a value that is no code is one of its own. */
export const KindOptions = ({ value }: { value: string }) => {
  const { form } = useMessages()
  const isListed = kindGroups.some(([, kinds]) => (kinds as readonly string[]).includes(value))
  return (
    <>
      <option value="">{form.choose}</option>
      {value !== '' && !isListed && (
        <option value={value} selected>
          {value}
        </option>
      )}
      {kindGroups.map(([group, kinds]) => (
        <optgroup label={form.kindGroups[group]}>
          <Options choices={kinds.map((code) => ({ code, label: form.kinds[code] }))} value={value} />
        </optgroup>
      ))}
    </>
  )
}
