// THIRD_PARTY.md names what of others is sent, and none of it has a licence that asks for more than to be named.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findShippedPackages, type ShippedPackage } from '../../../scripts/third-party/shipped-packages.ts'
import { writeThirdParties } from '../../../scripts/third-party/write.ts'
import { root } from '../support/server.ts'

/** Licences that ask for their text and the names of their authors alone. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']

let packages: ShippedPackage[] = []
beforeAll(async () => {
  packages = await findShippedPackages()
})

describe('what of others is sent', () => {
  it('is named in THIRD_PARTY.md as `npm run build:third-party` writes it', async () => {
    expect(readFileSync(join(root, 'THIRD_PARTY.md'), 'utf8')).toBe(await writeThirdParties())
  })

  it('has licences that let it be sent', () => {
    expect(packages.filter(({ licence }) => !allowed.includes(licence))).toEqual([])
  })

  it('is all that package.json has for the Worker, and what that needs', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const names = packages.map(({ name }) => name)
    expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([])
  })
})
