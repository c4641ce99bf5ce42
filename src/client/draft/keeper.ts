/** Keeps the draft of this page, and brings it back. */
import { formPath } from '../controls.ts'
import { debounce } from '../elements.ts'
import type { Draft } from './draft.ts'
import type { FormState } from './form-state.ts'
import { deleteDraft, listDrafts, saveDraft } from './store.ts'
import { adopt, adoptNew, adoptOwn, holdWhileShown } from './tab.ts'

/** How long after the last key a draft is kept, in milliseconds. */
const saveDelay = 250

/** The drafts that the page found. */
export interface FoundDrafts {
  /** That of this page: of its tab, or the newest that no other page has open. */
  readonly own: Draft | undefined
  /** The others, which no page may have open. */
  readonly others: readonly Draft[]
  /** The newest that another page has open. */
  readonly elsewhere: Draft | undefined
}

export class DraftKeeper {
  readonly #state: FormState
  readonly #path: string
  readonly #first: string
  #id = ''
  #savedAt = 0
  #isDirty = false
  #isClosed = false
  #isKept = true
  readonly #later = debounce(saveDelay, () => void this.save(false))

  /** `isAnswer` says that the page answers a form, so that what it was served with is no blank form. */
  constructor(state: FormState, isAnswer: boolean) {
    this.#state = state
    this.#path = formPath(state.form)
    this.#first = isAnswer ? '' : JSON.stringify(state.fields())
    holdWhileShown(
      () => this.#id,
      () => void this.#startNew(),
    )
    addEventListener('pagehide', () => this.#saveChanges())
    addEventListener('beforeunload', (event) => {
      if (!this.#isKept && !this.#isClosed) event.preventDefault()
    })
    document.addEventListener('visibilitychange', () => this.#saveChanges())
  }

  /**
   * Finds the drafts of the form. The page takes over the newest one, unless the draft may not be shown unasked or
   * something was typed already: then the page writes a new one, and writes over none.
   */
  async find(mayShow: (draft: Draft) => boolean): Promise<FoundDrafts> {
    const tab = await adoptOwn()
    const drafts = await listDrafts(this.#path, Date.now())
    const [ofTab, isTyped] = [drafts.find(({ id }) => id === tab), this.#isDirty || this.#id !== '']
    const candidates = ofTab ? [ofTab] : drafts
    let own: Draft | undefined
    let elsewhere: Draft | undefined
    for (const draft of isTyped ? [] : candidates) {
      if (own || !mayShow(draft)) break
      if (draft === ofTab || (await adopt(draft.id))) own = draft
      else elsewhere ??= draft
    }
    if (own) this.#take(own)
    else if (this.#id === '') this.#id = ofTab ? await adoptNew() : tab
    const others = drafts.filter((each) => each !== own && each !== elsewhere && each.id !== this.#id)
    return { own, others, elsewhere }
  }

  #take({ id, savedAt }: Draft): void {
    this.#id = id
    this.#savedAt = savedAt
  }

  async #startNew(): Promise<void> {
    this.#id = await adoptNew()
  }

  /** Makes the draft of this tab that of this page, whose text is newer. */
  async takeTab(): Promise<void> {
    this.#id = await adoptOwn()
  }

  /** Makes another draft that of this page. Returns false if another page has it open. */
  async switchTo(draft: Draft): Promise<boolean> {
    if (draft.id === this.#id) return true
    if (this.#isDirty) await this.save(false)
    if (!(await adopt(draft.id))) return false
    this.#take(draft)
    return true
  }

  /** Keeps the draft soon. */
  change(): void {
    this.#isDirty = true
    this.#later.ask()
  }

  /**
   * Keeps the draft. Returns when it is safe; false if the browser keeps nothing. A form as it was served is no draft.
   */
  async save(isWaiting: boolean, { isHidden = false } = {}): Promise<boolean> {
    if (this.#isClosed) return true
    this.#later.cancel()
    this.#isDirty = false
    if (this.#id === '') await this.#startNew()
    const fields = this.#state.fields()
    const isUntouched = !isWaiting && (this.#state.isBlank() || JSON.stringify(fields) === this.#first)
    if (isUntouched) {
      this.#isKept = true
      await deleteDraft(this.#id)
      return true
    }
    // Later than before even if the clock was set back: of two copies the newer one counts.
    this.#savedAt = Math.max(Date.now(), this.#savedAt + 1)
    const page = this.#state.page()
    const [id, form, savedAt] = [this.#id, this.#path, this.#savedAt]
    this.#isKept = await saveDraft({ version: 1, id, form, savedAt, fields, page, isWaiting, isHidden })
    return this.#isKept
  }

  #saveChanges(): void {
    if (this.#isDirty) void this.save(false)
  }

  /** Keeps the draft for those who ask for it, and nothing after that. */
  close(): void {
    if (!this.#state.isBlank()) void this.save(false, { isHidden: true })
    this.#isClosed = true
  }

  /** Forgets the draft of this page. */
  async forget(): Promise<void> {
    this.#later.cancel()
    this.#isDirty = false
    this.#isKept = true
    await deleteDraft(this.#id)
  }

  /** Keeps nothing any more, and forgets the draft of this page. */
  async end(): Promise<void> {
    this.#isClosed = true
    await this.forget()
  }
}
