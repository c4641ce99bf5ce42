/** An operation in the reference of the API. */
import type { Child } from 'hono/jsx'
import type { Messages } from '../../../messages/messages.ts'
import { FilterForm } from '../../form/filter-form.tsx'
import { RowList } from '../../ui/field-list.tsx'
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
  return (
    <a href={`#parameter-${key}`}>
      <code>{components.parameters[key]?.name}</code>
    </a>
  )
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

/** Renders a response: what it holds, or the problems that it may be. */
const Response = ({
  response,
  components,
}: { response: ResponseObject | Reference } & Omit<PartProps, 'texts'>) => {
  const name = isReference(response) ? nameOf(response) : ''
  const {
    description,
    headers = {},
    content = {},
  } = isReference(response) ? (components.responses[name] as ResponseObject) : response
  if ('application/problem+json' in content)
    return (
      <Joined
        items={name.split('.').map((problem) => (
          <a href={`/problems/${problem}`}>
            <code>{problem}</code>
          </a>
        ))}
      />
    )
  return (
    <>
      {description} <Contents content={content} />
      {Object.keys(headers).length > 0 && (
        <>
          {' '}
          (<Joined items={Object.keys(headers).map((each) => <code>{each}</code>)} />)
        </>
      )}
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
const TryForm = ({ path, operation, components, texts }: Omit<OperationProps, 'method'>) => {
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
        action={path}
        filters={filters}
        values={{}}
        prefix={operation.operationId}
        label={texts.tryLabel(path)}
        submitLabel={texts.read}
      />
    </details>
  )
}

/** Renders an operation with everything that its caller must know. */
export const Operation = ({ method, path, operation, components, texts }: OperationProps) => {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  return (
    <section aria-labelledby={operationId}>
      <h3 id={operationId}>{summary}</h3>
      <p>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </p>
      {description && <p>{description}</p>}
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
            ([status, response]) =>
              [status, <Response response={response} components={components} />] as const,
          ),
        ]}
      />
      {requestBody && <Example content={requestBody.content} texts={texts} />}
      {method === 'get' && !path.includes('{') && (
        <TryForm path={path} operation={operation} components={components} texts={texts} />
      )}
    </section>
  )
}
