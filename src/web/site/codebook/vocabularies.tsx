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
import { LinksInRow, Meta } from '../../ui/text.tsx'
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
}) => {
  const messages = useMessages()
  const { codebook, translate } = messages
  return (
    <FieldRow id={codeAnchor(name, code)} term={<code>{code}</code>}>
      <strong>{translate(term.label)}</strong>
      {term.parent !== undefined && <span class="unit"> ({labelOf(eventType, term.parent, messages)})</span>}
      {term.definition && (
        <>
          <br />
          {translate(term.definition)}
        </>
      )}
      <Meta parts={counterpartsOf(codeAnchor(name, code))} />
      {term.withdrawn !== undefined && (
        <>
          <br />
          {codebook.withdrawn(term.withdrawn === true ? undefined : term.withdrawn)}
        </>
      )}
    </FieldRow>
  )
}

/** Whether no code has a definition: then they are set in columns. */
const isPlain = (vocabulary: Vocabulary): boolean =>
  Object.values(vocabulary).every((term) => !term.definition)

const CodeNames = ({ name, vocabulary }: Pick<VocabularyEntry, 'name' | 'vocabulary'>) => (
  <ul class="names">
    {Object.entries(vocabulary).map(([code, { label }]) => (
      <li id={codeAnchor(name, code)}>
        <code>{code}</code> {useMessages().translate(label)}
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
        {useMessages().translate(title)} <code>{name}</code>
      </>
    }
  >
    <p class="help">
      {useMessages().codebook.codes.usedBy(usedBy.length)}{' '}
      <LinksInRow links={usedBy.map((path) => ({ href: `#${fieldAnchor(path)}`, text: path }))} />
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
