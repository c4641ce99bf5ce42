/** Who took part in an incident, and what was aimed at. */

import type { Incident } from '../../../../schemas/incident.ts'
import { actorRole, actorType, targetType } from '../../../../schemas/vocabularies.ts'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import type { Sources } from '../../ui/source-key.tsx'
import { labelOf, Term } from '../../ui/term.tsx'
import { Unknown } from '../../ui/text.tsx'

type Actor = NonNullable<Incident['actors']>[number]
type Target = NonNullable<Incident['targets']>[number]

const ActorItem = ({ actor }: { actor: Actor }) => (
  <li>
    {actor.name === undefined ? <Unknown>name not known</Unknown> : <bdi class="name">{actor.name}</bdi>}
    {actor.type !== undefined && (
      <>
        {' '}
        (<Term vocabulary={actorType} code={actor.type} />)
      </>
    )}
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
  <section aria-labelledby="actors">
    <h2 id="actors">Actors</h2>
    <dl class="facts roles">
      {[...Object.keys(actorRole), undefined].map((role) => {
        const members = actors.filter((each) => each.role === role)
        return members.length === 0 ? null : (
          <div>
            <dt>{role === undefined ? 'Role not stated' : labelOf(actorRole, role)}</dt>
            <dd>
              <ul class="plain">
                {members.map((actor) => (
                  <ActorItem actor={actor} />
                ))}
              </ul>
            </dd>
          </div>
        )
      })}
    </dl>
  </section>
)

export const Targets = ({ targets, sources }: { targets: readonly Target[]; sources: Sources }) => (
  <section aria-labelledby="targets">
    <h2 id="targets">Targets</h2>
    <ul class="cards">
      {targets.map((target) => (
        <li>
          <p>
            {target.name === undefined ? <Unknown>not named</Unknown> : <bdi class="name">{target.name}</bdi>}
            {target.type !== undefined && (
              <>
                {' '}
                (<Term vocabulary={targetType} code={target.type} />)
              </>
            )}
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
  </section>
)
