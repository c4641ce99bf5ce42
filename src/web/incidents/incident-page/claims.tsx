/** Claims of responsibility, and attributions to others. */

import type { Incident } from '../../../../schemas/incident.ts'
import { attributionConfidence, claimMedium, claimStatus } from '../../../../schemas/vocabularies.ts'
import { EventDate } from '../../ui/date.tsx'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { labelledTerm } from '../../ui/term.tsx'
import { Meta, Named, Paragraphs } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Claim = NonNullable<Incident['claims']>[number]
type Attribution = NonNullable<Incident['attributions']>[number]

const ClaimItem = ({ claim, sources }: { claim: Claim; sources: Sources }) => {
  const { claims } = useMessages().incident
  return (
    <li>
      <p>{claims.claim(<Named name={claim.by} fallback={claims.unnamed} />)}</p>
      <Meta
        parts={[
          claim.date && <EventDate date={claim.date} />,
          labelledTerm(claims.medium, claimMedium, claim.medium),
          labelledTerm(claims.status, claimStatus, claim.status),
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
}

/** Renders the claims of responsibility. */
const Claims = ({ claims, sources }: { claims: readonly Claim[]; sources: Sources }) => (
  <Section id="claims" title={useMessages().incident.claims.title}>
    <ul class="cards">
      {claims.map((claim) => (
        <ClaimItem claim={claim} sources={sources} />
      ))}
    </ul>
  </Section>
)

const AttributionItem = ({ attribution, sources }: { attribution: Attribution; sources: Sources }) => {
  const { attributions } = useMessages().incident
  return (
    <li>
      <p>
        {attributions.attribution(
          <Named name={attribution.by} fallback={attributions.unnamed} />,
          <Named name={attribution.to} fallback={attributions.unnamedParty} />,
          attribution.confidence === 'suspected',
        )}
      </p>
      <Meta
        parts={[
          labelledTerm(attributions.confidence, attributionConfidence, attribution.confidence),
          attribution.date && <EventDate date={attribution.date} />,
        ]}
      />
      {attribution.text !== undefined && <Paragraphs text={attribution.text} />}
      {attribution.source && <Meta parts={[<AccordingTo source={attribution.source} sources={sources} />]} />}
    </li>
  )
}

/** Renders the attributions. */
const Attributions = ({
  attributions,
  sources,
}: {
  attributions: readonly Attribution[]
  sources: Sources
}) => (
  <Section id="attributions" title={useMessages().incident.attributions.title}>
    <ul class="cards">
      {attributions.map((attribution) => (
        <AttributionItem attribution={attribution} sources={sources} />
      ))}
    </ul>
  </Section>
)

type Statements = Pick<Incident, 'claims' | 'attributions' | 'sources'>

/** Renders claims beside attributions; nothing if there are neither. */
export const ClaimsAttributions = ({ record }: { record: Statements }) => {
  const { claims, attributions, sources } = record
  return claims || attributions ? (
    <div class="columns">
      {claims && <Claims claims={claims} sources={sources} />}
      {attributions && <Attributions attributions={attributions} sources={sources} />}
    </div>
  ) : null
}
