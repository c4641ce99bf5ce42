/** Deaths and injuries of a record: what is reported, and every number as it was stated. */

import type { Child } from 'hono/jsx'
import type { Incident } from '../../../../schemas/incident.ts'
import { casualtyGroup } from '../../../../schemas/vocabularies.ts'
import { Amount, reportedSentence } from '../../ui/estimate.tsx'
import { ScrollArea, Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'

type Casualties = NonNullable<Incident['casualties']>
type Group = NonNullable<Casualties['groups']>[number]
type Counts = Pick<Group, 'deaths' | 'injuries'>

/** The columns: of each kind, the bounds of the estimate. */
const columns = (['deaths', 'injuries'] as const).flatMap((kind) => [
  { kind, bound: 'low', title: 'Low', class: 'number bound' } as const,
  { kind, bound: 'best', title: 'Best', class: 'number' } as const,
  { kind, bound: 'high', title: 'High', class: 'number' } as const,
])

const Row = ({ title, counts }: { title: Child; counts: Counts }) => (
  <tr>
    <th scope="row">{title}</th>
    {columns.map(({ kind, bound, class: className }) => (
      <td class={className}>
        <Amount value={counts[kind]?.[bound]} />
      </td>
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
      {['Deaths', 'Injuries'].map((title) => (
        <th scope="colgroup" colspan={3} class="group bound">
          {title}
        </th>
      ))}
    </tr>
    <tr>
      {columns.map(({ title, class: className }) => (
        <th scope="col" class={className}>
          {title}
        </th>
      ))}
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

export interface CasualtiesProps {
  readonly casualties: Casualties | undefined
  readonly sources: Sources
}

export const CasualtiesSection = ({ casualties, sources }: CasualtiesProps) => {
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
