import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { makePassable } from '#scripts/services/folders.ts'

const secretsSchema = z.object({
  CREWHOUSE_SECRET: z.string().min(32),
  CREWHOUSE_KEK: z.base64(),
  CREWHOUSE_INSTALLATION: z.string().min(1),
})

/** What an installation must keep: without the KEK, the providers' keys in the database cannot be opened again. */
export type Secrets = z.infer<typeof secretsSchema>

/** The installation's secrets: from the environment where set there, else generated once and kept in the data folder. */
export function ensureSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.env')
  const kept = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
  const generated: Secrets = {
    CREWHOUSE_SECRET: randomBytes(48).toString('base64url'),
    CREWHOUSE_KEK: randomBytes(32).toString('base64'),
    CREWHOUSE_INSTALLATION: randomBytes(6).toString('hex'),
  }
  const names = Object.keys(generated) as (keyof Secrets)[]
  const missing = names.filter((name) => !process.env[name] && !kept[name])
  if (missing.length > 0) {
    makePassable(dataDir)
    const lines = missing.map((name) => `${name}=${generated[name]}\n`)
    // Appended, never rewritten: what is there may be the only copy.
    writeFileSync(path, lines.join(''), { mode: 0o600, flag: 'a' })
  }
  const chosen = names.map((name) => [name, process.env[name] || kept[name] || generated[name]])
  const parsed = secretsSchema.safeParse(Object.fromEntries(chosen))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n  ')
    throw new AppError('invalid_input', `The secrets in ${path} or the environment are not usable:\n  ${wrong}`)
  }
  return parsed.data
}
