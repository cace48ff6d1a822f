import { type IFileSystem, InMemoryFs, MountableFs, ReadWriteFs } from 'just-bash'
import { DiskUsage, QuotaError } from './disk-usage.ts'
import type { ShellConfig } from './protocol.ts'
import { OUTPUT_MOUNT } from './stream-output.ts'

const MAX_READ_BYTES = 64 * 1024 * 1024

type Mount = ShellConfig['mounts'][number]
type Content = Parameters<IFileSystem['writeFile']>[1]
type WriteOptions = Parameters<IFileSystem['writeFile']>[2]

/** Sends on what commands write, and waits until it is taken. */
export type WriteOutput = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>

/** The tree a script sees: the same paths as in a container, everything else read-only. */
export function guestFs(options: {
  mounts: ShellConfig['mounts']
  commandNames: string[]
  writeOutput: WriteOutput
  onDiskFull: (mount: Mount) => void
}): IFileSystem {
  const { mounts, commandNames, writeOutput, onDiskFull } = options
  return new MountableFs({
    base: new ReadOnlyFs(commandNames),
    mounts: [
      { mountPoint: OUTPUT_MOUNT, filesystem: new OutputFs(writeOutput) },
      ...mounts.map((mount) => ({ mountPoint: mount.at, filesystem: new QuotaFs(mount, onDiskFull) })),
    ],
  })
}

/**
 * A host folder under a quota. Symbolic links are neither made nor followed here (`allowSymlinks` is off): with
 * several processes on one folder no check of a link's target would hold until its use.
 */
class QuotaFs extends ReadWriteFs {
  private readonly mount: Mount
  private readonly usage: DiskUsage
  private readonly onDiskFull: (mount: Mount) => void

  constructor(mount: Mount, onDiskFull: (mount: Mount) => void) {
    super({ root: mount.hostDir, allowSymlinks: false, maxFileReadSize: MAX_READ_BYTES })
    this.mount = mount
    this.usage = new DiskUsage(mount.hostDir, mount.quotaBytes)
    this.onDiskFull = onDiskFull
  }

  private async reserve(bytes: number): Promise<void> {
    try {
      await this.usage.reserve(bytes)
    } catch (error) {
      if (error instanceof QuotaError) this.onDiskFull(this.mount)
      throw error
    }
  }

  override async writeFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    await this.reserve(byteLength(content))
    return super.writeFile(path, content, options)
  }

  override async appendFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    await this.reserve(byteLength(content))
    return super.appendFile(path, content, options)
  }

  override async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    await this.reserve(0)
    return super.mkdir(path, options)
  }

  /** A copy: a file with two names could not be appended to, for the reason given at `cp`. */
  override link(existingPath: string, newPath: string): Promise<void> {
    return this.cp(existingPath, newPath)
  }

  /** The inherited copy sets times and modes by descriptor, which Node's permission model does not allow. */
  override async cp(src: string, dest: string, options?: { recursive?: boolean }): Promise<void> {
    const source = await this.lstat(src)
    if (source.isSymbolicLink) return
    if (!source.isDirectory) {
      await this.writeFile(dest, await this.readFileBuffer(src))
      return this.chmod(dest, source.mode & 0o777)
    }
    if (!options?.recursive) throw new Error(`EISDIR: illegal operation on a directory, cp '${src}'`)
    if (`${this.resolvePath('/', dest)}/`.startsWith(`${this.resolvePath('/', src)}/`)) {
      throw new Error(`EINVAL: cannot copy a directory into itself, cp '${src}'`)
    }
    await this.mkdir(dest, { recursive: true })
    for (const name of await this.readdir(src)) await this.cp(`${src}/${name}`, `${dest}/${name}`, options)
  }
}

function byteLength(content: Content): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
}

/** Two files that take a script's output; see `streamOutput`. */
class OutputFs extends InMemoryFs {
  private readonly writeOutput: WriteOutput

  constructor(writeOutput: WriteOutput) {
    super({ '/stdout': '', '/stderr': '' })
    this.writeOutput = writeOutput
  }

  override async appendFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    await this.writeOutput(path === '/stderr' ? 'stderr' : 'stdout', encodeContent(content, options))
  }

  override writeFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    return this.appendFile(path, content, options)
  }
}

function encodeContent(content: Content, options?: WriteOptions): Uint8Array {
  if (typeof content !== 'string') return content
  const encoding = typeof options === 'string' ? options : options?.encoding
  return Buffer.from(content, encoding ?? 'utf8')
}

/** The rest of the tree: a script that writes there is told, rather than losing its file with the process. */
class ReadOnlyFs extends InMemoryFs {
  constructor(commandNames: string[]) {
    const stubs = commandNames.map((name) => [`/usr/bin/${name}`, { content: '', mode: 0o755 }] as const)
    super({ '/dev/null': '', '/etc/hostname': 'sandbox\n', ...Object.fromEntries(stubs) })
  }

  override writeFile = swallowNull
  override appendFile = swallowNull
  override mkdir = refuse
  override rm = refuse
  override cp = refuse
  override mv = refuse
  override chmod = refuse
  override symlink = refuse
  override link = refuse
  override utimes = refuse
}

async function swallowNull(path: string): Promise<void> {
  if (path !== '/dev/null') await refuse(path)
}

async function refuse(path: string): Promise<never> {
  throw Object.assign(new Error(`EROFS: read-only file system, '${path}'`), { code: 'EROFS' })
}
