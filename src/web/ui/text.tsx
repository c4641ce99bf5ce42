/** Texts and addresses that people have written, shown safely and in their own direction. */
import type { Child, PropsWithChildren } from 'hono/jsx'

/** A text of several lines: empty lines part paragraphs, single line breaks stay. */
export const Paragraphs = ({ text }: { text: string }) => (
  <div class="prose">
    {text.split(/\n\s*\n/).map((part) => (
      <p dir="auto">{part}</p>
    ))}
  </div>
)

/** Marks of direction (Unicode Standard Annex 9): what stands behind one is shown elsewhere. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** An address or an id, character for character from left to right. */
export const Verbatim = ({ of: text }: { of: string }) => (
  <bdi dir="ltr">{text.replace(directions, (mark) => encodeURIComponent(mark))}</bdi>
)

/** A link to another site. An address that is not http or https is shown and leads nowhere. */
export const ExternalLink = ({ href, children }: PropsWithChildren<{ href: string }>) =>
  /^https?:\/\//i.test(href) ? (
    <a href={href} rel="noopener noreferrer nofollow">
      {children ?? <Verbatim of={href} />}
    </a>
  ) : (
    <span>{children ?? <Verbatim of={href} />}</span>
  )

/** Short facts in a row; those that are not there leave nothing. */
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

/** Something that is not known, set apart from what is. */
export const Unknown = ({ children = 'unknown' }: { children?: string }) => (
  <span class="unknown">{children}</span>
)

/** A name, or what stands for one that is not known. */
export const Named = ({ name, fallback }: { name: string | undefined; fallback: string }) =>
  name === undefined ? <Unknown>{fallback}</Unknown> : <bdi class="name">{name}</bdi>

/** A dash that is spoken: nothing is said about it. */
export const Unstated = () => (
  <span class="unknown">
    <span aria-hidden="true">–</span>
    <VisuallyHidden>not stated</VisuallyHidden>
  </span>
)

/** Text for readers of screens that speak. */
export const VisuallyHidden = ({ children }: PropsWithChildren) => <span class="spoken">{children}</span>
