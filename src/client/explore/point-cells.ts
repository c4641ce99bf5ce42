/** The points of a list, and the cells in which a view shows them. */
import { cellSize } from '../../record/map/bins.ts'
import { maxFinePrecision, visitPoints } from '../../record/map/point-file.ts'
import type { View } from '../../record/outlines/map-view.ts'
import { type Point, project, turnTo, unproject } from '../../record/outlines/mercator.ts'
import type { Box } from '../../record/places/place.ts'

/** A cell with points. */
export interface Cell extends Point {
  readonly count: number
  /** The column and the row of the cell on the whole map. */
  readonly column: number
  readonly row: number
}

/** The points of a cell: their box in degrees, and whether all of them state their precision. */
export interface CellPoints {
  readonly box: Box
  readonly isStated: boolean
}

/** The step of the file, in degrees: a box this much larger has the points of the records. */
const tolerance = 0.00005

const round = (degrees: number): number => Number(degrees.toFixed(5))

export class PointCells {
  /** Positions on the map. */
  readonly #xs: Float64Array
  readonly #ys: Float64Array
  readonly #isStated: Uint8Array

  constructor(bytes: ArrayBuffer, box: Box) {
    const [xs, ys, isStated]: [number[], number[], number[]] = [[], [], []]
    visitPoints(bytes, (longitude, latitude, precision) => {
      if (precision > maxFinePrecision) return
      const { x, y } = project(turnTo(longitude, box), latitude)
      xs.push(x)
      ys.push(y)
      isStated.push(Math.sign(precision))
    })
    this.#xs = Float64Array.from(xs)
    this.#ys = Float64Array.from(ys)
    this.#isStated = Uint8Array.from(isStated)
  }

  /** Returns the cells in a view, at the middle of their points in pixels. Cells keep their points as the view moves. */
  find({ centre, scale, width, height }: View): Cell[] {
    const [left, top] = [centre.x * scale - width / 2, centre.y * scale - height / 2]
    const [firstColumn, firstRow] = [Math.floor(left / cellSize), Math.floor(top / cellSize)]
    const [columns, rows] = [Math.ceil(width / cellSize) + 1, Math.ceil(height / cellSize) + 1]
    const counts = new Uint32Array(columns * rows)
    const [sumsX, sumsY] = [new Float64Array(columns * rows), new Float64Array(columns * rows)]
    for (let i = 0; i < this.#xs.length; i++) {
      const [x, y] = [(this.#xs[i] as number) * scale, (this.#ys[i] as number) * scale]
      const [column, row] = [Math.floor(x / cellSize) - firstColumn, Math.floor(y / cellSize) - firstRow]
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue
      const cell = row * columns + column
      ;(counts[cell] as number)++
      ;(sumsX[cell] as number) += x
      ;(sumsY[cell] as number) += y
    }
    const cells: Cell[] = []
    for (const [cell, count] of counts.entries())
      if (count > 0)
        cells.push({
          ...{ x: (sumsX[cell] as number) / count - left, y: (sumsY[cell] as number) / count - top, count },
          ...{ column: firstColumn + (cell % columns), row: firstRow + Math.floor(cell / columns) },
        })
    return cells
  }

  /** Returns what the points of a cell have in common, in a view of a scale. */
  describe({ column, row }: Cell, scale: number): CellPoints {
    let [west, east, top, bottom, isStated] = [Infinity, -Infinity, Infinity, -Infinity, 1]
    for (const [i, x] of this.#xs.entries()) {
      const y = this.#ys[i] as number
      if (Math.floor((x * scale) / cellSize) !== column || Math.floor((y * scale) / cellSize) !== row)
        continue
      west = Math.min(west, x)
      east = Math.max(east, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      isStated &= this.#isStated[i] as number
    }
    const southWest = unproject({ x: west - tolerance, y: bottom })
    const northEast = unproject({ x: east + tolerance, y: top })
    return {
      box: [
        ...([round(southWest.longitude), round(southWest.latitude - tolerance)] as const),
        ...([round(northEast.longitude), round(northEast.latitude + tolerance)] as const),
      ],
      isStated: isStated === 1,
    }
  }
}
