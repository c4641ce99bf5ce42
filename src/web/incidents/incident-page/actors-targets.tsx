/** The actors and targets of an incident. */

import type { Incident } from '../../../../schemas/incident.ts'
import { actorRole, actorType, targetType, type Vocabulary } from '../../../../schemas/vocabularies.ts'
import { FieldList, FieldRow, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import type { Sources } from '../../ui/source-key.tsx'
import { labelOf, Term } from '../../ui/term.tsx'
import { Named } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Actor = NonNullable<Incident['actors']>[number]
type Target = NonNullable<Incident['targets']>[number]

const Kind = ({ vocabulary, code }: { vocabulary: Vocabulary; code: string | undefined }) =>
  code === undefined ? null : (
    <>
      {' '}
      (<Term vocabulary={vocabulary} code={code} />)
    </>
  )

const ActorItem = ({ actor }: { actor: Actor }) => {
  const { incident, common } = useMessages()
  return (
    <li>
      <Named name={actor.name} fallback={incident.nameUnknown} />
      <Kind vocabulary={actorType} code={actor.type} />
      {actor.with !== undefined && (
        <>
          {common.separator}
          {incident.together}
          {actor.with.map((name, i) => (
            <>
              {i > 0 && common.separator}
              <bdi>{name}</bdi>
            </>
          ))}
        </>
      )}
    </li>
  )
}

/** Renders the actors by role, in the order of the vocabulary; those without a role last. */
export const Actors = ({ actors }: { actors: readonly Actor[] }) => {
  const messages = useMessages()
  const { incident } = messages
  return (
    <Section id="actors" title={incident.actors}>
      <dl class="facts roles">
        {[...Object.keys(actorRole), undefined].map((role) => {
          const members = actors.filter((each) => each.role === role)
          return members.length === 0 ? null : (
            <FieldRow term={role === undefined ? incident.roleNotStated : labelOf(actorRole, role, messages)}>
              <ul class="plain">
                {members.map((actor) => (
                  <ActorItem actor={actor} />
                ))}
              </ul>
            </FieldRow>
          )
        })}
      </dl>
    </Section>
  )
}

/** Renders the targets. */
export const Targets = ({ targets, sources }: { targets: readonly Target[]; sources: Sources }) => {
  const { incident } = useMessages()
  return (
    <Section id="targets" title={incident.targets}>
      <ul class="cards">
        {targets.map((target) => (
          <li>
            <p>
              <Named name={target.name} fallback={incident.notNamed} />
              <Kind vocabulary={targetType} code={target.type} />
            </p>
            <FieldList
              fields={groupFields('targets')}
              value={target}
              omit={['name', 'type']}
              sources={sources}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
