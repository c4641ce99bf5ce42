/** Who says to have done it, and whom others say to have done it. */

import type { Incident } from '../../../../schemas/incident.ts'
import { attributionConfidence, claimMedium, claimStatus } from '../../../../schemas/vocabularies.ts'
import { EventDate } from '../../ui/date.tsx'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { Meta, Paragraphs, Unknown } from '../../ui/text.tsx'

type Claim = NonNullable<Incident['claims']>[number]
type Attribution = NonNullable<Incident['attributions']>[number]

const Party = ({ name, missing }: { name: string | undefined; missing: string }) =>
  name === undefined ? <Unknown>{missing}</Unknown> : <bdi class="name">{name}</bdi>

const ClaimItem = ({ claim, sources }: { claim: Claim; sources: Sources }) => (
  <li>
    <p>
      <Party name={claim.by} missing="somebody whose name is not stated" /> says: <q>we did it</q>.
    </p>
    <Meta
      parts={[
        claim.date && <EventDate date={claim.date} />,
        claim.medium && (
          <>
            Medium: <Term vocabulary={claimMedium} code={claim.medium} />
          </>
        ),
        claim.status && (
          <>
            Status: <Term vocabulary={claimStatus} code={claim.status} />
          </>
        ),
      ]}
    />
    {claim.text !== undefined && <Paragraphs text={claim.text} />}
    <FieldList
      fields={groupFields('claims')}
      value={claim}
      omit={['by', 'date', 'medium', 'status', 'text', 'source']}
      sources={sources}
    />
    {claim.source && <Meta parts={[<AccordingTo source={claim.source} sources={sources} />]} />}
  </li>
)

export const Claims = ({ claims, sources }: { claims: readonly Claim[]; sources: Sources }) => (
  <section aria-labelledby="claims">
    <h2 id="claims">Claims of responsibility</h2>
    <ul class="cards">
      {claims.map((claim) => (
        <ClaimItem claim={claim} sources={sources} />
      ))}
    </ul>
  </section>
)

const AttributionItem = ({ attribution, sources }: { attribution: Attribution; sources: Sources }) => (
  <li>
    <p>
      <Party name={attribution.by} missing="somebody whose name is not stated" />{' '}
      {attribution.confidence === 'suspected' ? 'suspects' : 'says'}:{' '}
      <Party name={attribution.to} missing="a party that is not stated" /> did it.
    </p>
    <Meta
      parts={[
        attribution.confidence && (
          <>
            Confidence: <Term vocabulary={attributionConfidence} code={attribution.confidence} />
          </>
        ),
        attribution.date && <EventDate date={attribution.date} />,
      ]}
    />
    {attribution.text !== undefined && <Paragraphs text={attribution.text} />}
    {attribution.source && <Meta parts={[<AccordingTo source={attribution.source} sources={sources} />]} />}
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
        <AttributionItem attribution={attribution} sources={sources} />
      ))}
    </ul>
  </section>
)
