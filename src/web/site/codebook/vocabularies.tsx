/** The codebook's vocabularies: every code with its label and definition. */

import { eventType, type Term, type Vocabulary } from '../../../../schemas/vocabularies.ts'
import {
  codeAnchor,
  fieldAnchor,
  type VocabularyEntry,
  vocabularies,
} from '../../../record/codebook/fields.ts'
import { FieldRow } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { labelOf } from '../../ui/term.tsx'
import { Meta } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { counterpartsOf } from './counterparts.tsx'

const TermEntry = ({
  name,
  code,
  term,
}: {
  name: string
  code: string
  term: Term & { parent?: string }
}) => (
  <FieldRow id={codeAnchor(name, code)} term={<code>{code}</code>}>
    <strong>{term.label}</strong>
    {term.parent !== undefined && <span class="unit"> ({labelOf(eventType, term.parent)})</span>}
    {term.definition && (
      <>
        <br />
        {term.definition}
      </>
    )}
    <Meta parts={counterpartsOf(codeAnchor(name, code))} />
    {term.withdrawn !== undefined && (
      <>
        <br />
        {useMessages().codebook.withdrawn(term.withdrawn === true ? undefined : term.withdrawn)}
      </>
    )}
  </FieldRow>
)

/** Whether no code has a definition: then they are set in columns. */
const isPlain = (vocabulary: Vocabulary): boolean =>
  Object.values(vocabulary).every((term) => !term.definition)

const CodeNames = ({ name, vocabulary }: Pick<VocabularyEntry, 'name' | 'vocabulary'>) => (
  <ul class="names">
    {Object.entries(vocabulary).map(([code, { label }]) => (
      <li id={codeAnchor(name, code)}>
        <code>{code}</code> {label}
      </li>
    ))}
  </ul>
)

const VocabularySection = ({ name, title, vocabulary, usedBy }: VocabularyEntry) => (
  <Section
    id={codeAnchor(name)}
    level="h3"
    title={
      <>
        {title} <code>{name}</code>
      </>
    }
  >
    <p class="help">
      {useMessages().codebook.codes.usedBy(usedBy.length)}{' '}
      {usedBy.map((path, i) => (
        <>
          {i > 0 && ', '}
          <a href={`#${fieldAnchor(path)}`}>{path}</a>
        </>
      ))}
    </p>
    {isPlain(vocabulary) ? (
      <CodeNames name={name} vocabulary={vocabulary} />
    ) : (
      <dl class="defs">
        {Object.entries<Term>(vocabulary).map(([code, term]) => (
          <TermEntry name={name} code={code} term={term} />
        ))}
      </dl>
    )}
  </Section>
)

/** Renders every vocabulary. */
export const VocabularyList = () => (
  <>
    <p>{useMessages().codebook.codes.lead}</p>
    {[...vocabularies.values()].map((entry) => (
      <VocabularySection {...entry} />
    ))}
  </>
)
