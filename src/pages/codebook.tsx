/** The codebook: how every field, code, column and rule is meant, made from the schema. */
import { VocabularyList } from './codebook-codes.tsx'
import { ColumnTable, FieldList } from './codebook-fields.tsx'
import { Parameters } from './codebook-query.tsx'
import { Conventions, CrosswalkRuleList, Dates, RuleList } from './codebook-rules.tsx'
import { type Alternate, Layout } from './layout.tsx'
import { anchorOf, vocabularies } from './vocabulary.tsx'

export interface CodebookProps {
  readonly alternates?: readonly Alternate[] | undefined
}

const parts = [
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
      {parts.map(([id, title]) => (
        <li>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
    <ul class="inline">
      {[...vocabularies.values()].map(({ name }) => (
        <li>
          <a href={`#${anchorOf(name)}`}>{name}</a>
        </li>
      ))}
    </ul>
  </nav>
)

export const CodebookPage = ({ alternates }: CodebookProps) => (
  <Layout
    title="Codebook"
    current="/codebook"
    description="How every field, code, column and rule of the records is meant."
    alternates={alternates}
  >
    <h1>Codebook</h1>
    <p class="lead">How every field, code, column and rule is meant.</p>
    <Contents />
    <Conventions />
    <Dates />
    <FieldList />
    <ColumnTable />
    <Parameters />
    <RuleList />
    <CrosswalkRuleList />
    <VocabularyList />
  </Layout>
)
