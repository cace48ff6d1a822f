import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { hostPattern } from '#lib/net/host-pattern.ts'
import { MIN_REDACTED_CHARS } from '#lib/telemetry/redactor.ts'

/** Variables that decide what a command runs or where it connects: a secret under such a name would change that. */
const TAKEN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|TERM|COLORTERM|PWD|IFS|ENV|BASH_ENV|LD_.*|NODE_.*|NPM_CONFIG_.*|PYTHON.*|GIT_.*|SSL_.*|CURL_.*|REQUESTS_.*|PIP_.*|(HTTP|HTTPS|ALL|NO)_PROXY)$/

export const secretName = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Z][A-Z0-9_]*$/, 'A name has capital letters, digits and underscores, such as GITHUB_TOKEN.')
  .refine((name) => !TAKEN.test(name), 'This name means something to programs already. Choose another one.')

/** What can stand in a header: one line. Short ones would be found in any text. */
export const secretValue = z
  .string()
  .trim()
  .min(MIN_REDACTED_CHARS, `A secret has at least ${MIN_REDACTED_CHARS} characters.`)
  .max(4000)
  .regex(/^[\x20-\x7e]+$/, 'A secret is one line of letters, digits and signs of ASCII.')

export const secretFields = {
  description: z.string().trim().max(300),
  hosts: z.array(hostPattern).max(50),
  tools: z.array(z.string().min(1).max(200)).max(100),
}

/** A secret as people see it: never its value. */
export const secretView = z.object({
  id: idSchema,
  /** Null: of all agents of the workspace. */
  agentId: idSchema.nullable(),
  name: z.string(),
  description: z.string(),
  hosts: z.array(z.string()),
  tools: z.array(z.string()),
  version: z.number().int(),
  /** When and by whom the value in use was entered. */
  enteredAt: z.iso.datetime(),
  enteredBy: z.string(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type SecretView = z.output<typeof secretView>
