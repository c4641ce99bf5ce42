/** The notes and warnings of an import, and the stored records that its rows may repeat. */
import { describeRule, type RuleId, rules } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Notice } from '../../services/imports/notices.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

const isRule = (rule: string): rule is RuleId => Object.hasOwn(rules, rule)

/** Returns what a note or warning says; its name if there are no words for it. */
const describeNotice = (rule: string, messages: Messages) =>
  messages.importPages.notes[rule] ?? (isRule(rule) ? describeRule(rule)(messages) : undefined)

const columnsOf = (messages: Messages): readonly Column<Notice>[] => {
  const { importPages: texts } = messages
  return [
    { title: texts.notice.kind, cell: ({ kind }) => texts.kinds[kind] },
    {
      title: texts.notice.what,
      isRowHeading: true,
      cell: ({ rule }) => (
        <>
          {describeNotice(rule, messages)} <code>{rule}</code>
        </>
      ),
    },
    { title: texts.notice.column, cell: ({ column }) => column !== undefined && <bdi>{column}</bdi> },
    {
      title: texts.notice.cell,
      cell: ({ received }) => received !== undefined && <bdi>{String(received)}</bdi>,
    },
    { title: texts.notice.count, class: 'number', cell: ({ count }) => count },
  ]
}

/** Renders notes and warnings; nothing if there are none. */
export const Notices = ({ notices }: { notices: readonly Notice[] }) => {
  const messages = useMessages()
  const { importPages: texts } = messages
  if (notices.length === 0) return null
  return (
    <Section id="notices" title={texts.notices}>
      <DataTable label={texts.noticeTable} class="incidents" columns={columnsOf(messages)} rows={notices} />
    </Section>
  )
}

export interface Duplicate {
  readonly row: number
  readonly id: string
  readonly title?: string | undefined
  readonly score: number
}

interface DuplicatesProps {
  readonly duplicates: readonly Duplicate[]
  /** The number of new rows that were compared. */
  readonly compared: number
}

/** Renders stored records that rows may repeat; nothing if there are none. */
export const PossibleDuplicates = ({ duplicates, compared }: DuplicatesProps) => {
  const { importPages: texts, common } = useMessages()
  if (duplicates.length === 0) return null
  return (
    <Section id="possible-duplicates" title={texts.possible}>
      <p>{texts.possibleLead(compared)}</p>
      <ul>
        {duplicates.map(({ row, id, title, score }) => (
          <li>
            {texts.row(row)}:{' '}
            <a href={`/incidents/${id}`}>
              <bdi>{title ?? common.untitled}</bdi>
            </a>{' '}
            ({common.score(score)})
          </li>
        ))}
      </ul>
    </Section>
  )
}
