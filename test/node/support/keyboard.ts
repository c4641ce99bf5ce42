/** A person who has a keyboard and no pointer: keys are counted, and each stop on the way must be seen. */
import type { Page } from 'playwright-core'

/** The most stops on the way to a control. */
const maxStops = 120

interface Stop {
  readonly name: string
  readonly isReached: boolean
  /** Whether a person sees that it has the focus. */
  readonly isSeen: boolean
}

/** Returns the element with the focus, and whether it is the one that is looked for. */
const readStop = (selector: string): Stop => {
  const at = document.activeElement ?? document.body
  const { top, bottom, left, right } = at.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
  const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  return {
    name: at.getAttribute('name') || (at.textContent ?? '').trim().slice(0, 40) || at.className,
    isReached: at.matches(selector),
    // The browser itself marks the part of a date that has the focus.
    isSeen: isInside && (hasOutline || at.matches('[type=date]')),
  }
}

export class Keyboard {
  readonly page: Page
  #presses = 0

  constructor(page: Page) {
    this.page = page
  }

  /** How many keys were pressed, without the letters of texts. */
  get presses(): number {
    return this.#presses
  }

  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) {
      this.#presses++
      await this.page.keyboard.press(key)
    }
  }

  /** Types a text in place of that of the control. */
  async replaceWith(text: string): Promise<void> {
    await this.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }

  /** Presses Tab until a control has the focus. Each stop must be seen. */
  async tabTo(selector: string, key = 'Tab'): Promise<void> {
    const stops: string[] = []
    while (stops.length < maxStops) {
      await this.press(key)
      const { name, isReached, isSeen } = await this.page.evaluate(readStop, selector)
      stops.push(name)
      if (!isSeen) throw new Error(`On the way to ${selector}, nobody sees the last of ${stops.join(', ')}.`)
      if (isReached) return
    }
    throw new Error(`${key} does not lead to ${selector}, but to ${stops.join(', ')}.`)
  }

  /** Presses a key that leads to another page. */
  async lead(key = 'Enter'): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), this.press(key)])
  }

  /** Chooses an option by its text or value, by arrows. */
  async choose(text: string): Promise<void> {
    const steps = await this.page.evaluate((wanted) => {
      const { options, selectedIndex } = document.activeElement as HTMLSelectElement
      return [...options].findIndex((each) => each.text === wanted || each.value === wanted) - selectedIndex
    }, text)
    await this.press(steps < 0 ? 'ArrowUp' : 'ArrowDown', Math.abs(steps))
  }

  /** Presses an access key with Alt, which Playwright sends without its text, and Chromium then takes for none. */
  async access(key: string): Promise<void> {
    this.#presses++
    const session = await this.page.context().newCDPSession(this.page)
    const code = { key, code: `Digit${key}`, windowsVirtualKeyCode: key.charCodeAt(0), modifiers: 1 }
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...code, text: key, unmodifiedText: key })
    await session.detach()
  }

  /** Presses an access key that leads to another page. */
  async leadByAccess(key: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), this.access(key)])
  }
}
