/** Keeps the draft of this page, and brings it back. */
import { formPath } from '../controls.ts'
import { debounce } from '../elements.ts'
import type { Draft } from './draft.ts'
import type { FormState } from './form-state.ts'
import { deleteDraft, listDrafts, saveDraft } from './store.ts'
import { adopt, adoptOwn, holdWhileShown } from './tab.ts'

/** How long after the last key a draft is kept, in milliseconds. */
const saveDelay = 250

/** The drafts that the page found. */
export interface FoundDrafts {
  /** That of this tab, or the newest that no other page has open. */
  readonly own: Draft | undefined
  /** Those that no page has open. */
  readonly others: readonly Draft[]
  /** The newest that another page has open. */
  readonly elsewhere: Draft | undefined
}

export class DraftKeeper {
  readonly #state: FormState
  readonly #path: string
  readonly #first: string
  #id = ''
  #isDirty = false
  #isClosed = false
  readonly #later = debounce(saveDelay, () => void this.save(false))

  constructor(state: FormState) {
    this.#state = state
    this.#path = formPath(state.form)
    this.#first = JSON.stringify(state.fields())
    holdWhileShown(() => this.#id)
    addEventListener('pagehide', () => this.#saveChanges())
    document.addEventListener('visibilitychange', () => this.#saveChanges())
  }

  /** Finds the drafts of the form, and takes that of this page. */
  async find(): Promise<FoundDrafts> {
    this.#id = await adoptOwn()
    const drafts = await listDrafts(this.#path, Date.now())
    let own = drafts.find(({ id }) => id === this.#id)
    let elsewhere: Draft | undefined
    for (const draft of drafts) {
      if (own) break
      if (await adopt(draft.id)) {
        own = draft
        this.#id = draft.id
      } else elsewhere ??= draft
    }
    const others = drafts.filter((each) => each !== own && each !== elsewhere)
    return { own, others, elsewhere }
  }

  /** Makes another draft that of this page. Returns false if another page has it open. */
  async switchTo(draft: Draft): Promise<boolean> {
    if (draft.id === this.#id) return true
    if (!(await adopt(draft.id))) return false
    this.#id = draft.id
    return true
  }

  /** Keeps the draft soon. */
  change(): void {
    this.#isDirty = true
    this.#later.ask()
  }

  /** Keeps the draft. Returns when it is safe. A form as it was served is no draft. */
  async save(isWaiting: boolean, { isHidden = false } = {}): Promise<void> {
    if (this.#isClosed) return
    this.#later.cancel()
    this.#isDirty = false
    const fields = this.#state.fields()
    const isUntouched = !isWaiting && (this.#state.isBlank() || JSON.stringify(fields) === this.#first)
    if (isUntouched) return deleteDraft(this.#id)
    const page = this.#state.page()
    const [id, form, savedAt] = [this.#id, this.#path, Date.now()]
    await saveDraft({ version: 1, id, form, savedAt, fields, page, isWaiting, isHidden })
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
    await deleteDraft(this.#id)
  }
}
