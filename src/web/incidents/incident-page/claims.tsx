/** Who says to have done it, and whom others say to have done it. */

import type { Incident } from '../../../../schemas/incident.ts'
import { attributionConfidence, claimMedium, claimStatus } from '../../../../schemas/vocabularies.ts'
import { When } from '../../ui/date.tsx'
import { Facts, fieldsOf } from '../../ui/field-list.tsx'
import { SaidBy, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { Meta, Prose, Unknown } from '../../ui/text.tsx'

type Claim = NonNullable<Incident['claims']>[number]
type Attribution = NonNullable<Incident['attributions']>[number]

const Party = ({ name, missing }: { name: string | undefined; missing: string }) =>
  name === undefined ? <Unknown>{missing}</Unknown> : <bdi class="name">{name}</bdi>

const OneClaim = ({ claim, sources }: { claim: Claim; sources: Sources }) => (
  <li>
    <p>
      <Party name={claim.by} missing="somebody whose name is not stated" /> says: <q>we did it</q>.
    </p>
    <Meta
      of={[
        claim.date && <When date={claim.date} />,
        claim.medium && (
          <>
            Medium: <Term of={claimMedium} code={claim.medium} />
          </>
        ),
        claim.status && (
          <>
            Status: <Term of={claimStatus} code={claim.status} />
          </>
        ),
      ]}
    />
    {claim.text !== undefined && <Prose text={claim.text} />}
    <Facts
      fields={fieldsOf('claims')}
      value={claim}
      omit={['by', 'date', 'medium', 'status', 'text', 'source']}
      sources={sources}
    />
    {claim.source && <Meta of={[<SaidBy of={claim.source} sources={sources} />]} />}
  </li>
)

export const Claims = ({ claims, sources }: { claims: readonly Claim[]; sources: Sources }) => (
  <section aria-labelledby="claims">
    <h2 id="claims">Claims of responsibility</h2>
    <ul class="cards">
      {claims.map((claim) => (
        <OneClaim claim={claim} sources={sources} />
      ))}
    </ul>
  </section>
)

const OneAttribution = ({ attribution, sources }: { attribution: Attribution; sources: Sources }) => (
  <li>
    <p>
      <Party name={attribution.by} missing="somebody whose name is not stated" />{' '}
      {attribution.confidence === 'suspected' ? 'suspects' : 'says'}:{' '}
      <Party name={attribution.to} missing="a party that is not stated" /> did it.
    </p>
    <Meta
      of={[
        attribution.confidence && (
          <>
            Confidence: <Term of={attributionConfidence} code={attribution.confidence} />
          </>
        ),
        attribution.date && <When date={attribution.date} />,
      ]}
    />
    {attribution.text !== undefined && <Prose text={attribution.text} />}
    {attribution.source && <Meta of={[<SaidBy of={attribution.source} sources={sources} />]} />}
  </li>
)

export const Attributions = ({
  attributions,
  sources,
}: {
  attributions: readonly Attribution[]
  sources: Sources
}) => (
  <section aria-labelledby="attributions">
    <h2 id="attributions">Attributions</h2>
    <ul class="cards">
      {attributions.map((attribution) => (
        <OneAttribution attribution={attribution} sources={sources} />
      ))}
    </ul>
  </section>
)
