/** The reference of the API, from the OpenAPI document. */
import { raw } from 'hono/html'
import { catalogues, type Messages } from '../../../messages/messages.ts'
import { once } from '../../../text/memoize.ts'
import { RowList } from '../../ui/field-list.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Section } from '../../ui/section.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { type ApiDocument, parseApiDocument } from './api-document.ts'
import { commonProblems, namedOnly, Operation, ProblemLink } from './operation.tsx'
import { SchemaFields, SchemaType } from './schema.tsx'

interface Props {
  readonly document: ApiDocument
  readonly texts: Messages['reference']
}

const allOperations = ({ paths }: ApiDocument) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )

/** Returns the operations of a tag, in the order of the document. */
const operationsOf = (document: ApiDocument, tag: string) =>
  allOperations(document).filter(({ operation }) => operation.tags[0] === tag)

/** Returns the operation that has the form to try another one: the first one of the same list. */
const formFinder = (document: ApiDocument) => {
  const readable = allOperations(document).filter(
    ({ method, path, operation }) =>
      method === 'get' && !path.includes('{') && !namedOnly.includes(operation.tags[0]),
  )
  const byList = Map.groupBy(readable, ({ path }) => path.split('.')[0])
  const forms = new Map(
    [...byList.values()].flatMap((group) =>
      group.map(({ operation }) => [operation.operationId, group[0]?.operation.operationId] as const),
    ),
  )
  return (id: string): string | undefined => forms.get(id)
}

const Contents = ({ document, texts }: Props) => (
  <nav class="contents" aria-label={texts.contents}>
    {document.tags.map(({ name }) => (
      <>
        <h2>
          <a href={`#${name}`}>{name}</a>
        </h2>
        <ul>
          {operationsOf(document, name).map(({ method, path, operation }) => (
            <li>
              <a href={`#${operation.operationId}`}>
                {method.toUpperCase()} {path}
              </a>
            </li>
          ))}
        </ul>
      </>
    ))}
  </nav>
)

const Parameters = ({ document }: Pick<Props, 'document'>) => (
  <RowList
    rows={Object.entries(document.components.parameters).map(
      ([key, { name, schema, description, example }]) => [
        <code id={`parameter-${key}`}>{name}</code>,
        <>
          <SchemaType schema={schema} />. {description}{' '}
          {example !== undefined && <code>{[example].flat().join(',')}</code>}
        </>,
      ],
    )}
  />
)

const Schemas = ({ document, texts }: Props) => (
  <>
    {Object.entries(document.components.schemas).map(([name, schema]) =>
      schema.enum ? (
        <p id={`schema-${name}`}>
          {texts.vocabulary(name, (words) => (
            <a href="/codebook#codes">{words}</a>
          ))}
        </p>
      ) : (
        <section aria-labelledby={`schema-${name}`}>
          <h3 id={`schema-${name}`}>{name}</h3>
          <SchemaFields schema={schema} optional={texts.optional} />
        </section>
      ),
    )}
  </>
)

const [tokenInvalid, internal] = commonProblems

const Content = ({ document, texts }: Props) => {
  const findForm = formFinder(document)
  return (
    <>
      <p>{document.info.description}</p>
      <p>{texts.everywhere(<ProblemLink name={tokenInvalid} />, <ProblemLink name={internal} />)}</p>
      <Contents document={document} texts={texts} />
      {document.tags.map(({ name, description }) => (
        <Section id={name} title={name}>
          <p>{description}</p>
          {operationsOf(document, name).map((each) => (
            <Operation
              {...each}
              formOf={findForm(each.operation.operationId)}
              components={document.components}
              texts={texts}
            />
          ))}
        </Section>
      ))}
      <Section id="parameters" title={texts.parameters}>
        <Parameters document={document} />
      </Section>
      <Section id="schemas" title={texts.schemas}>
        <Schemas document={document} texts={texts} />
      </Section>
    </>
  )
}

/**
 * Returns the HTML of the reference, which is made once: it is the same for everybody. It is in English, as the API and
 * its description are.
 */
const renderReference = once(
  () => new String(<Content document={parseApiDocument()} texts={catalogues.en.reference} />),
)

/** Renders the page. */
export const ReferencePage = () => {
  const { reference, language } = useMessages()
  const isEnglish = language.code === 'en'
  return (
    <Layout title={reference.title} activeHref="/docs" description={reference.description}>
      <h1>{reference.title}</h1>
      <p class="lead">
        {reference.lead((words) => (
          <a href="/openapi.json">{words}</a>
        ))}
      </p>
      <div lang={isEnglish ? undefined : 'en'} dir={isEnglish ? undefined : 'ltr'}>
        {raw(String(renderReference()))}
      </div>
    </Layout>
  )
}
