import { AppError } from '#lib/errors.ts'
import { hostPattern, parseTarget } from '#lib/net/host-pattern.ts'
import type { PackageManifest, PackageSetting } from '../schema.ts'

/** By the setting's name. */
export type InstallationSettings = Record<string, string>

/**
 * What an installation is told about its surroundings: what is given now, else what was said before, else what the package begins with.
 * @throws AppError `invalid_input` about the setting that is missing or wrong
 */
export function resolveSettings(
  { settings = [] }: Pick<PackageManifest, 'settings'>,
  given: InstallationSettings,
  before: InstallationSettings = {},
): InstallationSettings {
  const entries = settings.map((setting) => {
    const { name, initial } = setting
    const value = (given[name] ?? before[name] ?? initial).trim()
    return [name, value === '' ? assertOptional(setting) : checked(setting, value)] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/** Hosts that secrets of the package may go to because somebody has named them. */
export function hostsOf({ settings = [] }: Pick<PackageManifest, 'settings'>, values: InstallationSettings): string[] {
  return settings.flatMap(({ name, kind }) => (kind === 'host' && values[name] ? [values[name]] : []))
}

function assertOptional({ name, title, required }: PackageSetting): string {
  if (required) throw refused(name, `The package needs to know: ${title}.`)
  return ''
}

function checked({ name, title, kind, options, port }: PackageSetting, value: string): string {
  const strange = kind === 'text' ? /[^\P{Cc}\n\r\t]/u : /\p{Cc}/u
  if (strange.test(value)) throw refused(name, `${title} has characters that cannot be read.`)
  if (kind === 'choice' && !options.includes(value)) throw refused(name, `${title} is one of: ${options.join(', ')}.`)
  if (kind !== 'host') return value
  const target = parseTarget(value, port ?? 443)
  const host = target && hostPattern.safeParse(`${target.host}:${target.port}`)
  if (!host?.success || host.data.startsWith('*')) {
    throw refused(name, `${title} is the name of a host, such as db.example.com or db.example.com:5433.`)
  }
  return host.data
}

function refused(name: string, message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { [`settings.${name}`]: [message] } })
}
