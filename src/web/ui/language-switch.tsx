/** Links to the same page in the other languages. */
import { useContext } from 'hono/jsx'
import { catalogues, type Language, languages } from '../../messages/messages.ts'
import { useMessages, ViewerContext } from './viewer.tsx'

/** Returns an address of this site with a language. */
const inLanguage = (address: string, language: Language): string => {
  const url = new URL(address, 'http://language.invalid')
  url.searchParams.set('lang', language)
  return url.pathname + url.search + url.hash
}

/** Returns the address with the language that the address of the page names; unchanged if it names none. */
export const useStatedUrl = (address: string): string => {
  const { statedLanguage } = useContext(ViewerContext)
  return statedLanguage === undefined ? address : inLanguage(address, statedLanguage)
}

/** A form that another language shows again, with all that was typed. */
export interface LanguageForm {
  readonly id: string
  /** The address that shows the form again. */
  readonly action: string
  /** The words of the button that sends the form. */
  readonly submitLabel: string
}

export interface LanguageSwitchProps {
  readonly form?: LanguageForm | undefined
  /** The address to open if the page answers a form. */
  readonly fallbackUrl: string
}

interface ChoiceProps extends LanguageSwitchProps {
  readonly language: Language
}

const Choice = ({ language, form, fallbackUrl }: ChoiceProps) => {
  const { url = fallbackUrl } = useContext(ViewerContext)
  const { name, direction } = catalogues[language].language
  if (form)
    return (
      <button
        type="submit"
        class="language"
        form={form.id}
        formaction={inLanguage(form.action, language)}
        formnovalidate
        name="_more"
        value=""
        lang={language}
        dir={direction}
      >
        {name}
      </button>
    )
  return (
    <a
      class="entry-point"
      href={inLanguage(url, language)}
      hreflang={language}
      lang={language}
      dir={direction}
      rel="nofollow"
    >
      {name}
    </a>
  )
}

/**
 * Renders a hidden button that sends the form: the Enter key presses the first button of a form, which would be that of a
 * language.
 */
const DefaultButton = ({ id, submitLabel }: LanguageForm) => (
  <button type="submit" class="spoken" form={id} tabindex={-1}>
    {submitLabel}
  </button>
)

/** Renders the name of each language: those of the others as links, or as buttons that keep the input of a form. */
export const LanguageSwitch = (props: LanguageSwitchProps) => {
  const { layout, language: current } = useMessages()
  return (
    <nav class="languages" aria-label={layout.languages}>
      {props.form && <DefaultButton {...props.form} />}
      <ul>
        {languages.map((language) => (
          <li>
            {language === current.code ? (
              <span class="entry-point" aria-current="true" lang={language}>
                {current.name}
              </span>
            ) : (
              <Choice language={language} {...props} />
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Renders where search engines find a page in each language; nothing if the page answers a form. */
export const LanguageAlternates = () => {
  const { origin, url } = useContext(ViewerContext)
  return url === undefined ? null : (
    <>
      {languages.map((language) => (
        <link rel="alternate" hreflang={language} href={origin + inLanguage(url, language)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={origin + url} />
    </>
  )
}
