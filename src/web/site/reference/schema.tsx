/** Schemas in the reference of the API. */
import { RowList } from '../../ui/field-list.tsx'
import { nameOf, type SchemaObject } from './api-document.ts'

/** Renders the type of a value: a link to its schema, or its kind. */
export const SchemaType = ({ schema }: { schema: SchemaObject }) => {
  const { $ref, anyOf, allOf, items, type, format } = schema
  const several = anyOf ?? allOf
  if ($ref !== undefined) {
    const name = nameOf({ $ref })
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (several)
    return (
      <>
        {several.map((each, i) => (
          <>
            {i > 0 && (anyOf ? ' | ' : ' & ')}
            <SchemaType schema={each} />
          </>
        ))}
      </>
    )
  if (items)
    return (
      <>
        <SchemaType schema={items} />
        []
      </>
    )
  if (schema.enum) return <>{schema.enum.join(' | ')}</>
  return <>{format ?? (Array.isArray(type) ? type.join(' | ') : (type ?? ''))}</>
}

/** Renders an object with its fields; the codebook has the codes of a vocabulary. */
export const SchemaFields = ({ schema, optional }: { schema: SchemaObject; optional: string }) => {
  const { properties = {}, required = [], description } = schema
  return (
    <>
      {description && <p>{description}</p>}
      <RowList
        rows={Object.entries(properties).map(([name, each]) => [
          <code>{name}</code>,
          <>
            <SchemaType schema={each} />
            {required.includes(name) ? '' : `, ${optional}`}
            {each.description && `: ${each.description}`}
          </>,
        ])}
      />
    </>
  )
}
