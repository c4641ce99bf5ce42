/** Texts and URLs that people wrote, shown safely and in their own direction. */
import type { Child, PropsWithChildren } from 'hono/jsx'
import { useMessages } from './viewer.tsx'

/** Renders a text of several lines: blank lines separate paragraphs, single line breaks are kept. */
export const Paragraphs = ({ text }: { text: string }) => (
  <div class="prose">
    {text.split(/\n\s*\n/).map((part) => (
      <p dir="auto">{part}</p>
    ))}
  </div>
)

/** Direction marks (Unicode Standard Annex 9), which move the text after them. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Renders a URL or an id character for character from left to right, direction marks as escapes. */
export const Verbatim = ({ of: text }: { of: string }) => (
  <bdi dir="ltr">{text.replace(directions, (mark) => encodeURIComponent(mark))}</bdi>
)

/** Renders a link to another site; a URL that is neither http nor https becomes plain text. */
export const ExternalLink = ({ href, children }: PropsWithChildren<{ href: string }>) =>
  /^https?:\/\//i.test(href) ? (
    <a href={href} rel="noopener noreferrer nofollow">
      {children ?? <Verbatim of={href} />}
    </a>
  ) : (
    <span>{children ?? <Verbatim of={href} />}</span>
  )

interface ShortLink {
  readonly href: string
  readonly text: string
  readonly description?: string
}

/** Renders links in a row with commas. */
export const LinksInRow = ({ links }: { links: readonly ShortLink[] }) => {
  const { common } = useMessages()
  return (
    <>
      {links.map(({ href, text, description }, i) => (
        <>
          {i > 0 && common.separator}
          <a href={href} title={description}>
            <bdi>{text}</bdi>
          </a>
        </>
      ))}
    </>
  )
}

/** Renders short facts in a row and skips blank ones. */
export const Meta = ({ parts, lead = false }: { parts: readonly Child[]; lead?: boolean }) => {
  const visibleParts = parts.filter((part) => part !== undefined && part !== null && part !== false)
  return visibleParts.length === 0 ? null : (
    <p class={lead ? 'meta lead' : 'meta'}>
      {visibleParts.map((part) => (
        <>
          <span>{part}</span>{' '}
        </>
      ))}
    </p>
  )
}

/** Renders the text for an unknown value, visibly different from a known one. */
export const Unknown = ({ children }: { children?: string }) => (
  <span class="unknown">{children ?? useMessages().common.unknown}</span>
)

/** Renders a name, or the fallback if it is unknown. */
export const Named = ({ name, fallback }: { name: string | undefined; fallback: string }) =>
  name === undefined ? <Unknown>{fallback}</Unknown> : <bdi class="name">{name}</bdi>

/** Renders a dash, which screen readers read as "not stated". */
export const Unstated = () => (
  <span class="unknown">
    <span aria-hidden="true">–</span>
    <VisuallyHidden>{useMessages().common.notStated}</VisuallyHidden>
  </span>
)

/** Renders text for screen readers only. */
export const VisuallyHidden = ({ children }: PropsWithChildren) => <span class="spoken">{children}</span>
