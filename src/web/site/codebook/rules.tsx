/** The codebook's rules, conventions and dates. */

import { rulesBeyondJsonSchema } from '../../../../schemas/beyond-json-schema.ts'
import { crosswalkRules } from '../../../../schemas/crosswalk/loss-rules.ts'
import { rules } from '../../../../schemas/rules.ts'
import { datePrecision } from '../../../../schemas/vocabularies.ts'
import type { Messages } from '../../../messages/messages.ts'
import { codeAnchor, ruleAnchor } from '../../../record/codebook/fields.ts'
import { templateNames } from '../../../record/crosswalk/layouts.ts'
import { duplicateThreshold } from '../../../record/duplicates/score.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/date.tsx'
import { FieldRow } from '../../ui/field-list.tsx'
import { LinksInRow } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

/** Renders what holds for every field. */
export const Conventions = () => (
  <ul>
    {useMessages()
      .codebook.conventions(duplicateThreshold)
      .map(({ rule, help }) => (
        <li>
          <strong>{rule}</strong> {help}
        </li>
      ))}
  </ul>
)

const dates = [
  '2022-01-05',
  '2022-01-05T19:30+03:00',
  '2022-01-05T19:30',
  '2022-01',
  '2022',
  '2022-01-05~',
  '2022-01-05?',
  '2022-01-05%',
  '2022-01-03/2022-01-05',
  '[2022-01-03..2022-01-05]',
] as const

const toCode = (text: string) => <code>{text}</code>

/** Renders the ways to write a date, and its precisions. */
export const Dates = () => {
  const messages = useMessages()
  const texts = messages.codebook.dates
  return (
    <>
      <p>{texts.lead}</p>
      <DataTable
        label={texts.table}
        columns={[
          { title: texts.written, isRowHeading: true, cell: toCode },
          { title: texts.means, cell: (date) => formatDate(date, messages) },
        ]}
        rows={dates}
      />
      <p>{texts.intervals(toCode)}</p>
      <dl class="defs">
        {Object.entries(datePrecision).map(([code, { label, definition }]) => (
          <FieldRow id={codeAnchor('date_precision', code)} term={<code>{code}</code>}>
            <strong>{messages.translate(label)}</strong>
            <br />
            {messages.translate(definition)}
          </FieldRow>
        ))}
      </dl>
    </>
  )
}

/** Returns why the JSON Schema does not express a rule; an empty text if it does. */
const reasonOf = (id: string): string =>
  Object.hasOwn(rulesBeyondJsonSchema, id) ? rulesBeyondJsonSchema[id as 'date.order'] : ''

const severityLabel = (
  { isRelaxedForImports, severity }: (typeof rules)[keyof typeof rules],
  { relaxed, severities }: Messages['codebook']['rules'],
): string => (isRelaxedForImports ? relaxed : severities[severity])

/** Renders every rule. */
export const RuleList = () => {
  const { codebook, translate } = useMessages()
  const texts = codebook.rules
  return (
    <>
      <p>{texts.lead}</p>
      <dl class="defs">
        {Object.entries(rules).map(([id, rule]) => (
          <FieldRow id={ruleAnchor(id)} term={<code>{id}</code>}>
            {translate(rule.description)} {reasonOf(id) && `${texts.notInSchema(translate(reasonOf(id)))} `}
            <span class={`severity ${rule.severity}`}>{severityLabel(rule, texts)}</span>
          </FieldRow>
        ))}
      </dl>
    </>
  )
}

const TemplateLinks = () => (
  <LinksInRow links={templateNames.map((name) => ({ href: `/template.csv?profile=${name}`, text: name }))} />
)

/** Renders how values change on the way to the layouts of other projects, and back. */
export const CrosswalkRuleList = () => {
  const { codebook, translate } = useMessages()
  const { lead, templates, kinds } = codebook.crosswalk
  return (
    <>
      <p>{lead(toCode)}</p>
      <p>{templates(<TemplateLinks />)}</p>
      <dl class="defs">
        {Object.entries(crosswalkRules).map(([id, { kind, description }]) => (
          <FieldRow id={ruleAnchor(id)} term={<code>{id}</code>}>
            {translate(description)} <span class="severity">{kinds[kind]}</span>
          </FieldRow>
        ))}
      </dl>
    </>
  )
}
