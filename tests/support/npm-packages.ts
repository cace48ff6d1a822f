import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { z } from 'zod'

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: z.record(z.string(), z.string()).optional(),
      bin: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

/** Nothing of them is needed to run a package. */
const LEFT_OUT = /\.(?:map|d\.[mc]?ts|md)$|\/(?:__tests__|test)\//

/** `node_modules` with these packages and all that they need, as this project has them installed: what `npx` then finds. */
export async function packagesTar(names: readonly string[]): Promise<Readable> {
  const { packages } = lock.parse(JSON.parse(await readFile('package-lock.json', 'utf8')))
  const wanted = new Set<string>()
  const add = (name: string, from: string) => {
    const path = placesFrom(from, name).find((each) => packages[each])
    // Optional ones need not be there.
    if (path === undefined || wanted.has(path)) return
    wanted.add(path)
    for (const dependency of Object.keys(packages[path]?.dependencies ?? {})) add(dependency, path)
  }
  for (const name of names) add(name, '')
  const tar = pack()
  const owner = { uid: 1000, gid: 1000 }
  void (async () => {
    for (const path of wanted) {
      for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name)
        const isOfAnother = file.slice(path.length).includes('/node_modules/')
        if (!entry.isFile() || isOfAnother || LEFT_OUT.test(file)) continue
        tar.entry({ ...owner, name: file, mode: 0o755 }, await readFile(file))
      }
      for (const [name, target] of Object.entries(packages[path]?.bin ?? {})) {
        if (path.lastIndexOf('node_modules/') > 0) continue
        const linkname = join('..', path.slice('node_modules/'.length), target)
        tar.entry({ ...owner, name: `node_modules/.bin/${name}`, type: 'symlink', linkname })
      }
    }
    tar.finalize()
  })().catch((error: Error) => tar.destroy(error))
  return Readable.from(tar)
}

/** Where a package that needs another one looks for it, the nearest first. */
function placesFrom(from: string, name: string): string[] {
  const parts = from.split('/node_modules/')
  const places =
    from === ''
      ? []
      : parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/${name}`)
  return [...places, `node_modules/${name}`]
}
