/** The document of every page: head, navigation, main part, footer. */
import { raw } from 'hono/html'
import { type PropsWithChildren, useContext } from 'hono/jsx'
import { can, type PermissionName } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Viewer } from '../context.ts'
import { ActorName } from './actor-name.tsx'
import { type ClientScript, scriptUrl } from './client-scripts.ts'
import { PostForm } from './field.tsx'
import { LanguageAlternates, type LanguageForm, LanguageSwitch } from './language-switch.tsx'
import { hrefOf, latestList } from './list-url.ts'
import { useMessages, useSite, ViewerContext } from './viewer.tsx'

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
  /** The address of the navigation entry to which the page belongs. */
  readonly activeHref?: string | undefined
  /** Whether search engines should not list the page, such as a receipt or an error. */
  readonly unlisted?: boolean | undefined
  /** The form of the page, which another language shows again. */
  readonly languageForm?: LanguageForm | undefined
  /** Whether the page is in a frame on another site: without navigation and footer. */
  readonly isEmbedded?: boolean | undefined
  /** Whether the page shows records or their numbers, which have a style sheet of their own. */
  readonly showsRecords?: boolean | undefined
  /** Whether the page imports files, which has a style sheet of its own. */
  readonly importsFiles?: boolean | undefined
}

/** The entries of the navigation. One with an act is shown only to those who may do it and, if it names one, not another act. */
const navigationEntries: readonly (readonly [
  href: string,
  name: keyof Messages['layout']['entries'],
  act?: PermissionName,
  otherAct?: PermissionName,
])[] = [
  ['/incidents', 'incidents'],
  ['/datasets', 'datasets'],
  ['/submit', 'submit'],
  ['/codebook', 'codebook'],
  ['/incidents?status=submitted,rejected', 'unpublished', 'readOwn'],
  ['/imports', 'imports', 'import'],
  ['/my', 'own', 'readOwn', 'readAll'],
  ['/queue', 'queue', 'review'],
  ['/duplicates', 'duplicates', 'merge'],
  ['/admin', 'admin', 'administer'],
]

/** The scripts that a script loads when they are needed. */
const laterScripts: Readonly<Partial<Record<ClientScript, readonly ClientScript[]>>> = {
  form: ['checks', 'places', 'map'],
  import: ['reader', 'workbook'],
}

const Head = ({ title, description, alternates = [], unlisted, showsRecords, importsFiles }: LayoutProps) => {
  const { language, layout } = useMessages()
  const { script } = useContext(ViewerContext)
  const { name = layout.site } = useSite()
  const src = script && scriptUrl(script, language.code)
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === layout.site ? name : layout.title(title, name)}</title>
      {description && <meta name="description" content={description} />}
      {unlisted && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/sitrep.css" />
      {showsRecords && <link rel="stylesheet" href="/records.css" />}
      {importsFiles && <link rel="stylesheet" href="/imports.css" />}
      {script !== undefined &&
        laterScripts[script]?.map((each) => (
          <meta name={`${each}-script`} content={scriptUrl(each, language.code)} />
        ))}
      {src !== undefined && <script type="module" src={src} />}
      <link rel="service-desc" type="application/json" href="/openapi.json" />
      <link rel="service-doc" type="text/html" href="/docs" />
      {!unlisted && <LanguageAlternates />}
      {alternates.map((each) => (
        <link rel="alternate" type={each.type} href={each.href} title={each.title} />
      ))}
    </head>
  )
}

const Account = ({ actor }: Viewer) => {
  const { layout, common } = useMessages()
  return (
    <PostForm class="account" action="/sign-out">
      <span>
        <ActorName actor={actor.id} name={actor.name} />
        {common.separator}
        {common.roles[actor.role] ?? actor.role}
      </span>
      <button type="submit">{layout.signOut}</button>
    </PostForm>
  )
}

interface NavigationProps extends Pick<LayoutProps, 'languageForm'> {
  readonly current?: string | undefined
  readonly viewer?: Viewer | undefined
}

const Navigation = ({ current, viewer, languageForm }: NavigationProps) => {
  const { layout } = useMessages()
  const { name = layout.site } = useSite()
  return (
    <header class="site">
      <div class="inner">
        <a class="wordmark entry-point" href="/" aria-current={current === '/' ? 'page' : undefined}>
          <bdi>{name}</bdi>
        </a>
        <nav aria-label={layout.navigation}>
          <ul>
            {navigationEntries
              .filter(
                ([, , act, otherAct]) =>
                  act === undefined ||
                  (viewer && can(viewer.actor, act) && !(otherAct && can(viewer.actor, otherAct))),
              )
              .map(([href, name]) => (
                <li>
                  <a
                    class="entry-point"
                    href={href === '/incidents' ? latestList : href}
                    aria-current={current === href ? 'page' : undefined}
                  >
                    {layout.entries[name]}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
        {viewer && <Account {...viewer} />}
        <LanguageSwitch form={languageForm} fallbackUrl={current ?? '/'} />
      </div>
    </header>
  )
}

/** Returns the address to sign in that leads back to the page. */
const useSignInUrl = (): string => {
  const { url = '/' } = useContext(ViewerContext)
  return url === '/' || url.startsWith('/sign-in') ? '/sign-in' : hrefOf('/sign-in', [['to', url]])
}

/** Shown once after a token has ended: the cookie is gone by then. */
const SessionExpiredNotice = () => {
  const { layout } = useMessages()
  return (
    <p class="notice" role="status">
      {layout.sessionExpired} <a href={useSignInUrl()}>{layout.signIn}</a>
    </p>
  )
}

const Footer = ({ viewer }: { viewer?: Viewer | undefined }) => {
  const { layout, site } = useMessages()
  const { about, privacy } = useSite()
  const signInUrl = useSignInUrl()
  return (
    <footer class="foot">
      <div class="inner">
        <p>
          {layout.about(
            (words) => (
              <a href="/codebook">{words}</a>
            ),
            (words) => (
              <a href="/docs">{words}</a>
            ),
          )}
        </p>
        {(about ?? privacy) !== undefined && <a href="/about">{site.aboutLink}</a>}
        {!viewer && <a href={signInUrl}>{layout.signIn}</a>}
      </div>
    </footer>
  )
}

/** Renders the document of a page. */
export const Layout = ({ children, ...head }: PropsWithChildren<LayoutProps>) => {
  const { viewer, isSessionExpired } = useContext(ViewerContext)
  const { language, layout } = useMessages()
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language.code} dir={language.direction}>
        <Head {...head} />
        <body>
          <a class="skip" href="#content">
            {layout.skip}
          </a>
          {head.isEmbedded ? (
            <LanguageSwitch form={head.languageForm} fallbackUrl="/submit" />
          ) : (
            <Navigation current={head.activeHref} viewer={viewer} languageForm={head.languageForm} />
          )}
          <main id="content" tabindex={-1}>
            {isSessionExpired && <SessionExpiredNotice />}
            {children}
          </main>
          {!head.isEmbedded && <Footer viewer={viewer} />}
        </body>
      </html>
    </>
  )
}
