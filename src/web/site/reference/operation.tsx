/** An operation in the reference of the API. */
import type { Child } from 'hono/jsx'
import type { Messages } from '../../../messages/messages.ts'
import { FilterForm } from '../../form/filter-form.tsx'
import { RowList } from '../../ui/field-list.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { Command } from '../api-examples.tsx'
import {
  type ApiDocument,
  type ContentObject,
  nameOf,
  type OperationObject,
  type ParameterObject,
  type Reference,
  type ResponseObject,
} from './api-document.ts'
import { SchemaType } from './schema.tsx'

type Components = ApiDocument['components']

interface PartProps {
  readonly texts: Messages['reference']
  readonly components: Components
}

export interface OperationProps extends PartProps {
  readonly method: string
  readonly path: string
  readonly operation: OperationObject
  /** The operation that has the form to try it, which is the same query; undefined if it does not read a fixed address. */
  readonly formOf?: string | undefined
}

const isReference = (part: object): part is Reference => '$ref' in part

/** Renders items with commas between them. */
const Joined = ({ items }: { items: readonly Child[] }) => (
  <>{items.flatMap((item, i) => (i === 0 ? [item] : [', ', item]))}</>
)

/** Renders a parameter: a link to its description, or the description of one that no other operation has. */
const ParameterName = ({
  parameter,
  components,
}: { parameter: ParameterObject | Reference } & Omit<PartProps, 'texts'>) => {
  if (!isReference(parameter))
    return (
      <>
        <code>{parameter.name}</code> ({parameter.description})
      </>
    )
  const key = nameOf(parameter)
  return <a href={`#parameter-${key}`}>{components.parameters[key]?.name}</a>
}

const Contents = ({ content }: { content: ContentObject }) => (
  <Joined
    items={Object.entries(content).map(([type, { schema }]) => (
      <>
        <code>{type}</code> <SchemaType schema={schema} />
      </>
    ))}
  />
)

/** Problems that every address may answer, which are said once. */
export const commonProblems = ['token-invalid', 'internal'] as const

/** Renders a link to the page of a problem. */
export const ProblemLink = ({ name }: { name: string }) => <a href={`/problems/${name}`}>{name}</a>

/** Renders links to the pages of problems; nothing if all of them are common. */
const problemLinks = (names: readonly string[]) => {
  const found = names.filter((name) => !(commonProblems as readonly string[]).includes(name))
  return found.length > 0 && <Joined items={found.map((name) => <ProblemLink name={name} />)} />
}

/** Renders a response: what it holds, or the problems that it may be; nothing if they are common. */
const renderResponse = (part: ResponseObject | Reference, { responses }: Components) => {
  const name = isReference(part) ? nameOf(part) : ''
  const response = isReference(part) ? responses[name] : part
  const { description, headers = {}, content = {} } = response as ResponseObject
  if ('application/problem+json' in content) return problemLinks(name.split('.'))
  const headerNames = Object.keys(headers).join(', ')
  return (
    <>
      {description} <Contents content={content} /> {headerNames && <code>({headerNames})</code>}
    </>
  )
}

/** Renders the example of a request. */
const Example = ({ content, texts }: { content: ContentObject } & Pick<PartProps, 'texts'>) => {
  const [type, found] = Object.entries(content).find(([, { example }]) => example !== undefined) ?? []
  if (type === undefined || found?.example === undefined) return null
  const text = typeof found.example === 'string' ? found.example : JSON.stringify(found.example, null, 2)
  return (
    <details>
      <summary>{texts.example(type)}</summary>
      <Command label={texts.example(type)} text={text} />
    </details>
  )
}

/** Renders a form that asks for the address of an operation that reads. */
const TryForm = ({ path, operation, components, texts }: Omit<OperationProps, 'method' | 'formOf'>) => {
  const parameters = (operation.parameters ?? []).map((each) =>
    isReference(each) ? (components.parameters[nameOf(each)] as ParameterObject) : each,
  )
  const filters = parameters
    .filter((each) => each.in === 'query')
    .map(({ name }) => ({ name, label: <code>{name}</code> }))
  return (
    <details>
      <summary>{texts.tryIt}</summary>
      <FilterForm
        id={`try-${operation.operationId}`}
        action={path}
        filters={filters}
        values={{}}
        prefix={operation.operationId}
        label={texts.tryLabel(path)}
        submitLabel={texts.read(path)}
      />
    </details>
  )
}

/** Renders a button that asks for an address with the values in the form of another one. */
const TryButton = ({ path, formOf }: { readonly path: string; readonly formOf: string }) => {
  const { reference } = useMessages()
  return (
    <p>
      <button type="submit" form={`try-${formOf}`} formaction={path}>
        {reference.read(path)}
      </button>{' '}
      {reference.fillIn((words) => (
        <a href={`#${formOf}`}>{words}</a>
      ))}
    </p>
  )
}

/** Renders the parameters, the bodies and the responses of an operation, and a way to try it. */
const Details = ({ path, operation, formOf, components, texts }: OperationProps) => {
  const { operationId, parameters = [], requestBody, responses } = operation
  return (
    <>
      <RowList
        rows={[
          [
            texts.parameters,
            parameters.length > 0 && (
              <Joined
                items={parameters.map((each) => <ParameterName parameter={each} components={components} />)}
              />
            ),
          ],
          [texts.body, requestBody && <Contents content={requestBody.content} />],
          ...Object.entries(responses).map(
            ([status, response]) => [status, renderResponse(response, components)] as const,
          ),
        ]}
      />
      {requestBody && <Example content={requestBody.content} texts={texts} />}
      {formOf === operationId && (
        <TryForm path={path} operation={operation} components={components} texts={texts} />
      )}
      {formOf !== undefined && formOf !== operationId && <TryButton path={path} formOf={formOf} />}
    </>
  )
}

/** Tags of operations that no program of others calls, which are only named: pages, and those of our commands. */
export const namedOnly: readonly string[] = ['Pages', 'Archives']

/** Renders an operation with everything that its caller must know. */
export const Operation = (props: OperationProps) => {
  const { method, path } = props
  const { operationId, summary, description, tags } = props.operation
  return (
    <section aria-labelledby={operationId}>
      <h3 id={operationId}>{summary}</h3>
      <p>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </p>
      {description && <p>{description}</p>}
      {!namedOnly.includes(tags[0]) && <Details {...props} />}
    </section>
  )
}
