/** Parts of pages: sections, scrolling containers, links to other pages of a list. */
import type { Child, PropsWithChildren } from 'hono/jsx'

export interface SectionProps {
  /** The id of the heading, for links. */
  readonly id: string
  readonly title: Child
  readonly class?: string
  readonly level?: 'h2' | 'h3'
}

/** Renders a section with its heading. */
export const Section = ({
  id,
  title,
  class: className,
  level: Heading = 'h2',
  children,
}: PropsWithChildren<SectionProps>) => (
  <section class={className} aria-labelledby={id}>
    <Heading id={id}>{title}</Heading>
    {children}
  </section>
)

/** Renders a container whose wide content scrolls, also by keyboard. */
export const ScrollArea = ({ label, children }: PropsWithChildren<{ label: string }>) => (
  <section class="scroll" aria-label={label} tabindex={0}>
    {children}
  </section>
)

export interface PagerProps {
  readonly label: string
  /** Links without a URL are left out. */
  readonly links: readonly (readonly [href: string | undefined, text: string, rel?: 'prev' | 'next'])[]
}

/** Renders links to other pages of a list; nothing if there are none. */
export const Pager = ({ label, links }: PagerProps) => {
  const targets = links.filter(([href]) => href !== undefined)
  return targets.length === 0 ? null : (
    <nav aria-label={label} class="pages">
      {targets.map(([href, text, rel]) => (
        <a href={href} rel={rel}>
          {text}
        </a>
      ))}
    </nav>
  )
}
