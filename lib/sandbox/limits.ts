import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import type { SandboxSettings } from './spec.ts'

export type LimitedSetting = 'memoryMb' | 'cpus' | 'pids' | 'diskMb' | 'idleSeconds'
export type SandboxMaximums = Record<LimitedSetting, number>

/** The most that this installation gives to one sandbox. */
export function sandboxMaximums(): SandboxMaximums {
  const { CREWHOUSE_SANDBOX_MAX_MEMORY_MB, CREWHOUSE_SANDBOX_MAX_CPUS, CREWHOUSE_SANDBOX_MAX_PIDS } = env()
  const { CREWHOUSE_SANDBOX_MAX_DISK_MB, CREWHOUSE_SANDBOX_MAX_IDLE_SECONDS } = env()
  return {
    memoryMb: CREWHOUSE_SANDBOX_MAX_MEMORY_MB,
    cpus: CREWHOUSE_SANDBOX_MAX_CPUS,
    pids: CREWHOUSE_SANDBOX_MAX_PIDS,
    diskMb: CREWHOUSE_SANDBOX_MAX_DISK_MB,
    idleSeconds: CREWHOUSE_SANDBOX_MAX_IDLE_SECONDS,
  }
}

/** Images beside its own that agents of this installation may use. */
export function allowedImages(): readonly string[] {
  return env().CREWHOUSE_SANDBOX_IMAGES
}

/** @throws AppError `invalid_input` with a message for each setting that this installation does not give */
export function checkSandbox(settings: SandboxSettings): void {
  const fieldErrors: Record<string, string[]> = {}
  for (const [name, most] of Object.entries(sandboxMaximums()) as [LimitedSetting, number][]) {
    if (settings[name] > most) fieldErrors[`sandbox.${name}`] = [`At most ${most} in this installation.`]
  }
  if (settings.image !== '' && !allowedImages().includes(settings.image)) {
    fieldErrors['sandbox.image'] = ['This installation does not offer this image.']
  }
  const [field, messages] = Object.entries(fieldErrors)[0] ?? []
  if (field && messages) throw new AppError('invalid_input', `${field}: ${messages[0]}`, { fieldErrors })
}

/** What was stored before the installation's maximums were lowered, as it holds now. */
export function withinMaximums(settings: SandboxSettings): SandboxSettings {
  const limited = { ...settings }
  for (const [name, most] of Object.entries(sandboxMaximums()) as [LimitedSetting, number][]) {
    limited[name] = Math.min(limited[name], most)
  }
  return limited
}
