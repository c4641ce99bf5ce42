/** The document around every page: head, navigation, main part, footer. */
import { raw } from 'hono/html'
import { type PropsWithChildren, useContext } from 'hono/jsx'
import { can, type PermissionName } from '../../auth/permissions.ts'
import type { Viewer } from '../context.ts'
import { PostForm } from './field.tsx'
import { ViewerContext } from './viewer.tsx'

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
  readonly activeHref?: string | undefined
  /** For pages that nobody should find by searching: receipts, errors. */
  readonly unlisted?: boolean | undefined
}

/** What the navigation leads to; with an act, only for those who may do it. */
const navigationEntries: readonly (readonly [href: string, label: string, act?: PermissionName])[] = [
  ['/incidents', 'Incidents'],
  ['/datasets', 'Datasets'],
  ['/submit', 'Submit'],
  ['/codebook', 'Codebook'],
  ['/incidents?status=submitted,rejected', 'Unpublished', 'readOwn'],
  ['/queue', 'Queue', 'review'],
  ['/duplicates', 'Duplicates', 'merge'],
  ['/tokens', 'Tokens', 'manageTokens'],
  ['/commits', 'Commits', 'audit'],
]

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

const Account = ({ actor }: Viewer) => (
  <PostForm class="account" action="/sign-out">
    <span>
      <bdi>{actor.name ?? actor.id}</bdi>, {actor.role}
    </span>
    <button type="submit">Sign out</button>
  </PostForm>
)

const Navigation = ({ current, viewer }: { current?: string | undefined; viewer?: Viewer | undefined }) => (
  <header class="site">
    <div class="inner">
      <a class="wordmark entry-point" href="/" aria-current={current === '/' ? 'page' : undefined}>
        Sitrep
      </a>
      <nav aria-label="Main">
        <ul>
          {navigationEntries
            .filter(([, , act]) => act === undefined || (viewer && can(viewer.actor, act)))
            .map(([href, label]) => (
              <li>
                <a class="entry-point" href={href} aria-current={current === href ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {viewer && <Account {...viewer} />}
    </div>
  </header>
)

/** Told once to somebody whose token has ended: the cookie is gone by then. */
const SessionExpiredNotice = () => (
  <p class="notice" role="status">
    You have been signed out: your token has ended. <a href="/sign-in">Sign in</a>
  </p>
)

const Footer = ({ viewer }: { viewer?: Viewer | undefined }) => (
  <footer class="foot">
    <div class="inner">
      <p>
        Sitrep is a register of armed-conflict incidents as their sources tell them. What no source says is
        left unknown. How every field is meant stands in the <a href="/codebook">codebook</a>.
      </p>
      {!viewer && <a href="/sign-in">Sign in</a>}
    </div>
  </footer>
)

export const Layout = ({ children, ...head }: PropsWithChildren<LayoutProps>) => {
  const { viewer, isSessionExpired } = useContext(ViewerContext)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <Head {...head} />
        <body>
          <a class="skip" href="#content">
            Skip to the content
          </a>
          <Navigation current={head.activeHref} viewer={viewer} />
          <main id="content" tabindex={-1}>
            {isSessionExpired && <SessionExpiredNotice />}
            {children}
          </main>
          <Footer viewer={viewer} />
        </body>
      </html>
    </>
  )
}
