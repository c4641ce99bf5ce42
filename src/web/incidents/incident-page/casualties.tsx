/** Deaths and injuries of a record: what is reported, and every number as it was stated. */

import type { Incident } from '../../../../schemas/incident.ts'
import { casualtyGroup } from '../../../../schemas/vocabularies.ts'
import { Amount, type Estimate, reportedSentence } from '../../ui/estimate.tsx'
import { ScrollArea, Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'

type Casualties = NonNullable<Incident['casualties']>
type Group = NonNullable<Casualties['groups']>[number]
type Counts = Pick<Group, 'deaths' | 'injuries'>

const kinds = ['deaths', 'injuries'] as const
const bounds = ['low', 'best', 'high'] as const

const Numbers = ({ estimate }: { estimate: Estimate | undefined }) => (
  <>
    {bounds.map((bound, i) => (
      <td class={i === 0 ? 'number bound' : 'number'}>
        <Amount value={estimate?.[bound]} />
      </td>
    ))}
  </>
)

const Row = ({ title, counts }: { title: unknown; counts: Counts }) => (
  <tr>
    <th scope="row">{title as string}</th>
    {kinds.map((kind) => (
      <Numbers estimate={counts[kind]} />
    ))}
  </tr>
)

const GroupName = ({ group: { group, actor } }: { group: Group }) =>
  group === undefined ? (
    <bdi>{actor ?? 'Group not stated'}</bdi>
  ) : (
    <Term vocabulary={casualtyGroup} code={group} />
  )

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

const Table = ({ casualties }: { casualties: Casualties }) => (
  <ScrollArea label="Table of casualties">
    <table class="casualties">
      <colgroup />
      <colgroup span={3} />
      <colgroup span={3} />
      <Head />
      <tbody>
        <Row title="All" counts={casualties} />
        {casualties.groups?.map((group) => (
          <Row title={<GroupName group={group} />} counts={group} />
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

export const CasualtiesSection = ({
  casualties,
  sources,
}: {
  casualties: Casualties | undefined
  sources: Sources
}) => {
  const numbers = casualties?.deaths ?? casualties?.injuries ?? casualties?.groups
  return (
    <Section id="casualties" title="Casualties">
      <p>
        {(numbers === undefined || casualties?.reported !== undefined) &&
          reportedSentence(casualties?.reported)}{' '}
        <AccordingTo source={casualties?.source} sources={sources} />
      </p>
      {casualties !== undefined && numbers !== undefined && <Table casualties={casualties} />}
    </Section>
  )
}
