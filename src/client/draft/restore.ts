/** Brings drafts back into the form. */
import { messages } from '../messages.ts'
import { exchangeForm } from '../send/parts.ts'
import { say } from '../send/show-page.ts'
import type { Draft } from './draft.ts'
import type { FormState } from './form-state.ts'
import type { DraftKeeper, FoundDrafts } from './keeper.ts'
import { showDraftNotices } from './notices.ts'
import { deleteDraft } from './store.ts'

/** Returns the fields of a draft, and blank ones for all else in the form. */
const completeFields = (state: FormState, { fields }: Draft) => {
  const names = new Set(fields.map(([name]) => name))
  const blank = state.fields().flatMap(([name]) => (names.has(name) ? [] : [[name, ''] as const]))
  return [...fields, ...blank]
}

/**
 * Writes a draft into the form. If it has fields without a control, such as a fifth weapon, the server renders the form
 * with them; without a network they are sent though nobody sees them. What the form has no more is shown to be copied,
 * stays in the draft, and is not sent.
 */
export const writeDraft = async (state: FormState, draft: Draft): Promise<void> => {
  const missing = state.write(completeFields(state, draft), draft.page)
  state.keepUnsent([])
  if (missing.length === 0) return
  state.keep(missing)
  const body = state.body()
  body.set('_more', '')
  const path = draft.form
  if (await exchangeForm(state.form, path, body)) {
    state.read()
    const rest = draft.fields.filter(([name]) => !state.isRecent(name))
    const unplaced = state.write(rest, draft.page)
    state.keepUnsent(unplaced)
    const words = unplaced.map(([name, value]) => `${name}: ${value}`).join('; ')
    if (words !== '') say(messages.client.unplaced(words), { id: 'unplaced' })
  }
}

/** What drafts are shown with. */
export interface Restoration {
  readonly state: FormState
  readonly keeper: DraftKeeper
  /** Called when the form has the values of a draft. */
  readonly shown: (draft: Draft) => void
}

/** Opens the form without a draft. */
const startAnew = async (keeper: DraftKeeper, draft: Draft): Promise<void> => {
  await keeper.end()
  location.assign(draft.form)
}

/** Shows a draft in the form, and says so. */
export const restoreDraft = async (
  { state, keeper, shown }: Restoration,
  draft: Draft,
  rest: Omit<FoundDrafts, 'own'>,
): Promise<void> => {
  await writeDraft(state, draft)
  shown(draft)
  const { restored } = messages.client
  const own = { text: restored, discard: () => void startAnew(keeper, draft) }
  showDraftNotices([[draft, own], ...otherNotices({ state, keeper, shown }, rest)])
}

const otherNotices = (restoration: Restoration, rest: Omit<FoundDrafts, 'own'>, isOffer = false) => {
  const { kept, others: another, openElsewhere } = messages.client
  const show = async (draft: Draft) => {
    const others = rest.others.filter((each) => each !== draft)
    if (await restoration.keeper.switchTo(draft)) await restoreDraft(restoration, draft, { ...rest, others })
    else showDraftNotices(otherNotices(restoration, { elsewhere: draft, others }))
  }
  const discard = async (draft: Draft) => {
    await deleteDraft(draft.id)
    showDraftNotices(
      otherNotices(restoration, { ...rest, others: rest.others.filter((each) => each !== draft) }),
    )
  }
  const { elsewhere } = rest
  return [
    ...(elsewhere ? [[elsewhere, { text: openElsewhere }] as const] : []),
    ...rest.others.map(
      (draft, i) =>
        [
          draft,
          {
            text: isOffer && i === 0 ? kept : another,
            show: () => void show(draft),
            discard: () => void discard(draft),
          },
        ] as const,
    ),
  ]
}

/** Says that there are drafts, and shows one only if asked to. */
export const offerDrafts = (restoration: Restoration, rest: Omit<FoundDrafts, 'own'>): void =>
  showDraftNotices(otherNotices(restoration, rest, true))
