/** The codebook's vocabularies: every code with its label and when to choose it. */
import { eventType, type Term, type Vocabulary } from '../../../../schemas/vocabularies.ts'
import { codeAnchor, labelOf, type VocabularyEntry, vocabularies } from '../../ui/term.tsx'

const TermEntry = ({
  name,
  code,
  term,
}: {
  name: string
  code: string
  term: Term & { parent?: string }
}) => (
  <div id={codeAnchor(name, code)}>
    <dt>
      <code>{code}</code>
    </dt>
    <dd>
      <strong>{term.label}</strong>
      {term.parent !== undefined && <span class="unit"> ({labelOf(eventType, term.parent)})</span>}
      {term.definition && (
        <>
          <br />
          {term.definition}
        </>
      )}
    </dd>
  </div>
)

/** Names that need no definition stand close together. */
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
  <section aria-labelledby={codeAnchor(name)}>
    <h3 id={codeAnchor(name)}>
      {title} <code>{name}</code>
    </h3>
    <p class="help">
      Field{usedBy.length > 1 && 's'}:{' '}
      {usedBy.map((path, i) => (
        <>
          {i > 0 && ', '}
          <a href={`#field-${path.replaceAll('[]', '')}`}>{path}</a>
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
  </section>
)

export const VocabularyList = () => (
  <section aria-labelledby="codes">
    <h2 id="codes">Codes</h2>
    <p>A code never changes its meaning, and one that is given up is not used again.</p>
    {[...vocabularies.values()].map((entry) => (
      <VocabularySection {...entry} />
    ))}
  </section>
)
