import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { parseTarget } from '#lib/net/host-pattern.ts'

const line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]*$/u)
const target = (defaultPort: number) =>
  line.transform((text, context) => {
    const found = parseTarget(text, defaultPort)
    if (found) return found
    context.addIssue({ code: 'custom', message: 'no host' })
    return z.NEVER
  })

/** `domain.example`, or one address of it. */
const recipients = line
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  )
  .pipe(z.array(z.string().max(254)).min(1).max(100))

const postgresSettings = z.object({
  host: target(5432),
  database: line.min(1).max(100),
  user: line.min(1).max(100),
  tls: z.enum(['verified', 'none']).default('verified'),
  /** Who has signed the server's certificate, where that is none of the usual ones. */
  authority: z.string().trim().max(20_000).default(''),
})
export type PostgresSettings = z.output<typeof postgresSettings>

const smtpSettings = z.object({
  host: target(587),
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: line.max(254).default(''),
  from: z.email().max(254),
  from_name: line.max(100).default(''),
  recipients,
})
export type SmtpSettings = z.output<typeof smtpSettings>

function read<T>(schema: z.ZodType<T>, settings: unknown, what: string): T {
  const parsed = schema.safeParse(settings)
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]?.path.join('.') || 'settings'
  throw new AppError(
    'unavailable',
    `${what} is not set up: its setting "${at}" cannot be used. An admin can change it where the package is installed.`,
  )
}

/** @throws AppError `unavailable` that names the setting */
export const readPostgresSettings = (settings: unknown) => read(postgresSettings, settings, 'The database')
/** @throws AppError `unavailable` that names the setting */
export const readSmtpSettings = (settings: unknown) => read(smtpSettings, settings, 'E-mail')
