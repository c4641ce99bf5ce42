/** The codebook's rules, and what holds for every field: conventions, dates. */

import { crosswalkRules } from '../../../../schemas/crosswalk/loss-rules.ts'
import { rules } from '../../../../schemas/rules.ts'
import { datePrecision } from '../../../../schemas/vocabularies.ts'
import { duplicateThreshold } from '../../../record/duplicates/score.ts'
import { templateNames } from '../../../record/import-template.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/date.tsx'
import { FieldRow } from '../../ui/field-list.tsx'

const conventions = [
  ['Absent is unknown.', 'A field that is absent, null or an empty cell is unknown or not stated, always.'],
  ['0 is stated.', 'A zero says that a source states that there was none.'],
  [
    'Empty text is absent.',
    'Texts are trimmed and put in Unicode normalisation form C; of line breaks, only LF is kept.',
  ],
  [
    'Several in one cell are joined with "; ".',
    'A ";" inside an item is written "\\;". Items that say nothing are kept where two columns match by position, as the sources and their addresses do.',
  ],
  [
    'A count of munitions is the sum of the stated ones.',
    'It is empty if none is stated. Sums over different weapons need not fit together: two may be fired and five hit, where one weapon states only the one and another only the other.',
  ],
  [
    'Deaths and injuries are what is stated.',
    'Where no casualties are reported and no number is given, the numbers are empty and casualties_reported says none.',
  ],
  [
    'A possible duplicate is a hint.',
    `Records that may tell of one event are offered with a score from 0 to 1 and the reasons: time and place with their precision, names across spellings and scripts, actors, kind, weapons, counts, words and sources. The score is lower where other events of one collection fit as well. Only what scores ${duplicateThreshold} or more is offered, and no record changes because of it.`,
  ],
  [
    'Claims and attributions are what somebody says.',
    'A claim is "we did it", an attribution "they did it"; neither makes anyone a perpetrator among the actors.',
  ],
] as const

export const Conventions = () => (
  <ul>
    {conventions.map(([rule, explanation]) => (
      <li>
        <strong>{rule}</strong> {explanation}
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

export const Dates = () => (
  <>
    <p>
      Dates are written in a part of EDTF (ISO 8601-2). Days are those of the stated local time, never turned
      into UTC; a time without an offset is local.
    </p>
    <DataTable
      label="Ways to write a date"
      columns={[
        { title: 'Written', isRowHeading: true, cell: (date) => <code>{date}</code> },
        { title: 'Means', cell: formatDate },
      ]}
      rows={dates}
    />
    <p>
      An interval <code>a/b</code> lasted from a to b; <code>[a..b]</code> happened once, somewhere between.
      From the date follow <code>date_start</code>, <code>date_end</code> and <code>date_precision</code>:
    </p>
    <dl class="defs">
      {Object.entries(datePrecision).map(([code, { label, definition }]) => (
        <FieldRow id={`codes-date_precision-${code}`} term={<code>{code}</code>}>
          <strong>{label}</strong>
          <br />
          {definition}
        </FieldRow>
      ))}
    </dl>
  </>
)

const severityLabel = (rule: (typeof rules)[keyof typeof rules]): string =>
  rule.isRelaxedForImports ? 'error; warning where the record came from another dataset' : rule.severity

export const RuleList = () => (
  <>
    <p>
      An error refuses the record; a warning is kept with it. The id of a rule never changes its meaning and
      stands in every answer that names it.
    </p>
    <dl class="defs">
      {Object.entries(rules).map(([id, rule]) => (
        <FieldRow id={`rule-${id}`} term={<code>{id}</code>}>
          {rule.description} <span class={`severity ${rule.severity}`}>{severityLabel(rule)}</span>
        </FieldRow>
      ))}
    </dl>
  </>
)

const kindLabels = {
  read: 'noted at an import',
  left_out: 'the record has no row',
  bent: 'the value is written otherwise',
  lost: 'there is no column',
  empty: 'the column stays empty',
} as const satisfies Record<(typeof crosswalkRules)[keyof typeof crosswalkRules]['kind'], string>

/** How records bend to the layouts of other projects, and back. */
export const CrosswalkRuleList = () => (
  <>
    <p>
      An import with <code>profile=ucdp</code>, <code>acled</code> or <code>gtd</code> counts in its{' '}
      <code>notes</code> how values were read; <code>/incidents.loss.csv</code> with the same profile names
      every record that its file leaves out and every value that it does not tell as the record has it.
    </p>
    <p>
      The header of a file to fill in, for an import of the same profile:{' '}
      {templateNames.map((name, i) => (
        <>
          {i > 0 ? ', ' : ''}
          <a href={`/template.csv?profile=${name}`}>{name}</a>
        </>
      ))}
      .
    </p>
    <dl class="defs">
      {Object.entries(crosswalkRules).map(([id, { kind, description }]) => (
        <FieldRow id={`rule-${id}`} term={<code>{id}</code>}>
          {description} <span class="severity">{kindLabels[kind]}</span>
        </FieldRow>
      ))}
    </dl>
  </>
)
