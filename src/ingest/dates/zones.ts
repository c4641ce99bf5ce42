/** The time of a place. */
import type { Moment } from './shapes.ts'

/** The zone of most people in countries where it has another time than the first one of `Intl`. */
const mainZones: Readonly<Record<string, string>> = {
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Chuuk',
  GL: 'America/Nuuk',
  KI: 'Pacific/Tarawa',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  US: 'America/New_York',
  XK: 'Europe/Belgrade',
}

/** `Intl.Locale` of ECMA-402 2025, whose types TypeScript lacks. */
interface LocaleWithZones {
  readonly getTimeZones?: () => readonly string[] | undefined
}

/** Returns the zone (IANA) of a country by its code: that of most of its people; UTC for any other text. */
export const zoneOf = (country: string): string => {
  const main = Object.hasOwn(mainZones, country) ? mainZones[country] : undefined
  if (main !== undefined || !/^[A-Z]{2}$/.test(country)) return main ?? 'UTC'
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & LocaleWithZones
  return locale.getTimeZones?.()?.[0] ?? 'UTC'
}

/** Returns the zone (IANA) that a text names; undefined for any other text. */
export const parseZone = (text = ''): string | undefined => {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(text)) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Countries whose weekend is not Saturday and Sunday, by the number of the weekday with which it begins. */
const weekends: readonly (readonly [start: number, countries: string])[] = [
  [4, 'AF IR'],
  [5, 'BD BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE'],
]

const saturday = 6

const weekendStartOf = (country: string): number =>
  weekends.find(([, countries]) => countries.split(' ').includes(country))?.[0] ?? saturday

/**
 * Returns the day and the time in a zone at an instant in milliseconds since 1970 UTC; the weekend is that of the
 * country (ISO 3166-1 alpha-2), Saturday and Sunday for any other text.
 */
export const localMoment = (now: number, timeZone: string, country = ''): Moment => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  const today = `${parts.year}-${parts.month}-${parts.day}`
  return {
    today,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
    latest: today,
    weekendStart: weekendStartOf(country),
  }
}
