/** The document around every page: head, navigation, main part, footer. */
import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'

export interface Alternate {
  readonly type: string
  readonly href: string
  readonly title?: string | undefined
}

export interface LayoutProps {
  readonly title: string
  readonly description?: string | undefined
  /** The same content in other formats. */
  readonly alternates?: readonly Alternate[] | undefined
  /** The entry of the navigation to which the page belongs. */
  readonly current?: string | undefined
  /** For pages that nobody should find by searching: receipts, errors. */
  readonly unlisted?: boolean | undefined
}

const entries = [
  ['/incidents', 'Incidents'],
  ['/datasets', 'Datasets'],
  ['/submit', 'Submit'],
  ['/codebook', 'Codebook'],
] as const

const Head = ({ title, description, alternates = [], unlisted }: LayoutProps) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{title === 'Sitrep' ? title : `${title} – Sitrep`}</title>
    {description && <meta name="description" content={description} />}
    {unlisted && <meta name="robots" content="noindex" />}
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/sitrep.css" />
    {alternates.map((each) => (
      <link rel="alternate" type={each.type} href={each.href} title={each.title} />
    ))}
  </head>
)

const Navigation = ({ current }: { current?: string | undefined }) => (
  <header class="site">
    <div class="inner">
      <a class="wordmark entry-point" href="/" aria-current={current === '/' ? 'page' : undefined}>
        Sitrep
      </a>
      <nav aria-label="Main">
        <ul>
          {entries.map(([href, label]) => (
            <li>
              <a class="entry-point" href={href} aria-current={current === href ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  </header>
)

const Footer = () => (
  <footer class="foot">
    <div class="inner">
      <p>
        Sitrep is a register of armed-conflict incidents as their sources tell them. What no source says is
        left unknown. How every field is meant stands in the <a href="/codebook">codebook</a>.
      </p>
    </div>
  </footer>
)

export const Layout = ({ children, ...head }: PropsWithChildren<LayoutProps>) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <Head {...head} />
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <Navigation current={head.current} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <Footer />
      </body>
    </html>
  </>
)
