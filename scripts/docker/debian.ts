import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { runCommand } from '#scripts/services/commands.ts'

/** Where a program is; root's folders count too, though an ordinary user's PATH lacks them. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** Installs those packages whose program is missing, with the system's own apt: Debian or Ubuntu, as root. */
export async function installDebianPackages(
  packageOf: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const missing = Object.entries(packageOf).filter(([program]) => !findProgram(program))
  if (missing.length === 0) return
  const names = missing.map(([, name]) => name)
  if (!existsSync('/usr/bin/apt-get')) {
    throw new AppError('unavailable', `Please install ${names.join(', ')}: this machine has no apt-get to do it with.`)
  }
  if (process.getuid?.() !== 0) {
    throw new AppError('unavailable', `As root, please: apt-get install ${names.join(' ')}`)
  }
  say(`Installing ${names.join(', ')} from the distribution`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...names]
  for (const args of [['update', '-q'], install]) {
    const { ok, output } = await runCommand('apt-get', args, { env, timeoutMs: 900_000 })
    if (!ok) {
      const end = output.trim().split('\n').slice(-12).join('\n')
      throw new AppError('unavailable', `apt-get ${args[0]} failed:\n${end}`)
    }
  }
  const still = missing.filter(([program]) => !findProgram(program))
  if (still.length > 0) {
    throw new AppError('unavailable', `Installed, yet not found: ${still.map(([program]) => program).join(', ')}`)
  }
}
