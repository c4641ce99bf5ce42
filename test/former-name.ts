/** Fields with a former name, which the schema of today may not have. */
import { allFields, type Field, fieldsByFormerName, recordShape } from '../src/record/shape.ts'

type Fields = ReadonlyMap<string, Field>

/** Returns the fields of the group that these steps lead to. */
const fieldsOf = (steps: readonly string[]): Fields => {
  let fields: Fields = recordShape.fields
  for (const step of steps) {
    const shape = fields.get(step)?.shape
    const inner = shape?.kind === 'list' ? shape.item : shape
    if (inner?.kind !== 'group') throw new Error(`${step} is no group.`)
    fields = inner.fields
  }
  return fields
}

/** Runs `act` while a field (`location.place`) has a former name. */
export const withFormerName = async <Result>(
  path: string,
  former: string,
  act: () => Result | Promise<Result>,
): Promise<Result> => {
  const steps = path.split('.')
  const fields = fieldsOf(steps.slice(0, -1))
  const field = fields.get(steps.at(-1) ?? '')
  if (!field) throw new Error(`There is no field ${path}.`)
  const groups = fields === recordShape.fields ? [fields, allFields] : [fields]
  const known = groups.map((each) => fieldsByFormerName(each) as Map<string, Field>)
  for (const each of known) each.set(former, field)
  try {
    return await act()
  } finally {
    for (const each of known) each.delete(former)
  }
}
