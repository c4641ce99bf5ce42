/** The page of an import: what it did, its faults, and the form by which its file is imported again. */
import { can, canIn } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import type { ImportUndo } from '../../services/bulk/describe-undo.ts'
import type { parseStored } from '../../services/imports/read-import.ts'
import type { SentImport } from '../../services/imports/sent-import.ts'
import type { Import } from '../../store/imports/imports.ts'
import { LeftRecords } from '../bulk/bulk-page.tsx'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, PostForm } from '../ui/field.tsx'
import { RowList } from '../ui/field-list.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages, useViewer } from '../ui/viewer.tsx'
import { Faults, type FaultsProps } from './faults.tsx'
import { importUrl } from './imports-page.tsx'
import { MissingFields, MissingRecords, type MissingRecordsProps } from './missing-records.tsx'
import { Checkbox, ModeField, ProblemSummary } from './new-import-page.tsx'
import { type Duplicate, Notices, PossibleDuplicates } from './notices.tsx'

type StoredReport = ReturnType<typeof parseStored>

export interface ImportPageProps extends Omit<FaultsProps, 'total'> {
  readonly found: Import
  /** Undefined if the import has not ended. */
  readonly report?: StoredReport | undefined
  readonly duplicates: readonly Duplicate[]
  /** The newest import that has stored rows of the file; undefined if none has. */
  readonly sent?: SentImport | undefined
  /** Whether the file is a table, so that it is given back with its faults. */
  readonly isTable: boolean
  /** The records that the file lacks; undefined if they are kept. */
  readonly missing?: MissingRecordsProps | undefined
  /** What an undo would do; undefined if nothing was stored. */
  readonly undo?: ImportUndo | undefined
  /** The reason of an undo as typed, if it was refused. */
  readonly undoReason?: string | undefined
  /** Whether the file is there to be imported again. */
  readonly isAvailable: boolean
  readonly problem?: Problem | undefined
}

type Result = 'rehearsal' | 'unfinished' | 'failed' | 'unchanged' | 'nothing' | 'stored'

/** Returns what became of an import. */
const resultOf = ({ found, report }: Pick<ImportPageProps, 'found' | 'report'>): Result => {
  if (!report) return 'unfinished'
  if (found.dry_run === 1) return 'rehearsal'
  if (report.commit !== null) return 'stored'
  if (report.rejected > 0) return 'failed'
  return report.unchanged > 0 ? 'unchanged' : 'nothing'
}

const Numbers = ({ found, report }: { found: Import; report: StoredReport }) => {
  const { importPages: texts, number } = useMessages()
  const { numbers } = texts
  const { rows, created, updated, retracted, unchanged, rejected, encoding } = report
  return (
    <RowList
      rows={[
        [numbers.rows, number(rows)],
        [numbers.rejected, number(rejected)],
        [numbers.created, number(created)],
        [numbers.updated, number(updated)],
        [numbers.retracted, retracted > 0 && number(retracted)],
        [numbers.unchanged, number(unchanged)],
        [numbers.layout, texts.profiles[found.profile] ?? found.profile],
        [numbers.encoding, <code>{encoding}</code>],
      ]}
    />
  )
}

const FileLinks = ({ found: { id }, isTable }: Pick<ImportPageProps, 'found' | 'isTable'>) => {
  const { importPages: texts } = useMessages()
  const links = [
    ...(isTable
      ? ([
          ['/annotated.csv', texts.fileLinks.annotatedCsv],
          ['/annotated.xlsx', texts.fileLinks.annotatedXlsx],
        ] as const)
      : []),
    ['/errors.csv', texts.fileLinks.errors],
    ['/file', texts.fileLinks.original],
  ] as const
  return (
    <Section id="files" title={texts.files}>
      <ul>
        {links.map(([ending, text]) => (
          <li>
            <a href={importUrl(id, ending)}>{text}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const RunButtons = ({
  found,
  settings,
  missing,
}: Pick<ImportPageProps, 'found' | 'settings' | 'missing'>) => {
  const { importPages: texts } = useMessages()
  const viewer = useViewer()
  return (
    <Section id="again" title={found.dry_run === 1 ? texts.sendTitle : texts.sendTitleAgain}>
      <p>{texts.changed}</p>
      <ModeField value={found.mode} />
      {viewer && can(viewer.actor, 'publish') && (
        <Checkbox name="publish" label={texts.labels.publish} checked={settings.publish} />
      )}
      {found.mapping !== null && <Checkbox name="remember" label={texts.remember} checked={false} />}
      {viewer && found.dataset !== null && canIn(viewer.actor, 'review', found.dataset) && (
        <MissingFields
          isChosen={settings.missing === 'retract'}
          reason={settings.reason}
          confirm={missing && !missing.isUncounted ? missing.count : undefined}
        />
      )}
      <p class="buttons">
        <button type="submit" name="dry_run" value="true">
          {texts.rehearseAgain}
        </button>
        <button type="submit" name="dry_run" value="false" class="primary">
          {texts.send}
        </button>
      </p>
    </Section>
  )
}

/** Renders the form that takes the import back. */
const UndoForm = ({ id, reason }: Pick<Import, 'id'> & { readonly reason: string | undefined }) => {
  const { importPages: texts } = useMessages()
  return (
    <PostForm action={importUrl(id, '/undo')}>
      <Field
        as="textarea"
        id="in-reason"
        name="reason"
        label={texts.undoReason}
        value={reason}
        rows={2}
        maxlength={2000}
        required
        dir="auto"
      />
      <p class="buttons">
        <button type="submit">{texts.undo}</button>
      </p>
    </PostForm>
  )
}

interface UndoProps extends Pick<ImportPageProps, 'found' | 'undoReason'> {
  readonly undo: ImportUndo
}

/** Renders what is left to take back, with the form that does it, and the records that stay. */
const Undo = ({ found, undo, undoReason }: UndoProps) => {
  const { importPages: texts } = useMessages()
  const { left, changed } = undo
  return (
    <Section id="undo" title={texts.undo} class="internal desk">
      <p>{left > 0 ? texts.undoLead(left) : texts.undoNothing}</p>
      {left > 0 && <UndoForm id={found.id} reason={undoReason} />}
      <LeftRecords records={changed} />
    </Section>
  )
}

/** Renders who has stored rows of the file by another import; nothing if nobody has. */
const SentNotice = ({ found, sent, problem }: Pick<ImportPageProps, 'found' | 'sent' | 'problem'>) => {
  const { importPages: texts, remarks } = useMessages()
  if (!sent || sent.id === found.id) return null
  const who = sent.sender ? <ActorName {...sent.sender} /> : remarks.editor
  return (
    <p class="notice">
      {texts.sent(who, <Instant at={sent.at} />)}{' '}
      {/* A page that answers a form has what was typed, to which no browser leads back. */}
      <a href={importUrl(sent.id)} target={problem && '_blank'}>
        {texts.sentLink}
      </a>
    </p>
  )
}

const Form = (props: ImportPageProps & { readonly report: StoredReport }) => {
  const { found, report, errors, settings, sent, isAvailable, isTable, missing } = props
  const { importPages: texts } = useMessages()
  const faults = <Faults errors={errors} total={report.error_count} settings={settings} />
  if (!isAvailable) return faults
  return (
    <>
      {isTable && (
        <p>
          <a href={importUrl(found.id, '/mapping')}>{texts.matchLink}</a>
        </p>
      )}
      <PostForm
        action={importUrl(found.id, '/runs')}
        class="import"
        data-rows={report.rows}
        hidden={{ sent: sent?.id ?? '' }}
      >
        {faults}
        {missing && <MissingRecords {...missing} />}
        <RunButtons found={found} settings={settings} missing={missing} />
      </PostForm>
    </>
  )
}

/** Renders an import. */
export const ImportPage = (props: ImportPageProps) => {
  const { found, report, settings, duplicates, problem, isAvailable, undo } = props
  const messages = useMessages()
  const { importPages: texts, imports } = messages
  const file = settings.file ?? texts.unnamed
  const result = resultOf(props)
  const results: Readonly<Record<Result, string>> = {
    rehearsal: texts.rehearsal,
    unfinished: texts.unfinished,
    failed: imports.failed,
    unchanged: imports.unchanged,
    nothing: imports.nothing,
    stored: report ? imports.result(report.created, report.updated, report.retracted, report.unchanged) : '',
  }
  return (
    <Layout title={texts.oneTitleText(file)} activeHref="/imports" importsFiles unlisted>
      <h1>{texts.oneTitle(<bdi>{file}</bdi>)}</h1>
      <Meta
        parts={[
          <Instant at={found.at} />,
          found.dataset !== null && (
            <>
              {messages.common.fields.dataset}: <bdi>{found.dataset}</bdi>
            </>
          ),
        ]}
      />
      {problem && <ProblemSummary title={problem.textsIn(messages).title} problem={problem} />}
      <p class="notice" role="status">
        {results[result]}
      </p>
      <SentNotice {...props} />
      {report && (
        <>
          <Numbers found={found} report={report} />
          <Form {...props} report={report} />
          <Notices notices={report.notices ?? []} />
          <PossibleDuplicates duplicates={duplicates} compared={report.compared} />
        </>
      )}
      {report && isAvailable && <FileLinks {...props} />}
      {undo && <Undo {...props} undo={undo} />}
      <p>
        <a href="/imports">{texts.title}</a>
      </p>
    </Layout>
  )
}
