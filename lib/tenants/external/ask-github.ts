import { z } from 'zod'
import { emailSchema } from '../schema.ts'
import { identityFetch } from './identity-fetch.ts'
import type { ExternalIdentity } from './schema.ts'

const DEADLINE_MS = 10_000
const MAX_BYTES = 1024 * 1024

const userAnswer = z.object({ id: z.number().int().positive(), login: z.string(), name: z.string().nullish() })
const emailsAnswer = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** Who an access token belongs to. The address in a GitHub profile is anybody's word: the verified one is elsewhere. */
export async function askGithub(api: string, issuer: string, accessToken: string): Promise<ExternalIdentity> {
  const [user, emails] = await Promise.all([
    ask(`${api}/user`, accessToken).then((answer) => userAnswer.parse(answer)),
    ask(`${api}/user/emails`, accessToken).then((answer) => emailsAnswer.parse(answer)),
  ])
  const primary = emails.find(({ primary, verified }) => primary && verified)
  const email = emailSchema.safeParse(primary?.email)
  return {
    provider: 'github',
    issuer,
    // The login can be renamed, and be somebody else's tomorrow.
    subject: String(user.id),
    email: email.success ? email.data : null,
    name: (user.name ?? user.login).slice(0, 200),
    label: user.login.slice(0, 320),
  }
}

async function ask(url: string, accessToken: string): Promise<unknown> {
  const response = await identityFetch(url, {
    method: 'GET',
    body: null,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'crewhouse',
    },
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  if (!response.ok) throw new Error(`GitHub answered ${response.status}.`)
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_BYTES) throw new Error('GitHub answered too much.')
  }
  return JSON.parse(text)
}
