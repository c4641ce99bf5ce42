import { describe, expect, it } from 'vitest'
import type { Version } from '../../../../src/store/incidents.ts'
import { decodeStoredText } from '../../../../src/text/storage-encoding.ts'
import { dump, file, report, reviewRecord, updateRecord } from '../../support.ts'

const linking = (...incidents: string[]) =>
  report({ links: incidents.map((incident) => ({ type: 'responds_to', incident })) })

const warningsOf = ({ warnings }: Version) =>
  (JSON.parse(decodeStoredText(warnings)) as { pointer: string; rule: string }[]).map(
    ({ pointer, rule }) => `${rule} ${pointer}`,
  )

const unresolved = (i: number) => `link.unresolved /links/${i}/incident`

const indexed = async () =>
  (await dump()).incident_links?.map(({ dataset, named, row_key }) => ({ dataset, named, row_key })) ?? []

describe('a link', () => {
  it('warns where no record has the id or reference', async () => {
    const { version } = await file(linking('nowhere', '01901bc4-ca00-752d-823e-b4d1cd30014f'))
    expect(warningsOf(version)).toEqual([unresolved(0), unresolved(1)])
  })

  it('is resolved by a reference in the same dataset', async () => {
    await file(report({ reference: 'a' }))
    expect(warningsOf((await file(linking('a'))).version)).toEqual([])
  })

  it('is not resolved by a reference in another dataset', async () => {
    await file(report({ reference: 'a', dataset: 'trial' }))
    expect(warningsOf((await file(linking('a'))).version)).toEqual([unresolved(0)])
  })

  it('is resolved by an id, in whichever dataset', async () => {
    const { version } = await file(report({ dataset: 'trial' }))
    expect(warningsOf((await file(linking(version.id))).version)).toEqual([])
  })

  it('is not resolved by an id that differs in its random end', async () => {
    const { version } = await file()
    const near = version.id.slice(0, -1) + (version.id.endsWith('0') ? '1' : '0')
    expect(warningsOf((await file(linking(near))).version)).toEqual([unresolved(0)])
  })

  it('warns for itself alone among those that are resolved', async () => {
    const { version } = await file(report({ reference: 'a' }))
    const mixed = await file(linking('a', 'nowhere', version.id, 'a'))
    expect(warningsOf(mixed.version)).toEqual([unresolved(1)])
  })

  it('does not warn any more once its record has arrived and the record is edited', async () => {
    const first = await file(linking('later'))
    await file(report({ reference: 'later' }))
    const edited = await updateRecord(first.version, { title: 'A' })
    expect(warningsOf(edited.version)).toEqual([])
  })

  it('keeps its warning through review, which judges nothing', async () => {
    const first = await file(linking('later'))
    await file(report({ reference: 'later' }))
    expect(warningsOf((await reviewRecord(first.version, 'publish')).version)).toEqual([unresolved(0)])
  })
})

describe('the index of links', () => {
  it('has each name of a record once, and follows its edits', async () => {
    const { version } = await file(linking('b', 'a', 'b'))
    const { rowKey: row_key } = version
    expect(await indexed()).toEqual(['a', 'b'].map((named) => ({ dataset: 'reports', named, row_key })))
    const links = [{ type: 'related', incident: 'c' }]
    const second = await updateRecord(version, { links })
    expect(await indexed()).toEqual([{ dataset: 'reports', named: 'c', row_key }])
    const third = await updateRecord(second.version, { dataset: 'trial' })
    expect(await indexed()).toEqual([{ dataset: 'trial', named: 'c', row_key }])
    await updateRecord(third.version, { links: null })
    expect(await indexed()).toEqual([])
  })

  it('leaves the links of other records alone', async () => {
    const first = await file(linking('a'))
    const second = await file(linking('a'))
    await updateRecord(first.version, { links: null })
    expect(await indexed()).toEqual([{ dataset: 'reports', named: 'a', row_key: second.version.rowKey }])
  })
})
