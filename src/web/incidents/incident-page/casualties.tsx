/** Deaths and injuries of a record: what is reported, and every number as it was stated. */

import type { Incident } from '../../../../schemas/incident.ts'
import { casualtyGroup } from '../../../../schemas/vocabularies.ts'
import { Amount, type Estimate, reportedInWords } from '../../ui/estimate.tsx'
import { SaidBy, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { Scroll } from '../../ui/text.tsx'

type Casualties = NonNullable<Incident['casualties']>
type Group = NonNullable<Casualties['groups']>[number]
type Counted = Pick<Group, 'deaths' | 'injuries'>

const kinds = ['deaths', 'injuries'] as const
const bounds = ['low', 'best', 'high'] as const

const Numbers = ({ of: estimate }: { of: Estimate | undefined }) => (
  <>
    {bounds.map((bound, i) => (
      <td class={i === 0 ? 'number bound' : 'number'}>
        <Amount of={estimate?.[bound]} />
      </td>
    ))}
  </>
)

const Row = ({ title, of: counted }: { title: unknown; of: Counted }) => (
  <tr>
    <th scope="row">{title as string}</th>
    {kinds.map((kind) => (
      <Numbers of={counted[kind]} />
    ))}
  </tr>
)

const Whose = ({ of: { group, actor } }: { of: Group }) =>
  group === undefined ? <bdi>{actor ?? 'Group not stated'}</bdi> : <Term of={casualtyGroup} code={group} />

const Head = () => (
  <thead>
    <tr>
      <td rowspan={2} />
      <th scope="colgroup" colspan={3} class="group bound">
        Deaths
      </th>
      <th scope="colgroup" colspan={3} class="group bound">
        Injuries
      </th>
    </tr>
    <tr>
      {kinds.map(() =>
        ['Low', 'Best', 'High'].map((title, i) => (
          <th scope="col" class={i === 0 ? 'number bound' : 'number'}>
            {title}
          </th>
        )),
      )}
    </tr>
  </thead>
)

const Table = ({ of: casualties }: { of: Casualties }) => (
  <Scroll label="Table of casualties">
    <table class="casualties">
      <colgroup />
      <colgroup span={3} />
      <colgroup span={3} />
      <Head />
      <tbody>
        <Row title="All" of={casualties} />
        {casualties.groups?.map((group) => (
          <Row title={<Whose of={group} />} of={group} />
        ))}
      </tbody>
    </table>
  </Scroll>
)

export const CasualtiesSection = ({
  of: casualties,
  sources,
}: {
  of: Casualties | undefined
  sources: Sources
}) => {
  const numbers = casualties?.deaths ?? casualties?.injuries ?? casualties?.groups
  return (
    <section aria-labelledby="casualties">
      <h2 id="casualties">Casualties</h2>
      <p>
        {(numbers === undefined || casualties?.reported !== undefined) &&
          reportedInWords(casualties?.reported)}{' '}
        <SaidBy of={casualties?.source} sources={sources} />
      </p>
      {casualties !== undefined && numbers !== undefined && <Table of={casualties} />}
    </section>
  )
}
