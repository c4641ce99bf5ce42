/** The script of the form of a report. Without it the form works too. */

import { addDayPickers } from './checks/day-picker.ts'
import { findControls, findForm, findPageField, formPath, writeValue } from './controls.ts'
import { lastCountry, rememberCountry, rememberFiled } from './device/device.ts'
import { addDevicePanel } from './device/panel.ts'
import { leavePage, onTripleEscape } from './device/quick-exit.ts'
import { endVisit, isOfEndedVisit, onForgottenElsewhere } from './device/visit.ts'
import { FormState } from './draft/form-state.ts'
import { DraftKeeper } from './draft/keeper.ts'
import { offerDrafts, type Restoration, restoreDraft } from './draft/restore.ts'
import { loadChecksLater, loadPlacesLater } from './later-scripts.ts'
import { messages } from './messages.ts'
import { offerMap } from './places/map-button.ts'
import { addReceiptButtons } from './receipt-buttons.ts'
import { changesLanguage, openPart, opensPart } from './send/parts.ts'
import { leadsElsewhere, Sender } from './send/submit.ts'

/** Tells the server in which zone words such as "yesterday" are meant. */
const stateZone = (form: HTMLFormElement): void => {
  const field = findPageField(form, '_zone')
  if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''
}

const fillCountry = (state: FormState): void => {
  const [country] = findControls(state.form, 'location.country')
  if (country?.value !== '') return
  writeValue(country, lastCountry() ?? '')
  state.read()
}

/** Whether the page answers a form that was sent, whose values are newer than any draft. */
const isAnswer = (form: HTMLFormElement): boolean =>
  location.pathname !== formPath(form) || document.querySelector('main .summary, main [role=alert]') !== null

const wordsOf = (state: FormState): string =>
  ['date', 'location.place', 'title'].flatMap((name) => state.value(name).trim() || []).join(', ')

/** Shows the draft of the page, or says which drafts there are. */
const bringBack = async (restoration: Restoration, sender: Sender): Promise<void> => {
  const isPrefilled = [...new URLSearchParams(location.search).keys()].some(
    (name) => !/^(lang|queue)$/.test(name),
  )
  const { own, ...rest } = await restoration.keeper.find(({ isHidden }) => !isHidden && !isPrefilled)
  if (!own) return offerDrafts(restoration, rest)
  await restoreDraft(restoration, own, rest)
  if (own.isWaiting) await sender.wait()
}

/** Makes the form keep its draft, send it once, and open its parts in place. */
const start = async (form: HTMLFormElement): Promise<void> => {
  if (isOfEndedVisit()) {
    form.reset()
    return location.replace('/submit')
  }
  const state = new FormState(form)
  const keeper = new DraftKeeper(state, isAnswer(form))
  const leave = () => {
    sender.end()
    keeper.close()
    leavePage()
  }
  const forget = () => {
    sender.end()
    return keeper.end()
  }
  const decorate = () => {
    stateZone(form)
    addDayPickers(form)
    offerMap(form, messages.places.mapButton)
    addDevicePanel({ leave, forget })
  }
  const startAgain = async () => {
    form.reset()
    await forget()
    endVisit()
    location.replace('/submit')
  }
  const refreshChecks = loadChecksLater(state)
  const shown = () => {
    state.read()
    decorate()
    refreshChecks()
  }
  const filed = async (url: string) => {
    // What was typed while the report was on its way is not in it.
    if (state.hasRecent()) await keeper.save(false, { isHidden: true })
    else await keeper.forget()
    if (formPath(form) !== '/submit') return
    rememberCountry(state.value('location.country'))
    if (new URL(url).pathname.startsWith('/receipts/'))
      rememberFiled({ url, at: Date.now(), words: wordsOf(state) })
  }
  const sender = new Sender(form, {
    body: (submitter) => state.body(submitter),
    save: (isWaiting) => keeper.save(isWaiting),
    filed,
    shown,
  })

  const change = ({ target }: Event) => {
    if (!state.note(target)) return
    keeper.change()
    sender.hold()
  }
  form.addEventListener('input', change)
  form.addEventListener('change', change)
  form.addEventListener('submit', (event) => {
    const { submitter } = event
    if (leadsElsewhere(form) || (changesLanguage(submitter) && navigator.onLine)) return
    event.preventDefault()
    if (opensPart(submitter))
      void openPart(form, submitter, state.body(submitter)).then((isOpen) => isOpen && shown())
    else void sender.send(submitter)
  })
  onTripleEscape(leave)
  onForgottenElsewhere(() => void startAgain())
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && isOfEndedVisit()) void startAgain()
  })
  decorate()
  loadPlacesLater(form)
  if (isAnswer(form)) {
    await keeper.takeTab()
    await keeper.save(false)
  } else await bringBack({ state, keeper, shown: decorate }, sender)
  fillCountry(state)
  // Not by `dataset`: the form has a control of that name.
  form.setAttribute('data-ready', '')
}

const form = findForm()
if (form && !leadsElsewhere(form)) void start(form)
else if (form) {
  stateZone(form)
  addDayPickers(form)
  offerMap(form, messages.places.mapButton)
  loadChecksLater(new FormState(form))
  loadPlacesLater(form)
}
addReceiptButtons()
