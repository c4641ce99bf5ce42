/** Comments of editors, questions to the filer and answers: who sees them, who may write them, and how they are erased. */
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  type RequestOptions,
  reviewRecord,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { signIn } from '../../signed-in.ts'

const say = (text: string, more: object = {}): RequestOptions => ({ json: { text, ...more } })
const html = { headers: browser }

/** A record of the public with a question of an editor. */
const askedRecord = async (editor: TokenHolder, text = 'How many rockets?') => {
  const filed = await submitRecord()
  const { question } = (await editor.ask(`${filed.path}/questions`, say(text))).data()
  return { ...filed, question: question as { id: string; at: string; text: string } }
}

describe('comments', () => {
  it('are listed with their authors, oldest first, and shown in the panel as text', async () => {
    const [one, two] = [
      await createHolder('editor', { name: 'Amal' }),
      await createHolder('editor', { name: 'Badr' }),
    ]
    const { path } = await submitRecord()
    const first = await one.ask(`${path}/comments`, say(' <b>Who</b> saw it?\n\nAnd when? '))
    expect([first.status, first.data().comment.text]).toEqual([201, '<b>Who</b> saw it?\n\nAnd when?'])
    await two.ask(`${path}/comments`, say('A neighbour.'))
    const { comments } = (await one.ask(`${path}/comments`)).data()
    expect(comments).toMatchObject([
      { id: first.data().comment.id, actor: one.id, name: 'Amal', text: '<b>Who</b> saw it?\n\nAnd when?' },
      { actor: two.id, name: 'Badr', text: 'A neighbour.' },
    ])
    const { page } = await signIn()
    const text = await page(path)
    expect(text).toContain('&lt;b&gt;Who&lt;/b&gt; saw it?')
    expect(text.indexOf('Amal')).toBeLessThan(text.indexOf('Badr'))
  })

  it('are stored once if the same is sent again', async () => {
    const { path } = await submitRecord()
    const [first, again] = [
      await admin(`${path}/comments`, say('x')),
      await admin(`${path}/comments`, say('x')),
    ]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.data()).toEqual(first.data())
    expect((await admin(`${path}/comments`)).data().comments).toHaveLength(1)
  })

  it.each([
    ['no text', {}, '/text'],
    ['a blank text', { text: ' \n ' }, '/text'],
    ['a text that is too long', { text: 'x'.repeat(2001) }, '/text'],
    ['a text with NUL', { text: 'a\u0000b' }, '/text'],
    ['half a character', { text: 'a\ud800' }, '/text'],
    ['an unknown field', { text: 'x', note: 'y' }, '/note'],
  ])('refuse %s, and name the field', async (_, json, pointer) => {
    const { path } = await submitRecord()
    for (const part of ['comments', 'questions']) {
      const problem = expectProblem(await admin(`${path}/${part}`, { json }), 'invalid-request')
      expect(problem.errors?.map((each) => each.pointer)).toEqual([pointer])
    }
    expect((await admin(`${path}/comments`)).data()).toEqual({ comments: [], approvals: [] })
  })

  it('come back as typed from a form that is refused, and lead a sent one to their section', async () => {
    const { page, send } = await signIn()
    const { path } = await submitRecord()
    await page(path)
    const long = `${'<i>x</i>'.repeat(251)}`
    for (const part of ['comments', 'questions']) {
      const refused = await send(`${path}/${part}`, { text: long })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(long.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
      expect(refused.text).toContain('at most 2000 characters')
      const sent = await send(`${path}/${part}`, { text: 'so' })
      expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${path}#${part}`])
    }
    const shown = await ask(`${path}/comments`, { headers: (await signIn()).headers })
    expect([shown.status, shown.headers.get('Location')]).toEqual([303, `${path}#comments`])
  })

  it('of a merged record are on the page of its history', async () => {
    const { page, send } = await signIn()
    const [from, into] = [await publishRecord(), await publishRecord()]
    await admin(`${from.path}/merge`, { json: { into: into.incident.id, reason: 'x' } })
    await page(`${from.path}/history`)
    const sent = await send(`${from.path}/comments`, { text: 'Was it?' })
    expect(sent.headers.get('Location')).toBe(`${from.path}/history#comments`)
    expect(await page(`${from.path}/history`)).toContain('Was it?')
  })
})

describe('a question to the filer', () => {
  it('is on the receipt without the name of the editor, and is answered there', async () => {
    const editor = await createHolder('editor', { name: 'Amal' })
    const { path, receipt, question } = await askedRecord(editor, 'How <b>many</b>?')
    const data = (await ask(receipt)).data()
    expect(data.questions).toEqual([{ ...question, answers: [] }])
    const page = (await ask(receipt, html)).text
    expect(page).toContain('How &lt;b&gt;many&lt;/b&gt;?')
    expect(page + JSON.stringify(data)).not.toMatch(new RegExp(`Amal|${editor.id}`))

    const form = { question: question.id, text: 'Two <i>rockets</i>.' }
    const sent = await ask(`${receipt}/questions`, { form, ...html })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${receipt}#questions`])
    const again = await ask(`${receipt}/questions`, { json: form })
    expect([again.status, again.data().answer.text]).toEqual([200, form.text])
    await ask(`${receipt}/questions`, say('Or three.', { question: question.id }))
    const [shown] = (await ask(`${receipt}/questions`)).data().questions
    expect(shown.answers.map((each: { text: string }) => each.text)).toEqual([form.text, 'Or three.'])
    expect((await ask(receipt, html)).text).toContain('Two &lt;i&gt;rockets&lt;/i&gt;.')

    const [seen] = (await editor.ask(`${path}/questions`)).data().questions
    expect(seen).toMatchObject({
      name: 'Amal',
      text: 'How <b>many</b>?',
      answers: [{ actor: 'receipt:public' }, {}],
    })
    expect(await (await signIn()).page(path)).toContain('Two &lt;i&gt;rockets&lt;/i&gt;.')
  })

  it('marks the row of the queue until all are answered', async () => {
    const editor = await createHolder('editor')
    const { receipt, path, question } = await askedRecord(editor)
    const state = async () => (await editor.ask('/queue.json')).data().waiting[0].question
    const { page } = await signIn()
    expect([await state(), await page('/queue')]).toEqual(['asked', expect.stringContaining('>Asked<')])
    await ask(`${receipt}/questions`, say('Two.', { question: question.id }))
    expect([await state(), await page('/queue')]).toEqual(['answered', expect.stringContaining('>Answered<')])
    await editor.ask(`${path}/questions`, say('And where?'))
    expect(await state()).toBe('asked')
  })

  it('is answered by a filer with a token on the page of the record, and by nobody else', async () => {
    const [filer, other, editor] = [
      await createHolder('contributor', { name: 'Dunya' }),
      await createHolder('contributor'),
      await createHolder('editor', { name: 'Amal' }),
    ]
    const { path } = await submitRecord({}, { token: filer.secret })
    const { question } = (await editor.ask(`${path}/questions`, say('How many?'))).data()
    const seen = await filer.ask(`${path}/questions`)
    expect(seen.data()).toEqual({ questions: [{ ...question, answers: [] }] })
    const { page, send } = await signIn(filer.secret)
    expect(await page(path)).toContain('How many?')
    for (const text of ['', 'x'.repeat(2001)]) {
      const refused = await send(`${path}/answers`, { question: question.id, text })
      expect([refused.status, refused.text.includes(`>${text}</textarea>`)]).toEqual([422, true])
    }
    const sent = await send(`${path}/answers`, { question: question.id, text: 'Two.' })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${path}#questions`])
    const [answered] = (await editor.ask(`${path}/questions`)).data().questions
    expect(answered.answers).toMatchObject([{ name: 'Dunya', text: 'Two.' }])
    const reply = say('Three.', { question: question.id })
    for (const holder of [other, editor])
      expectProblem(await holder.ask(`${path}/answers`, reply), 'not-found')
    // Once it is published, the filer still answers, and others see none of it.
    await reviewRecord(path, 'publish')
    expect((await filer.ask(`${path}/answers`, reply)).status).toBe(201)
    expectProblem(await other.ask(`${path}/questions`), 'not-found')
    const texts = (await other.ask(path, html)).text + (await ask(path, html)).text
    expect(texts).not.toMatch(/How many|Three\./)
  })

  it('belongs to its record, and its answers are limited', async () => {
    const editor = await createHolder('editor')
    const [one, other] = [await askedRecord(editor), await askedRecord(editor)]
    const wrong = await ask(`${one.receipt}/questions`, say('x', { question: other.question.id }))
    expectProblem(wrong, 'not-found')
    const problem = expectProblem(await ask(`${one.receipt}/questions`, say('x')), 'invalid-request')
    expect(problem.errors).toMatchObject([{ pointer: '/question' }])
    for (let i = 0; i < 10; i++)
      await ask(`${one.receipt}/questions`, say(`${i}`, { question: one.question.id }))
    expectProblem(
      await ask(`${one.receipt}/questions`, say('x', { question: one.question.id })),
      'remarks-full',
    )
    const page = await ask(`${one.receipt}/questions`, {
      form: { question: one.question.id, text: 'typed' },
      ...html,
    })
    expect([page.status, page.text.includes('typed</textarea>')]).toEqual([409, true])
    expectProblem(await ask('/receipts/nothing/questions'), 'not-found')
  })
})

describe('remarks', () => {
  it('are erased by a redaction, which also names other records whose remarks have a word of it', async () => {
    const editor = await createHolder('editor')
    const { path, receipt, question } = await askedRecord(editor, 'Did Abu X see it?')
    const other = await submitRecord()
    await editor.ask(`${path}/comments`, say('Abu X is at risk.'))
    await editor.ask(`${other.path}/comments`, say('Ask Abu X as well.'))
    await ask(`${receipt}/questions`, say('Yes, Abu X did.', { question: question.id }))
    const redacted = await admin(`${path}/redact`, { json: { reason: 'a life', erase: ['Abu X'] } })
    expect(redacted.status, redacted.text).toBe(200)
    expect(redacted.data().elsewhere).toMatchObject([{ at: other.path }])
    const texts = [
      (await editor.ask(`${path}/comments`)).text,
      (await editor.ask(`${path}/questions`)).text,
      (await ask(receipt)).text,
    ]
    for (const text of texts)
      expect([text.includes('Abu X'), text.includes('[redacted]')]).toEqual([false, true])
  })

  it('change neither the record nor any commit', async () => {
    const editor = await createHolder('editor')
    const before = (await admin('/health')).data().commit
    const { path, etag, receipt, question } = await askedRecord(editor)
    await editor.ask(`${path}/comments`, say('x'))
    await ask(`${receipt}/questions`, say('Two.', { question: question.id }))
    const after = await admin(`${path}.json`)
    expect(after.headers.get('ETag')).toBe(etag)
    expect((await admin('/health')).data().commit).toBe(before + 1)
    expect(after.text + (await admin(`${path}/history.json`)).text).not.toMatch(/rockets\?|Two\./)
  })
})
