import { z } from 'zod'

const blankAsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional())

/** Whether an address is this very machine's, which needs no TLS. */
export function isLoopback(address: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)
}

const trustedAddress = z
  .url({ protocol: /^https?$/ })
  .refine((address) => address.startsWith('https:') || isLoopback(address), 'must begin with https://')

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** The owner's URL: migrations only. */
  DATABASE_URL: optional(z.url()),
  APP_DATABASE_URL: optional(z.url()),
  PLATFORM_DATABASE_URL: optional(z.url()),
  REDIS_URL: optional(z.url()),
  /** Session and internal-API keys are derived from it. */
  CREWHOUSE_SECRET: optional(z.string().min(32)),
  /** Base64 of 32 bytes: wraps the data keys of sealed secrets. */
  CREWHOUSE_KEK: optional(
    z.base64().refine((v) => Buffer.from(v, 'base64').length === 32, 'must be base64 of 32 bytes'),
  ),
  /** Keys that go before CREWHOUSE_KEK, one on each line; by default `keys` in the data folder. */
  CREWHOUSE_KEK_FILE: optional(z.string()),
  CREWHOUSE_URL: optional(z.url()),
  /** Proxies of one's own in front of web, whose additions to `x-forwarded-for` are believed. */
  CREWHOUSE_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3101),
  CREWHOUSE_SANDBOX: z.enum(['auto', 'docker', 'virtual']).default('auto'),
  CREWHOUSE_SANDBOX_IMAGE: optional(z.string()),
  /** Images of the engine, beside the project's own, that agents may use: names, separated by commas. */
  CREWHOUSE_SANDBOX_IMAGES: z
    .string()
    .default('')
    .transform((names) => names.split(',').flatMap((name) => name.trim() || [])),
  /** The most that one sandbox may be given. */
  CREWHOUSE_SANDBOX_MAX_MEMORY_MB: z.coerce.number().int().min(64).max(16_384).default(16_384),
  CREWHOUSE_SANDBOX_MAX_CPUS: z.coerce.number().min(0.1).max(16).default(16),
  CREWHOUSE_SANDBOX_MAX_PIDS: z.coerce.number().int().min(32).max(4096).default(4096),
  CREWHOUSE_SANDBOX_MAX_DISK_MB: z.coerce.number().int().min(16).max(1_048_576).default(1_048_576),
  CREWHOUSE_SANDBOX_MAX_IDLE_SECONDS: z.coerce.number().int().min(5).max(86_400).default(86_400),
  CREWHOUSE_DATA_DIR: z.string().default('.data'),
  CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT: optional(z.stringbool()),
  /** Lets model providers be on this host and its network also with more than one tenant. */
  CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: optional(z.stringbool()),
  /**
   * Hosts on this machine or its network that tools may reach with every tenant: `10.0.0.5:8080, wiki.internal`, separated
   * by commas. All others are refused.
   */
  CREWHOUSE_TOOL_PRIVATE_HOSTS: optional(z.string().max(10_000)),
  /** A SearXNG server for the searches of every workspace that has no service of its own. */
  CREWHOUSE_SEARXNG_URL: optional(z.url({ protocol: /^https?$/ })),
  /** Where the services are that tools of the web talk to. */
  CREWHOUSE_BRAVE_URL: z.preprocess(blankAsAbsent, trustedAddress.default('https://api.search.brave.com')),
  CREWHOUSE_TAVILY_URL: z.preprocess(blankAsAbsent, trustedAddress.default('https://api.tavily.com')),
  CREWHOUSE_ARXIV_URL: z.preprocess(blankAsAbsent, trustedAddress.default('https://export.arxiv.org')),
  /** Tells this installation's containers and volumes from another's on the same engine. */
  CREWHOUSE_INSTALLATION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('local'),
  /** Of one API key; 0 is no limit. */
  CREWHOUSE_API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(6000),
  /** Rules about tools for the whole installation, as JSON: `[{"tools": "shell", "effect": "ask"}]`; or a file with them. */
  CREWHOUSE_TOOL_POLICY: optional(z.string().max(1_000_000)),
  CREWHOUSE_TOOL_POLICY_FILE: optional(z.string()),
  /** How long a call waits for a person's word. */
  CREWHOUSE_APPROVAL_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(86_400),
  /** A model call in which nothing arrives for so long has hung. */
  CREWHOUSE_MODEL_SILENCE_SECONDS: z.coerce.number().int().min(1).max(3600).default(240),
  CREWHOUSE_CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(32),
  /** The mail server, `smtp://user:password@host:587` or `smtps://...`; without it nothing is sent, and links are copied. */
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  /** The sender of e-mails, `Crewhouse <crew@example.com>`. */
  MAIL_FROM: optional(z.string().max(320)),
  /** Sign-in by an OpenID Connect provider of one's own, and what its button is called. */
  OIDC_ISSUER: optional(trustedAddress),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: z.preprocess(blankAsAbsent, z.string().max(60).default('Single sign-on')),
  GOOGLE_CLIENT_ID: optional(z.string()),
  GOOGLE_CLIENT_SECRET: optional(z.string()),
  GITHUB_CLIENT_ID: optional(z.string()),
  GITHUB_CLIENT_SECRET: optional(z.string()),
  /** GitHub, or an Enterprise Server of one's own. */
  GITHUB_URL: z.preprocess(blankAsAbsent, trustedAddress.default('https://github.com')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Variables that mean nothing alone. */
const together = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
] as const

const schema = variables.superRefine((values, context) => {
  for (const names of together) {
    const missing = names.filter((name) => values[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) continue
    for (const name of missing) {
      context.addIssue({ code: 'custom', path: [name], message: `is missing: set all of ${names.join(', ')}, or none` })
    }
  }
})
export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The process environment, parsed once. The only reader of `process.env`. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env)
    if (!result.success) {
      const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
      throw new Error(`The environment is not usable:\n${lines.join('\n')}`)
    }
    parsed = result.data
    // next-auth reads it from the environment alone.
    process.env.NEXTAUTH_URL ??= publicUrl().origin
  }
  return parsed
}

/** Where people reach this installation. */
export function publicUrl(): URL {
  const { CREWHOUSE_URL, PORT } = env()
  return new URL(CREWHOUSE_URL ?? `http://localhost:${PORT}`)
}

/** A variable that this process cannot run without. */
export function requireEnv<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env()[name]
  if (value === undefined || value === null) throw new Error(`${name} is not set. Start with "npm start", or set it.`)
  return value as NonNullable<Env[K]>
}
