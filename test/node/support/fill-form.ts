/** Founding incident 3 typed into the form as a person does: by the labels that stand there. */
import type { Locator, Page } from 'playwright-core'
import { record } from './founding-case.ts'

const three = record(3)

/** A control by its label, whatever unit or mark stands behind the words. */
export const controlLabelled = (within: Page | Locator, label: string): Locator =>
  within.getByLabel(new RegExp(`^${label}( \\(\\w+\\))?( required| required in each entry)?$`))

/** A control of the record itself, outside all its groups. */
export const textControl = (page: Page, label: string): Locator =>
  controlLabelled(page, label).and(page.locator(':not(fieldset *)'))

export const group = (within: Page | Locator, name: string): Locator =>
  within.getByRole('group', { name: new RegExp(`^${name}( required)?$`) })

type Entry = Readonly<Record<string, string>>

const type = async (within: Page | Locator, texts: Entry) => {
  for (const [label, text] of Object.entries(texts)) await controlLabelled(within, label).fill(text)
}

const choose = async (within: Page | Locator, options: Entry) => {
  for (const [label, option] of Object.entries(options))
    await controlLabelled(within, label).selectOption({ label: option })
}

/** Opens a group of the form, which shows it again with all that was typed; returns the group. */
export const open = async (page: Page, name: string): Promise<Locator> => {
  const button = page.getByRole('button', { name, exact: true })
  const id = `group-${await button.getAttribute('value')}`
  await button.click()
  // The group has controls once it is open.
  const opened = page.locator(`[id="${id}"]`)
  await opened.locator('[name=_opened]').waitFor({ state: 'attached' })
  return opened
}

/** Presses the button that adds an entry, and gives the new one. */
export const addEntry = async (page: Page, list: string, entry: string, number: number): Promise<Locator> => {
  await group(page, list)
    .getByRole('button', { name: `Add another ${entry.toLowerCase()}`, exact: true })
    .click()
  const added = group(page, `${entry} ${number}`)
  await added.waitFor()
  return added
}

const typeHead = async (page: Page, date: string) => {
  await page.locator('[name=_kind]').selectOption('shelling')
  await textControl(page, 'When').fill(date)
  await textControl(page, 'Country').selectOption({ label: 'Iraq' })
  await textControl(page, 'Place').fill('western Anbar')
  await textControl(page, 'In a sentence or two').fill(three.summary)
  await type(page, { Killed: 'none', Injured: 'none' })
  await choose(await open(page, 'Outcome and type of conflict'), { Outcome: 'Mixed' })
  await type(await open(page, 'More about the time'), { 'Note on the date': 'evening' })
  const place = await open(page, 'More about the place')
  await choose(place, { 'Precision of the place': 'First-level area' })
  await type(place, {
    'First-level area': 'Anbar',
    'Note on the place': 'A base housing US troops. Only the claim names it: it calls the base Ain Al Asad.',
  })
  await type(await open(page, 'Title, dataset and reference'), {
    Dataset: 'january-2022',
    Reference: 'jan-2022-3',
    Title: three.title,
  })
}

const troops = [
  ['US troops', 'Target'],
  ['coalition forces', 'Other'],
] as const

const typeSides = async (page: Page) => {
  await open(page, 'Actors')
  for (const [i, [name, role]] of troops.entries()) {
    const actor = i === 0 ? group(page, 'Actor 1') : await addEntry(page, 'Actors', 'Actor', i + 1)
    await type(actor, { Name: name })
    await choose(actor, { Role: role, 'Type of actor': 'External forces' })
  }
  await open(page, 'Targets')
  const target = group(page, 'Target 1')
  await type(target, { Name: 'a base housing US troops', Note: 'named only by the claim' })
  await choose(target, { 'Type of target': 'Military' })
}

const typeWeapons = async (page: Page) => {
  await open(page, 'Weapons')
  const katyushas = group(page, 'Weapon 1')
  await choose(katyushas, { 'Type of weapon': 'Rocket' })
  await type(katyushas, { Model: 'Katyusha', Hit: '5', Source: 'officer' })
  const others = await addEntry(page, 'Weapons', 'Weapon', 2)
  await choose(others, { 'Type of weapon': 'Rocket' })
  await type(others, { Missed: '3', Source: 'officer' })
}

const typeConsequences = async (page: Page) => {
  await type(await open(page, 'Casualties by group'), { Source: 'report' })
  await open(page, 'Claims of responsibility')
  const claim = group(page, 'Claim of responsibility 1')
  await choose(claim, { Medium: 'Online post' })
  await type(claim, {
    'Claimed by': 'Qassem Al Jabarayn',
    'Date of the claim': '2022-01-05',
    'Text of the claim':
      'The group claimed the attack, called the base Ain Al Asad, and pledged to go on until US forces withdraw in full. It had not been heard of before.',
    Source: 'claim',
  })
  await type(await open(page, 'Links, series and tags'), {
    Series: 'january-2022-attacks',
    Tags: 'us-forces',
  })
  const link = group(page, 'Link 1')
  await choose(link, { 'Type of link': 'Possible motive' })
  await type(link, {
    'Other incident': 'jan-2022-9',
    'According to': 'John Kirby, Pentagon spokesman',
    Note: 'He said that the attacks could be related to the anniversary of this strike or, the rival motive, to the US presence, and are probably a combination of both.',
    Source: 'kirby',
  })
}

const typeSources = async (page: Page) => {
  await open(page, 'More about the source, or another one')
  for (const [i, { key, said_by }] of three.sources.entries()) {
    const source = i === 0 ? group(page, 'Source 1') : await addEntry(page, 'Sources', 'Source', i + 1)
    await type(source, {
      Key: key,
      Title: 'US bases in Iraq and Syria come under attack',
      ...(said_by === undefined ? {} : { 'Said by': said_by }),
      'Published on': '2022-01-06T00:38',
      Language: 'en',
    })
    await choose(source, { 'Type of source': 'News' })
  }
}

/** Fills in everything that founding incident 3 has, with the date as given; sends nothing. */
export const typeIncident3 = async (page: Page, date: string): Promise<void> => {
  await typeHead(page, date)
  await typeSides(page)
  await typeWeapons(page)
  await typeConsequences(page)
  await typeSources(page)
}
