/** Who says to have done it, and whom others say to have done it. */

import type { Incident } from '../../../../schemas/incident.ts'
import { attributionConfidence, claimMedium, claimStatus } from '../../../../schemas/vocabularies.ts'
import { EventDate } from '../../ui/date.tsx'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { labelledTerm } from '../../ui/term.tsx'
import { Meta, Named, Paragraphs } from '../../ui/text.tsx'

type Claim = NonNullable<Incident['claims']>[number]
type Attribution = NonNullable<Incident['attributions']>[number]

const ClaimItem = ({ claim, sources }: { claim: Claim; sources: Sources }) => (
  <li>
    <p>
      <Named name={claim.by} fallback="somebody whose name is not stated" /> says: <q>we did it</q>.
    </p>
    <Meta
      parts={[
        claim.date && <EventDate date={claim.date} />,
        labelledTerm('Medium:', claimMedium, claim.medium),
        labelledTerm('Status:', claimStatus, claim.status),
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
  <Section id="claims" title="Claims of responsibility">
    <ul class="cards">
      {claims.map((claim) => (
        <ClaimItem claim={claim} sources={sources} />
      ))}
    </ul>
  </Section>
)

const AttributionItem = ({ attribution, sources }: { attribution: Attribution; sources: Sources }) => (
  <li>
    <p>
      <Named name={attribution.by} fallback="somebody whose name is not stated" />{' '}
      {attribution.confidence === 'suspected' ? 'suspects' : 'says'}:{' '}
      <Named name={attribution.to} fallback="a party that is not stated" /> did it.
    </p>
    <Meta
      parts={[
        labelledTerm('Confidence:', attributionConfidence, attribution.confidence),
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
  <Section id="attributions" title="Attributions">
    <ul class="cards">
      {attributions.map((attribution) => (
        <AttributionItem attribution={attribution} sources={sources} />
      ))}
    </ul>
  </Section>
)
