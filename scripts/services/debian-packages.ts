import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { type CommandOptions, runCommand } from './commands.ts'
import { hostableFolder, projectRoot, serviceIdentity } from './folders.ts'
import { withLock } from './lock.ts'

/** The one suite for all machines: PostgreSQL 17 with pgvector, Redis, and the C library that they were built with. */
const suite = 'trixie'
const wanted = [
  'postgresql-17',
  'postgresql-17-pgvector',
  'postgresql-client-17',
  'redis-server',
  'redis-tools',
  'patchelf',
]
const architectures: Record<string, { triplet: string; loader: string }> = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
}

/** Folders of programs, unpacked and made to run with the libraries beside them. */
export interface UnpackedPackages {
  postgresBin: string
  redisServer: string
}

/** Why the distribution's packages cannot serve here, or undefined when they can. */
export function whyNoDebianPackages(): string | undefined {
  if (process.platform !== 'linux' || !architectures[process.arch]) return 'not Linux on x64 or arm64'
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg')) return 'no apt-get: not Debian or Ubuntu'
  return undefined
}

/** Of what apt would install, the part that the servers load: no perl, no locales, no LLVM (JIT is off). */
export function isNeeded(name: string): boolean {
  if (wanted.includes(name) || name === 'zlib1g') return true
  return name.startsWith('lib') && !/-perl$|^libperl|^libllvm|^libz3|-l10n$|-bin$|-common$/.test(name)
}

/**
 * Unpacks the packages into a folder of the project's own, once, without root and without touching the system's apt.
 * The programs are pointed at the loader and libraries that came with them, so an older distribution runs them too.
 */
export async function unpackDebianPackages(say: (line: string) => void): Promise<UnpackedPackages> {
  const folder = hostableFolder(join(projectRoot, '.data/packages'), serviceIdentity())
  // The programs carry the path of their libraries: a project folder that was moved or copied unpacks its own.
  const root = join(folder, `${suite}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`)
  await withLock(join(folder, `${suite}.lock`), async () => {
    if (existsSync(root)) return
    for (const name of readdirSync(folder).filter((entry) => /^(unpacking|trixie)-/.test(entry))) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
    const work = mkdtempSync(join(folder, 'unpacking-'))
    try {
      say('Fetching PostgreSQL 17, pgvector and Redis from Debian’s packages (about 45 MB, once)')
      await download(work)
      say('Unpacking them')
      await unpack(work, root)
      renameSync(join(work, 'root'), root)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
  return { postgresBin: join(root, 'usr/lib/postgresql/17/bin'), redisServer: join(root, 'usr/bin/redis-server') }
}

async function run(program: string, args: string[], what: string, options: CommandOptions = {}): Promise<string> {
  const { ok, output, stdout } = await runCommand(program, args, { timeoutMs: 600_000, ...options })
  if (!ok) throw new AppError('unavailable', `${what} failed:\n${output.trim().split('\n').slice(-12).join('\n')}`)
  return stdout
}

/** apt with lists, cache and state of its own. */
function aptOptions(work: string): string[] {
  const apt = join(work, 'apt')
  for (const folder of [
    'etc/apt.conf.d',
    'etc/preferences.d',
    'state/lists/partial',
    'cache/archives/partial',
    'log',
  ]) {
    mkdirSync(join(apt, folder), { recursive: true })
  }
  writeFileSync(join(apt, 'status'), '')
  const settings = [
    `Dir::Etc=${apt}/etc`,
    'Dir::Etc::sourceparts=-',
    `Dir::State=${apt}/state`,
    `Dir::State::status=${apt}/status`,
    `Dir::Cache=${apt}/cache`,
    `Dir::Log=${apt}/log`,
    'APT::Install-Recommends=false',
    'APT::Sandbox::User=root',
    'Acquire::Retries=3',
    'Acquire::Languages=none',
  ]
  return ['-q', ...settings.flatMap((setting) => ['-o', setting])]
}

async function download(work: string): Promise<void> {
  const apt = aptOptions(work)
  const keyring = await debianKeyring(work)
  writeFileSync(
    join(work, 'apt/etc/sources.list'),
    `deb [signed-by=${keyring}] ${await debianMirror()} ${suite} main\n`,
  )
  await run('apt-get', [...apt, 'update'], 'Reading Debian’s package lists')
  const plan = await run('apt-get', [...apt, '-s', 'install', ...wanted], 'Planning the packages')
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] as string).filter(isNeeded)
  mkdirSync(join(work, 'debs'))
  await run('apt-get', [...apt, 'download', ...names], 'Fetching Debian’s packages', { cwd: join(work, 'debs') })
}

/** Debian's signing keys: on the machine, or on Ubuntu from Ubuntu's own package of them. */
async function debianKeyring(work: string): Promise<string> {
  const known = ['pgp', 'gpg'].map((ending) => `usr/share/keyrings/debian-archive-keyring.${ending}`)
  const onMachine = known.map((path) => `/${path}`).find((path) => existsSync(path))
  if (onMachine) return onMachine
  const keys = join(work, 'keys')
  mkdirSync(keys)
  await run('apt-get', ['download', 'debian-archive-keyring'], 'Fetching Debian’s signing keys', { cwd: keys })
  for (const deb of readdirSync(keys)) await run('dpkg', ['-x', join(keys, deb), keys], 'Unpacking Debian’s keys')
  const fetched = known.map((path) => join(keys, path)).find((path) => existsSync(path))
  if (!fetched) throw new AppError('unavailable', 'The package debian-archive-keyring holds no keyring.')
  return fetched
}

/** The mirror that this machine already takes its Debian packages from; else Debian's own. */
export async function debianMirror(): Promise<string> {
  const { stdout } = await runCommand('apt-get', ['indextargets', '--format', '$(SITE)', 'Created-By: Packages'])
  const sites = stdout.split('\n').filter((site) => /^https?:.*\/debian\/?$/.test(site))
  return sites[0] ?? 'http://deb.debian.org/debian'
}

async function unpack(work: string, destination: string): Promise<void> {
  const architecture = architectures[process.arch]
  if (!architecture) throw new AppError('unavailable', `No packages for ${process.arch}.`)
  const root = join(work, 'root')
  mkdirSync(root, { mode: 0o755 })
  for (const deb of readdirSync(join(work, 'debs'))) {
    await run('dpkg', ['-x', join(work, 'debs', deb), root], `Unpacking ${deb}`)
  }
  for (const path of [
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
    'usr/share/lintian',
    'usr/lib/postgresql/17/lib/bitcode',
    'etc',
    'var',
  ]) {
    rmSync(join(root, path), { recursive: true, force: true })
  }
  const lib = join(root, 'usr/lib', architecture.triplet)
  const loader = [join(root, 'usr/lib64'), lib, join(root, 'usr/lib')]
    .map((folder) => join(folder, architecture.loader))
    .find((path) => existsSync(path))
  if (!loader) throw new AppError('unavailable', `The packages hold no ${architecture.loader}.`)
  await pointAtOwnLibraries(root, destination, lib, loader)
}

/** The folder is still to be renamed, so the paths written into the programs are those that it will have. */
async function pointAtOwnLibraries(root: string, destination: string, lib: string, loader: string): Promise<void> {
  const final = (path: string) => join(destination, path.slice(root.length))
  const postgresBin = join(root, 'usr/lib/postgresql/17/bin')
  const programs = ['postgres', 'initdb', 'pg_ctl', 'psql', 'pg_dump', 'pg_restore'].map((name) =>
    join(postgresBin, name),
  )
  const patchelf = ['--library-path', lib, join(root, 'usr/bin/patchelf')]
  for (const program of [...programs, join(root, 'usr/bin/redis-server'), join(root, 'usr/bin/redis-cli')]) {
    const target = `${program}.new`
    const settings = ['--force-rpath', '--set-rpath', final(lib), '--set-interpreter', final(loader)]
    await run(
      loader,
      [...patchelf, ...settings, '--output', target, program],
      'Pointing the servers at their libraries',
    )
    renameSync(target, program)
  }
}
