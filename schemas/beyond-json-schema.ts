/**
 * The rules that the JSON Schema of a record does not express, with the reason: a record that satisfies the schema can
 * break only these.
 */
import type { RuleId } from './rules.ts'

const comparison = 'it compares values'
const database = 'it depends on the other records'

export const rulesBeyondJsonSchema = {
  'date.invalid': 'the schema accepts 29 February of every year',
  'date.order': comparison,
  'date.future': 'it depends on the time',
  'weapons.fates': 'it adds numbers',
  'weapons.order': comparison,
  'casualties.order': comparison,
  'source.key_twice': comparison,
  'source.unknown': comparison,
  'item.empty': 'the schema accepts an entry whose texts are all blank',
  'text.broken': 'most programs cannot read such text, and a portable pattern cannot name it',
  'url.invalid': 'the schema checks the beginning, not the name of the host',
  'language.invalid': 'the schema checks the form, not the order of the subtags',
  'code.withdrawn': 'stored records keep the code',
  'field.server': 'the schema also describes stored records',
  'field.twice': 'JSON is read before it is validated',
  'record.size': 'it depends on derived data',
  'reference.taken': database,
  'dataset.unknown': database,
  'dataset.not_publishable': database,
} as const satisfies { readonly [Rule in RuleId]?: string }
