/** The deaths and injuries of a record, as reported. */

import type { Child } from 'hono/jsx'
import type { Incident } from '../../../../schemas/incident.ts'
import { casualtyGroup } from '../../../../schemas/vocabularies.ts'
import { Amount, reportedSentence } from '../../ui/estimate.tsx'
import { ScrollArea, Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Casualties = NonNullable<Incident['casualties']>
type Group = NonNullable<Casualties['groups']>[number]
type Counts = Pick<Group, 'deaths' | 'injuries'>

/** The columns: three numbers of an estimate each for deaths and injuries. */
const columns = (['deaths', 'injuries'] as const).flatMap((kind) => [
  { kind, bound: 'low', class: 'number bound' } as const,
  { kind, bound: 'best', class: 'number' } as const,
  { kind, bound: 'high', class: 'number' } as const,
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
    <bdi>{actor ?? useMessages().incident.casualties.groupNotStated}</bdi>
  ) : (
    <Term vocabulary={casualtyGroup} code={group} />
  )

const Head = () => {
  const { casualties } = useMessages().incident
  return (
    <thead>
      <tr>
        <td rowspan={2} />
        {[casualties.deaths, casualties.injuries].map((title) => (
          <th scope="colgroup" colspan={3} class="group bound">
            {title}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map(({ bound, class: className }) => (
          <th scope="col" class={className}>
            {casualties[bound]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const Table = ({ casualties }: { casualties: Casualties }) => {
  const { table, all } = useMessages().incident.casualties
  return (
    <ScrollArea label={table}>
      <table class="casualties">
        <colgroup />
        <colgroup span={3} />
        <colgroup span={3} />
        <Head />
        <tbody>
          <Row title={all} counts={casualties} />
          {casualties.groups?.map((group) => (
            <Row title={<GroupName group={group} />} counts={group} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

export interface CasualtiesProps {
  readonly casualties: Casualties | undefined
  readonly sources: Sources
}

/** Renders whether casualties were reported, and the numbers. */
export const CasualtiesSection = ({ casualties, sources }: CasualtiesProps) => {
  const messages = useMessages()
  const numbers = casualties?.deaths ?? casualties?.injuries ?? casualties?.groups
  return (
    <Section id="casualties" title={messages.incident.casualties.title}>
      <p>
        {(numbers === undefined || casualties?.reported !== undefined) &&
          reportedSentence(casualties?.reported, messages)}{' '}
        <AccordingTo source={casualties?.source} sources={sources} />
      </p>
      {casualties !== undefined && numbers !== undefined && <Table casualties={casualties} />}
    </Section>
  )
}
