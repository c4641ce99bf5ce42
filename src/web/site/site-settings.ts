/** What the operator says of the site, in the settings of the Worker. */
import { type Language, languages } from '../../messages/messages.ts'

/** A text in a language of the site. */
export interface SiteText {
  readonly text: string
  readonly language: Language
}

/** Settings that are empty are undefined. */
export interface SiteSettings {
  readonly name?: string | undefined
  readonly contact?: string | undefined
  /** The licence of the data: its name or its address. */
  readonly licence?: string | undefined
  readonly about?: SiteText | undefined
  readonly privacy?: SiteText | undefined
  /** The usual reasons for rejecting a report, in place of those of the messages. */
  readonly rejectReasons?: readonly string[] | undefined
}

const textSettings = {
  about: { en: 'SITE_ABOUT_EN', ar: 'SITE_ABOUT_AR' },
  privacy: { en: 'SITE_PRIVACY_EN', ar: 'SITE_PRIVACY_AR' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, keyof Env>>>>

const reasonSettings = { en: 'REJECT_REASONS_EN', ar: 'REJECT_REASONS_AR' } as const satisfies Readonly<
  Record<Language, keyof Env>
>

const stated = (setting: string | undefined): string | undefined => setting?.trim() || undefined

/** Returns a text in a language; in another one if it is set in that alone. */
const findText = (env: Env, name: keyof typeof textSettings, language: Language): SiteText | undefined => {
  for (const each of [language, ...languages]) {
    const text = stated(env[textSettings[name][each]])
    if (text !== undefined) return { text, language: each }
  }
  return undefined
}

/** Returns the reasons that are set in a language, one a line; undefined if none is set. */
const findReasons = (env: Env, language: Language): string[] | undefined =>
  stated(env[reasonSettings[language]])
    ?.split('\n')
    .flatMap((line) => stated(line) ?? [])

/** Returns the settings of the site, its texts in a language. */
export const readSiteSettings = (env: Env, language: Language): SiteSettings => ({
  name: stated(env.SITE_NAME),
  contact: stated(env.SITE_CONTACT),
  licence: stated(env.SITE_LICENCE),
  about: findText(env, 'about', language),
  privacy: findText(env, 'privacy', language),
  rejectReasons: findReasons(env, language),
})
