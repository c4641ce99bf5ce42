/** The codebook: how every field, code, column and rule is meant, made from the schema. */

import { type Alternate, Layout } from '../../ui/layout.tsx'
import { codeAnchor, vocabularies } from '../../ui/term.tsx'
import { ColumnTable, RecordFields } from './fields.tsx'
import { Parameters } from './parameters.tsx'
import { Conventions, CrosswalkRuleList, Dates, RuleList } from './rules.tsx'
import { VocabularyList } from './vocabularies.tsx'

export interface CodebookPageProps {
  readonly alternates?: readonly Alternate[] | undefined
}

const sections = [
  ['conventions', 'Conventions'],
  ['dates', 'Dates'],
  ['fields', 'Fields of a record'],
  ['columns', 'Columns of the flat row'],
  ['parameters', 'Parameters of an address'],
  ['rules', 'Rules'],
  ['crosswalk', 'Layouts of other projects'],
  ['codes', 'Codes'],
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

export const CodebookPage = ({ alternates }: CodebookPageProps) => (
  <Layout
    title="Codebook"
    activeHref="/codebook"
    description="How every field, code, column and rule of the records is meant."
    alternates={alternates}
  >
    <h1>Codebook</h1>
    <p class="lead">How every field, code, column and rule is meant.</p>
    <Contents />
    <Conventions />
    <Dates />
    <RecordFields />
    <ColumnTable />
    <Parameters />
    <RuleList />
    <CrosswalkRuleList />
    <VocabularyList />
  </Layout>
)
