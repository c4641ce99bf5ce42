/** The weapons of an incident, with the counts of each type. */

import type { Incident } from '../../../../schemas/incident.ts'
import { weaponType } from '../../../../schemas/vocabularies.ts'
import type { Messages } from '../../../messages/messages.ts'
import { omitUndefined } from '../../../text/json.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Amount, formatEstimate } from '../../ui/estimate.tsx'
import { groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { SourceKeys, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Weapon = NonNullable<Incident['weapons']>[number]

/** The bounds of the number fired, which its cell shows. */
const boundFields = ['fired_low', 'fired_high']

/** The fields of a weapon that are counts, in published order. */
const countFields = [...groupFields('weapons').values()].flatMap(({ name, metadata, shape }) =>
  shape.kind === 'leaf' && shape.leaf === 'count' && !boundFields.includes(name)
    ? [{ name: name as 'fired', title: metadata.title }]
    : [],
)

const Fired = ({ weapon: { fired: best, fired_low: low, fired_high: high } }: { weapon: Weapon }) => {
  const range = formatEstimate(omitUndefined({ low, best, high }), useMessages())
  return range === undefined ? <Amount value={undefined} /> : <span>{range}</span>
}

const columnsOf = (
  sources: Sources,
  { incident, common, translate }: Messages,
): readonly Column<Weapon>[] => [
  {
    title: incident.weapons.kind,
    isRowHeading: true,
    cell: ({ type }) =>
      type ? <Term vocabulary={weaponType} code={type} /> : incident.weapons.kindNotStated,
  },
  { title: incident.weapons.model, cell: ({ model }) => model && <bdi>{model}</bdi> },
  ...countFields.map(
    ({ name, title }): Column<Weapon> => ({
      title: translate(title),
      class: 'number',
      cell: (weapon) => (name === 'fired' ? <Fired weapon={weapon} /> : <Amount value={weapon[name]} />),
    }),
  ),
  {
    title: common.fields.source,
    cell: ({ source }) => source && <SourceKeys source={source} sources={sources} />,
  },
]

/** Renders the weapons as a table. */
export const Weapons = ({ weapons, sources }: { weapons: readonly Weapon[]; sources: Sources }) => {
  const messages = useMessages()
  const { title, table, help } = messages.incident.weapons
  return (
    <Section id="weapons" title={title}>
      <DataTable label={table} columns={columnsOf(sources, messages)} rows={weapons} />
      <p class="help">{help}</p>
    </Section>
  )
}
