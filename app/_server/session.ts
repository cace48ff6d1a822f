import { hkdfSync } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { hashApiKey, type Principal } from '#lib/access/scope.ts'
import { publicUrl, requireEnv } from '#lib/env.ts'
import { idSchema } from '#lib/ids.ts'

/** Whether cookies may travel over https alone. */
export const overHttps = () => publicUrl().protocol === 'https:'

/** The cookie that carries a session's token. */
export function sessionCookieName(): string {
  return overHttps() ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

let secret: string | undefined

/** Encrypts session tokens. */
export function sessionSecret(): string {
  secret ??= Buffer.from(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'session token', 32)).toString('base64')
  return secret
}

/** Who a session's token speaks for. Whether the login still holds is decided with the scope, in the same query. */
export async function principalOfToken(token: string | undefined): Promise<Principal> {
  if (!token) return { kind: 'anonymous' }
  const claims = await decode({ token, secret: sessionSecret() }).catch(() => null)
  const loginId = idSchema.safeParse(claims?.loginId)
  const userId = idSchema.safeParse(claims?.sub)
  if (!loginId.success || !userId.success) return { kind: 'anonymous' }
  return { kind: 'login', loginId: loginId.data, userId: userId.data }
}

const BEARER = /^bearer +(\S+)$/i

/** Who sends a request: by the API key in its Authorization header, or else by its session cookie. No query. */
export async function principalOf(request: Request): Promise<Principal> {
  const authorization = request.headers.get('authorization')
  const key = authorization?.match(BEARER)?.[1]
  if (key) return { kind: 'api_key', keyHash: hashApiKey(key) }
  return principalOfToken(cookieOf(request, sessionCookieName()))
}

/** A request's cookie by its name. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (pair.slice(0, separator).trim() === name) return decodeURIComponent(pair.slice(separator + 1).trim())
  }
  return undefined
}
