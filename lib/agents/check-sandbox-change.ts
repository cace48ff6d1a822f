import { atLeast, type Role } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { type SandboxSettings, sandboxSettings } from '#lib/sandbox/spec.ts'

const WIDTH: Record<SandboxSettings['network'], number> = { none: 0, list: 1, open: 2 }

/**
 * Only admins let an agent reach further than it did, give its code more of models, or have commands run as root:
 * everybody else may take away, and change the rest.
 * @throws AppError `not_allowed`
 */
export function checkSandboxChange(role: Role, before: SandboxSettings | null, after: SandboxSettings): void {
  if (atLeast(role, 'admin')) return
  const was = before ?? sandboxSettings.parse({})
  const isWider = WIDTH[after.network] > WIDTH[was.network]
  const hasMoreHosts = after.networkHosts.some((host) => !was.networkHosts.includes(host))
  if (isWider || hasMoreHosts) refuse('network', 'Only an admin can let an agent connect to more than before.')
  if (after.modelTokens > was.modelTokens) {
    refuse('modelTokens', 'Only an admin can give an agent’s code more of models than before.')
  }
  const isNewCommand = after.setupCommand !== was.setupCommand
  if (isNewCommand && after.setupCommand !== '') {
    refuse('setupCommand', 'Only an admin can choose what is run as root when an agent’s image is made.')
  }
}

function refuse(setting: keyof SandboxSettings, message: string): never {
  throw new AppError('not_allowed', message, { fieldErrors: { [`sandbox.${setting}`]: [message] } })
}
