/** The weapons of an incident with the fate of each kind of munition. */

import type { Incident } from '../../../../schemas/incident.ts'
import { weaponType } from '../../../../schemas/vocabularies.ts'
import { Amount } from '../../ui/estimate.tsx'
import { groupFields } from '../../ui/field-list.tsx'
import { SourceKeys, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { ScrollArea, Unstated } from '../../ui/text.tsx'

type Weapon = NonNullable<Incident['weapons']>[number]

/** The counts of a weapon, in published order, with their titles. */
const countFields = [...groupFields('weapons').values()].flatMap(({ name, metadata, shape }) =>
  shape.kind === 'leaf' && shape.leaf === 'count' ? [{ name: name as 'fired', title: metadata.title }] : [],
)

const Row = ({ weapon, sources }: { weapon: Weapon; sources: Sources }) => (
  <tr>
    <th scope="row">
      {weapon.type === undefined ? 'Kind not stated' : <Term vocabulary={weaponType} code={weapon.type} />}
    </th>
    <td>{weapon.model === undefined ? <Unstated /> : <bdi>{weapon.model}</bdi>}</td>
    {countFields.map(({ name }) => (
      <td class="number">
        <Amount value={weapon[name]} />
      </td>
    ))}
    <td>
      {weapon.source === undefined ? <Unstated /> : <SourceKeys source={weapon.source} sources={sources} />}
    </td>
  </tr>
)

export const Weapons = ({ weapons, sources }: { weapons: readonly Weapon[]; sources: Sources }) => (
  <section aria-labelledby="weapons">
    <h2 id="weapons">Weapons</h2>
    <ScrollArea label="Table of weapons">
      <table>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Model</th>
            {countFields.map(({ title }) => (
              <th scope="col" class="number">
                {title}
              </th>
            ))}
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {weapons.map((weapon) => (
            <Row weapon={weapon} sources={sources} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
    <p class="help">
      Each count is what its source says of these munitions; counts that sources state apart need not fit
      together.
    </p>
  </section>
)
