import { existsSync, readFileSync, statSync } from 'node:fs'
import type Docker from 'dockerode'
import { z } from 'zod'

const info = z.object({ DockerRootDir: z.string().default('') })

/**
 * The block device under the engine's data, as the engine has to be told it: `/dev/vda`. Null where the engine is on
 * another machine, or its data on something that is no block device: its containers then read and write unbounded.
 */
export async function diskOfEngine(docker: Docker): Promise<string | null> {
  try {
    const { DockerRootDir } = info.parse(await docker.info())
    const { dev } = statSync(DockerRootDir)
    // As glibc's major() and minor() read a device number.
    const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)]
    const name = /^DEVNAME=(.+)$/m.exec(readFileSync(`/sys/dev/block/${major}:${minor}/uevent`, 'utf8'))?.[1]
    return name && existsSync(`/dev/${name}`) ? `/dev/${name}` : null
  } catch {
    return null
  }
}
