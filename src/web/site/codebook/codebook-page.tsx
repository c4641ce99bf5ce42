/** The codebook: definitions of every field, code, column and rule, derived from the schema. */

import { countParameters, equalityFilters, facets, otherParameters } from '../../../../schemas/query.ts'
import { codebookFiles } from '../../../export/codebook.ts'
import { codeAnchor, vocabularies } from '../../../record/codebook/fields.ts'
import { RowList } from '../../ui/field-list.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Section } from '../../ui/section.tsx'
import { LinksInRow } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { Borders } from './borders.tsx'
import { ColumnList, RecordFields } from './fields.tsx'
import { Conventions, CrosswalkRuleList, Dates, RuleList } from './rules.tsx'
import { VocabularyList } from './vocabularies.tsx'

const parameterGroups = [
  ['equal', equalityFilters],
  ['has', facets],
  ['others', otherParameters],
  ['counts', countParameters],
] as const

/** Renders the parameters of lists and files. */
const Parameters = () => {
  const { codebook, translate } = useMessages()
  const { parameters: texts } = codebook
  return (
    <>
      <p>{texts.lead}</p>
      {parameterGroups.map(([name, parameters]) => (
        <>
          <h3>{texts[name].title}</h3>
          <p>{texts[name].help}</p>
          <RowList
            rows={Object.entries(parameters).map(([name, { help, example }]) => [
              <code>{name}</code>,
              <>
                {translate(help)} {example !== '' && <code>{`${name}=${example}`}</code>}
              </>,
            ])}
          />
        </>
      ))}
    </>
  )
}

const sections = [
  ['conventions', Conventions],
  ['dates', Dates],
  ['fields', RecordFields],
  ['columns', ColumnList],
  ['parameters', Parameters],
  ['rules', RuleList],
  ['borders', Borders],
  ['crosswalk', CrosswalkRuleList],
  ['codes', VocabularyList],
] as const

const Contents = () => {
  const { codebook } = useMessages()
  return (
    <nav class="contents" aria-label={codebook.contents}>
      <ul>
        {sections.map(([id]) => (
          <li>
            <a href={`#${id}`}>{codebook.sections[id]}</a>
          </li>
        ))}
      </ul>
      <ul class="inline">
        {[...vocabularies.values()].map(({ name }) => (
          <li>
            <a href={`#${codeAnchor(name)}`}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Renders the codebook. */
export const CodebookPage = () => {
  const { codebook } = useMessages()
  return (
    <Layout title={codebook.title} activeHref="/codebook" description={codebook.description}>
      <h1>{codebook.title}</h1>
      <p class="lead">{codebook.lead}</p>
      <p>
        {codebook.files(
          <LinksInRow
            links={Object.keys(codebookFiles).map((extension) => ({
              href: `/codebook.${extension}`,
              text: extension.toUpperCase(),
            }))}
          />,
        )}
      </p>
      <Contents />
      {sections.map(([id, Content]) => (
        <Section id={id} title={codebook.sections[id]}>
          <Content />
        </Section>
      ))}
    </Layout>
  )
}
