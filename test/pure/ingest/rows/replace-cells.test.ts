import { expect, it } from 'vitest'
import type { TablePlan } from '../../../../src/ingest/rows/cell-assembly.ts'
import { type Replacement, withReplacedCells } from '../../../../src/ingest/rows/replace-cells.ts'

/** A profile that gives back the cells that it reads. */
const plan = (): TablePlan => ({
  faults: [],
  read: (cells) => ({ candidate: { cells }, issues: [], columnOf: () => undefined }),
  identify: ([reference]) => ({ reference }),
})

const read = (replacements: readonly Replacement[], cells: readonly string[], row: number): unknown =>
  withReplacedCells(plan, replacements)([' a ', 'b']).read(cells, undefined, row).candidate.cells

it.each<[string, readonly Replacement[], readonly string[], number, readonly string[]]>([
  ['equal cells of the column', [{ column: 'a', from: 'x', to: 'y' }], ['x', 'x'], 7, ['y', 'x']],
  ['no other cell', [{ column: 'a', from: 'x', to: 'y' }], ['X', 'b'], 7, ['X', 'b']],
  ['blank cells', [{ column: 'b', from: '', to: 'y' }], ['x', ''], 7, ['x', 'y']],
  ['no column that the file lacks', [{ column: 'c', from: 'x', to: 'y' }], ['x', 'x'], 7, ['x', 'x']],
  ['the cell of one row', [{ column: 'a', from: 'x', to: 'y', row: 2 }], ['x', 'b'], 2, ['y', 'b']],
  ['no cell of another row', [{ column: 'a', from: 'x', to: 'y', row: 2 }], ['x', 'b'], 3, ['x', 'b']],
  [
    'the cell of a row before those of all',
    [
      { column: 'a', from: 'x', to: 'z', row: 2 },
      { column: 'a', from: 'x', to: 'y' },
    ],
    ['x', 'b'],
    2,
    ['z', 'b'],
  ],
])('replaces %s', (_, replacements, cells, row, expected) => {
  expect(read(replacements, cells, row)).toEqual(expected)
})

it('replaces references before rows are matched by them', () => {
  const planned = withReplacedCells(plan, [{ column: 'a', from: 'x', to: 'y' }])(['a', 'b'])
  expect(planned.identify(['x', 'b'], 1)).toEqual({ reference: 'y' })
})
