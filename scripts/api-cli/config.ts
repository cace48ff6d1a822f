import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { CliError, EXIT } from './errors.ts'

const schema = z.object({ url: z.url(), key: z.string().min(1), workspaceId: z.string() })
export type Config = z.infer<typeof schema>

/** Where the key is kept: readable for its owner alone. */
export function configPath(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'crewhouse', 'config.json')
}

/** @throws CliError for who has not logged in */
export function readConfig(): Config {
  let text: string
  try {
    text = readFileSync(configPath(), 'utf8')
  } catch {
    throw new CliError('You are not logged in. Run: crewhouse login --url URL', EXIT.notSignedIn)
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new CliError(`${configPath()} is not readable. Log in again.`, EXIT.notSignedIn)
  }
}

export function writeConfig(config: Config): void {
  const path = configPath()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
  // The mode above holds for a new file alone.
  chmodSync(path, 0o600)
}

export function removeConfig(): void {
  rmSync(configPath(), { force: true })
}
