import { describe, expect, it } from 'vitest'
import founding from '../../../../demo/january-2022.json'
import { schemes } from '../../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { layoutColumns, toLayout } from '../../../../src/export/crosswalk/to-layout.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { summary, tables } from './founding-case.ts'

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]

const recordOf = (number: number): StoredIncident => {
  const id = `jan-2022-${number}`
  const record = founding.find(({ reference }) => reference === id)
  return { ...record, id, updated_at: '2022-01-06T00:00:00.000Z' } as unknown as StoredIncident
}

describe.each(schemes)('the founding incidents in the layout %s', (scheme) => {
  const layout = layouts[scheme]
  const columns = layoutColumns(layout)
  const { all, rows, losses } = tables[scheme]

  it.each(numbers)('are those worked out by hand: %s', (number) => {
    const record = recordOf(number)
    const made = toLayout(layout, record)
    const stated = (row: (typeof made.rows)[number]) =>
      Object.fromEntries(
        columns.map(({ name, get }) => [name, get(row)]).filter(([, cell]) => cell !== undefined),
      )
    const cell = (value: string | number) =>
      typeof value === 'string' ? value.replace(summary, record.summary ?? '') : value
    const expected = rows[number] && {
      [layout.idColumn]: record.id,
      ...Object.fromEntries(
        Object.entries({ ...all, ...rows[number] }).map(([name, value]) => [name, cell(value)]),
      ),
    }
    expect(made.rows.map(stated)).toEqual(expected ? [expected] : [])
  })

  it.each(numbers)('lose what was worked out by hand: %s', (number) => {
    const found = toLayout(layout, recordOf(number)).losses.map(({ id, rule, column, detail }) => {
      expect(id).toBe(`jan-2022-${number}`)
      expect(detail).toMatch(/\S/)
      return `${rule} ${rule === 'crosswalk.no_column' ? detail.split(':')[0] : column}`
    })
    expect(found).toEqual(losses[number])
  })
})
