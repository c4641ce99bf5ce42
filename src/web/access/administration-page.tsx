/** The page of the administration: the parts of the site and their state, each with its page. */
import type { Child } from 'hono/jsx'
import type { Messages } from '../../messages/messages.ts'
import type { AdministrationState, BoundedCount } from '../../services/access/administration.ts'
import { Instant } from '../ui/date.tsx'
import { RowList } from '../ui/field-list.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface AdministrationPageProps {
  readonly state: AdministrationState
  /** The version of the program. */
  readonly version: string
  readonly takesReports: boolean
  /** What the operator has set; undefined if nothing. */
  readonly siteName: string | undefined
  readonly contact: string | undefined
}

type Row = readonly [title: Child, value: Child]

const countText = ({ count, isBounded }: BoundedCount, { administration, number }: Messages): string =>
  isBounded ? administration.atLeast(count) : number(count)

const partsOf = (state: AdministrationState, messages: Messages): Row[] => {
  const { administration: texts, tokens, datasets } = messages
  const { reports, corrections, cache, commit, at } = state
  const [reportCount, correctionCount] = [countText(reports, messages), countText(corrections, messages)]
  return [
    [<a href="/tokens">{tokens.title}</a>, texts.tokens(state.validTokens, state.endingTokens)],
    [<a href="/datasets">{datasets.title}</a>, texts.datasets(state.datasets, state.unpublishable)],
    [<a href="/queue">{texts.waiting}</a>, texts.waitingState(reportCount, correctionCount)],
    [
      <a href="/commits">{texts.audit}</a>,
      <>
        {texts.commit(commit)}
        {messages.common.separator}
        <Instant at={at} />
      </>,
    ],
    [
      <a href="/incidents">{texts.redactions}</a>,
      <>
        {texts.redactionState(state.redactions, state.unfinished)}. {texts.redactionHelp}
      </>,
    ],
    [texts.cache, texts.cacheState(countText(cache.files, messages), cache.bytes)],
  ]
}

const healthOf = (props: AdministrationPageProps, messages: Messages): Row[] => {
  const { administration: texts, number, audit } = messages
  const { state, version, siteName, contact, takesReports } = props
  const { chain, staleRows, schema, adminToken } = state
  const isWarning = adminToken !== 'strong'
  return [
    [texts.version, <code>{version}</code>],
    [texts.schema, <code>{schema}</code>],
    [texts.stale, staleRows === 0 ? number(0) : `${number(staleRows)}. ${texts.staleHelp}`],
    [
      texts.chain,
      chain === null ? (
        texts.noChain
      ) : (
        <>
          {texts.commit(chain.seq)} <code class="digest">{chain.digest}</code>
        </>
      ),
    ],
    [
      <bdi>{texts.adminToken}</bdi>,
      isWarning ? (
        <strong role="alert">{texts.adminTokens[adminToken]}</strong>
      ) : (
        <>
          {texts.adminTokens.strong} (<bdi>{audit.actors.admin}</bdi>)
        </>
      ),
    ],
    [texts.submissions, takesReports ? texts.on : texts.off],
    [texts.siteName, siteName === undefined ? texts.unset : <bdi>{siteName}</bdi>],
    [texts.contact, contact === undefined ? texts.unset : <bdi>{contact}</bdi>],
  ]
}

/** Renders the page of the administration. */
export const AdministrationPage = (props: AdministrationPageProps) => {
  const messages = useMessages()
  const { administration: texts, common } = messages
  return (
    <Layout title={texts.title} activeHref="/admin" unlisted>
      <div class="narrow">
        <h1>{texts.title}</h1>
        <p class="lead">{texts.lead}</p>
        <Section id="parts" title={texts.parts}>
          <RowList rows={partsOf(props.state, messages)} />
        </Section>
        <Section id="health" title={texts.health}>
          <RowList rows={healthOf(props, messages)} />
          <p>
            <a href="/health">{common.json}</a>
          </p>
        </Section>
      </div>
    </Layout>
  )
}
