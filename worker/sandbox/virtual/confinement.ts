import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { ShellConfig } from './protocol.ts'

const run = promisify(execFile)
const here = import.meta.dirname

/** Beside the script's heap: what Node reserves when it starts (some 600 MB, hardly any of it used), and buffers. */
const RUNTIME_MB = 768

/**
 * Walls of the operating system around a shell process, outermost first; each is used where the machine has it.
 * None is what keeps a script in (just-bash and Node's permissions are); they hold what would get past those.
 */
const WRAPPERS: { probe: string[]; build: (limits: Limits) => string[] }[] = [
  // No network: a namespace of its own. The first form is for root, the second for everybody where the kernel lets them.
  { probe: ['unshare', '--net', '--'], build: () => ['unshare', '--net', '--'] },
  {
    probe: ['unshare', '--user', '--map-current-user', '--net', '--'],
    build: () => ['unshare', '--user', '--map-current-user', '--net', '--'],
  },
  // Dies with the worker even while a script spins, and holds no capability when the worker is root.
  {
    probe: ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--'],
    build: () => ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--'],
  },
  {
    probe: ['prlimit', '--core=0', '--data=1073741824', '--'],
    build: ({ memoryMb, diskMb }) => [
      'prlimit',
      '--core=0',
      `--data=${(memoryMb + RUNTIME_MB) * 2 ** 20}`,
      `--fsize=${diskMb * 2 ** 20}`,
      '--nofile=256',
      '--',
    ],
  },
]

interface Limits {
  memoryMb: number
  diskMb: number
}

/** Finds out once which walls this machine has. */
export async function probeConfinement(): Promise<Confinement> {
  const works = await Promise.all(
    WRAPPERS.map(({ probe: [command = '', ...args] }) =>
      run(command, [...args, 'true']).then(
        () => true,
        () => false,
      ),
    ),
  )
  const [netForRoot] = works
  return new Confinement(WRAPPERS.filter((_, index) => works[index] && !(index === 1 && netForRoot)))
}

/** Builds the command line of a shell process. */
export class Confinement {
  private readonly wrappers: typeof WRAPPERS

  constructor(wrappers: typeof WRAPPERS) {
    this.wrappers = wrappers
  }

  commandLine(config: ShellConfig, limits: Limits): [string, ...string[]] {
    const writable = config.mounts.map((mount) => mount.hostDir)
    const line = [
      ...this.wrappers.flatMap((wrapper) => wrapper.build(limits)),
      process.execPath,
      `--max-old-space-size=${limits.memoryMb}`,
      '--disallow-code-generation-from-strings',
      '--permission',
      ...[...codeRoots(), ...writable].map((path) => `--allow-fs-read=${path}`),
      ...writable.map((path) => `--allow-fs-write=${path}`),
      '--disable-warning=SecurityWarning',
      join(here, 'shell-main.ts'),
      JSON.stringify(config),
    ]
    return line as [string, ...string[]]
  }
}

/** What the process must read in order to run: this folder, just-bash and what it imports. */
function codeRoots(): string[] {
  const justBash = createRequire(import.meta.url).resolve('just-bash')
  const modules = `${justBash.slice(0, justBash.lastIndexOf(join('node_modules', 'just-bash')))}node_modules`
  const packageJson = join(dirname(modules), 'package.json')
  return [here, modules, packageJson]
}
