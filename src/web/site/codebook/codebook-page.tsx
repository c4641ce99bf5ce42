/** The codebook: how every field, code, column and rule is meant, made from the schema. */

import { equalityFilters, facets, otherParameters } from '../../../../schemas/query.ts'
import { RowList } from '../../ui/field-list.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Section } from '../../ui/section.tsx'
import { codeAnchor, vocabularies } from '../../ui/term.tsx'
import { ColumnTable, RecordFields } from './fields.tsx'
import { Conventions, CrosswalkRuleList, Dates, RuleList } from './rules.tsx'
import { VocabularyList } from './vocabularies.tsx'

const parameterGroups = [
  ['Equal to', 'Several values by comma or by repeating the parameter.', equalityFilters],
  ['Has one', 'Compared without case and diacritics; several by repeating the parameter.', facets],
  ['Others', 'Each of them once.', otherParameters],
] as const

/** What an address may ask for. */
const Parameters = () => (
  <>
    <p>
      They are the same for the page, for every file and at every commit. All that are given must hold. One
      that is not known is refused with the nearest name; an empty one is absent.
    </p>
    {parameterGroups.map(([title, note, parameters]) => (
      <>
        <h3>{title}</h3>
        <p>{note}</p>
        <RowList
          rows={Object.entries(parameters).map(([name, { help, example }]) => [
            <code>{name}</code>,
            <>
              {help} {example !== '' && <code>{`${name}=${example}`}</code>}
            </>,
          ])}
        />
      </>
    ))}
  </>
)

const sections = [
  ['conventions', 'Conventions', Conventions],
  ['dates', 'Dates', Dates],
  ['fields', 'Fields of a record', RecordFields],
  ['columns', 'Columns of the flat row', ColumnTable],
  ['parameters', 'Parameters of an address', Parameters],
  ['rules', 'Rules', RuleList],
  ['crosswalk', 'Layouts of other projects', CrosswalkRuleList],
  ['codes', 'Codes', VocabularyList],
] as const

const Contents = () => (
  <nav class="contents" aria-label="Contents of the codebook">
    <ul>
      {sections.map(([id, title]) => (
        <li>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
    <ul class="inline">
      {[...vocabularies.values()].map(({ name }) => (
        <li>
          <a href={`#${codeAnchor(name)}`}>{name}</a>
        </li>
      ))}
    </ul>
  </nav>
)

export const CodebookPage = () => (
  <Layout
    title="Codebook"
    activeHref="/codebook"
    description="How every field, code, column and rule of the records is meant."
  >
    <h1>Codebook</h1>
    <p class="lead">How every field, code, column and rule is meant.</p>
    <Contents />
    {sections.map(([id, title, Content]) => (
      <Section id={id} title={title}>
        <Content />
      </Section>
    ))}
  </Layout>
)
