/** The weapons of an incident with the fate of each kind of munition. */

import type { Incident } from '../../../../schemas/incident.ts'
import { weaponType } from '../../../../schemas/vocabularies.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Amount } from '../../ui/estimate.tsx'
import { groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { SourceKeys, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'

type Weapon = NonNullable<Incident['weapons']>[number]

/** The counts of a weapon, in published order, with their titles. */
const countFields = [...groupFields('weapons').values()].flatMap(({ name, metadata, shape }) =>
  shape.kind === 'leaf' && shape.leaf === 'count' ? [{ name: name as 'fired', title: metadata.title }] : [],
)

const columnsOf = (sources: Sources): readonly Column<Weapon>[] => [
  {
    title: 'Kind',
    isRowHeading: true,
    cell: ({ type }) => (type ? <Term vocabulary={weaponType} code={type} /> : 'Kind not stated'),
  },
  { title: 'Model', cell: ({ model }) => model && <bdi>{model}</bdi> },
  ...countFields.map(
    ({ name, title }): Column<Weapon> => ({
      title,
      class: 'number',
      cell: (weapon) => <Amount value={weapon[name]} />,
    }),
  ),
  { title: 'Source', cell: ({ source }) => source && <SourceKeys source={source} sources={sources} /> },
]

export const Weapons = ({ weapons, sources }: { weapons: readonly Weapon[]; sources: Sources }) => (
  <Section id="weapons" title="Weapons">
    <DataTable label="Table of weapons" columns={columnsOf(sources)} rows={weapons} />
    <p class="help">
      Each count is what its source says of these munitions; counts that sources state apart need not fit
      together.
    </p>
  </Section>
)
