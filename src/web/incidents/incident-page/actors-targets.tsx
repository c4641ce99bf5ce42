/** Who took part in an incident, and what was aimed at. */

import type { Incident } from '../../../../schemas/incident.ts'
import { actorRole, actorType, targetType, type Vocabulary } from '../../../../schemas/vocabularies.ts'
import { FieldList, FieldRow, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import type { Sources } from '../../ui/source-key.tsx'
import { labelOf, Term } from '../../ui/term.tsx'
import { Named } from '../../ui/text.tsx'

type Actor = NonNullable<Incident['actors']>[number]
type Target = NonNullable<Incident['targets']>[number]

const Kind = ({ vocabulary, code }: { vocabulary: Vocabulary; code: string | undefined }) =>
  code === undefined ? null : (
    <>
      {' '}
      (<Term vocabulary={vocabulary} code={code} />)
    </>
  )

const ActorItem = ({ actor }: { actor: Actor }) => (
  <li>
    <Named name={actor.name} fallback="name not known" />
    <Kind vocabulary={actorType} code={actor.type} />
    {actor.with !== undefined && (
      <>
        , together with{' '}
        {actor.with.map((name, i) => (
          <>
            {i > 0 && ', '}
            <bdi>{name}</bdi>
          </>
        ))}
      </>
    )}
  </li>
)

/** The actors under the roles that they have, in the order of the vocabulary; those without a role last. */
export const Actors = ({ actors }: { actors: readonly Actor[] }) => (
  <Section id="actors" title="Actors">
    <dl class="facts roles">
      {[...Object.keys(actorRole), undefined].map((role) => {
        const members = actors.filter((each) => each.role === role)
        return members.length === 0 ? null : (
          <FieldRow term={role === undefined ? 'Role not stated' : labelOf(actorRole, role)}>
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

export const Targets = ({ targets, sources }: { targets: readonly Target[]; sources: Sources }) => (
  <Section id="targets" title="Targets">
    <ul class="cards">
      {targets.map((target) => (
        <li>
          <p>
            <Named name={target.name} fallback="not named" />
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
