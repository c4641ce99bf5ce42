/** What a browser makes of a page: its text, the controls of its forms, what it would send. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Text or an attribute of a page, as a browser reads it. */
export const unescapeHtml = (html: string): string =>
  html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')

export interface Control {
  readonly name: string
  readonly value: string
  readonly hidden: boolean
  /** What is wrong with it, as the page says beside it. */
  readonly faults: string
}

const attributesOf = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tag.matchAll(/\s([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescapeHtml(value),
    ]),
  )

const controlPattern =
  /<input\b([^>]*)>|<textarea\b([^>]*)>(.*?)<\/textarea>|<select\b([^>]*)>(.*?)<\/select>/gs

const chosenIn = (options: string): string => {
  const chosen = [...options.matchAll(/<option\b([^>]*)>/g)].find(([, attributes = '']) =>
    /\sselected\b/.test(attributes),
  )
  return attributesOf(chosen?.[1] ?? '').value ?? ''
}

const isUnchosen = ([, input = '']: RegExpExecArray): boolean =>
  /type="(?:radio|checkbox)"/.test(input) && !/\schecked\b/.test(input)

/** Whether a browser sends the control: it has a name. */
const isSent = ([, input, textarea, , select]: RegExpExecArray): boolean =>
  /\sname="/.test(input ?? textarea ?? select ?? '')

/** The controls of the forms of a page, in their order; of radio buttons and checkboxes the chosen ones. */
export const controlsOf = (page: string): Control[] =>
  [...page.matchAll(controlPattern)]
    .filter((each) => isSent(each) && !isUnchosen(each))
    .map(([, input, textarea, text = '', select, options = '']) => {
      const attributes = attributesOf(input ?? textarea ?? select ?? '')
      const value =
        input === undefined
          ? textarea === undefined
            ? chosenIn(options)
            : unescapeHtml(text.replace(/^\n/, ''))
          : attributes.value
      const id = (attributes['aria-describedby'] ?? '').split(' ').find((each) => each.endsWith('-faults'))
      const faults = id === undefined ? '' : (page.split(`id="${id}"`)[1]?.split('</ul>')[0] ?? '')
      return {
        name: attributes.name ?? '',
        value: value ?? '',
        hidden: attributes.type === 'hidden',
        faults: unescapeHtml(faults),
      }
    })

/** A page's form as a browser would send it, with what somebody types over it. */
export const submittedFields = (
  page: string,
  typed: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  ...Object.fromEntries(controlsOf(page).map(({ name, value }) => [name, value])),
  ...typed,
})

/** The names of the groups that buttons of a page open. */
export const openableGroups = (page: string): string[] =>
  [...page.matchAll(/<button[^>]* name="_open" value="([^"]*)"/g)].map(([, name = '']) => name)

/** A form, with what it would send. */
export interface Form {
  readonly action: string
  readonly text: string
  readonly fields: Readonly<Record<string, string>>
}

/** The forms of the main part of a page. */
export const formsOf = (page: string): Form[] =>
  (page.split('<main')[1] ?? '')
    .split('<form')
    .slice(1)
    .map((each) => {
      const text = each.split('</form>')[0] ?? ''
      return {
        action: unescapeHtml(/action="([^"]*)"/.exec(text)?.[1] ?? ''),
        text,
        fields: Object.fromEntries(controlsOf(text).map(({ name, value }) => [name, value])),
      }
    })
