import { beforeEach, describe, expect, it } from 'vitest'
import { ask, createHolder, type TokenHolder } from '../../client.ts'
import { type Row, routes, table } from './role-table.ts'
import { createScene, type Scene } from './scene.ts'

let [trying, other]: TokenHolder[] = []
let last: Scene
/** Whether something has been done to it. */
let spoilt = false

const begin = async (): Promise<void> => {
  last = await createScene(trying as TokenHolder, other as TokenHolder)
  spoilt = false
}

/** What changes is tried on a scene that nobody has changed before; what is refused has left it as it was. */
const isSafe = (route: string): boolean => route.startsWith('GET ')

const tried = async ([route, , asks]: Row, token: string | undefined): Promise<number> => {
  if (spoilt && !isSafe(route)) await begin()
  const [method = '', address = ''] = route.split(' ')
  const { path = address, ...asked } = asks?.(last) ?? {}
  const who = token === undefined ? {} : { token }
  const { status } = await ask(path, { method, ...who, ...asked })
  spoilt ||= !isSafe(route) && status < 400
  return status
}

beforeEach(async () => {
  ;[trying, other] = [await createHolder('contributor'), await createHolder('contributor')]
  await begin()
})

describe('the table of who may do what', () => {
  it('has a row for every route of the application, and for no other', () => {
    expect(routes.length).toBeGreaterThan(30)
    expect([...new Set(table.map(([route]) => route))].sort()).toEqual(routes.toSorted())
  })

  it.each(['public', 'contributor', 'editor', 'admin'] as const)('holds for the role: %s', async (role) => {
    const token =
      role === 'public' ? undefined : (role === 'contributor' ? trying : await createHolder(role))?.secret
    const column = ['public', 'contributor', 'editor', 'admin'].indexOf(role)
    const [got, expected]: string[][] = [[], []]
    for (const [i, row] of table.entries()) {
      const name = `${i} ${row[0]}`
      expected?.push(`${name}: ${row[1][column]}`)
      got?.push(`${name}: ${await tried(row, token)}`)
    }
    expect(got).toEqual(expected)
  })
})
