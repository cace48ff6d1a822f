import { hkdfSync } from 'node:crypto'
import type { AuthOptions } from 'next-auth'
import { decode, type JWT } from 'next-auth/jwt'
import credentialsProvider from 'next-auth/providers/credentials'
import { hashApiKey, type Principal } from '#lib/access/scope.ts'
import { publicUrl, requireEnv } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { endLogin, findSignedInUser } from '#lib/tenants/logins.ts'
import { LOGIN_SECONDS, signIn } from '#lib/tenants/sign-in.ts'
import { clientOf } from './client.ts'
import { failureOf } from './result.ts'

const overHttps = () => publicUrl().protocol === 'https:'

/** The cookie that carries a session's token. */
export function sessionCookieName(): string {
  return overHttps() ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

let secret: string | undefined

function sessionSecret(): string {
  secret ??= Buffer.from(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'session token', 32)).toString('base64')
  return secret
}

/** The token of a session names a login row; the row, not the token, says whether the session still holds. */
interface SessionToken extends JWT {
  sub: string
  loginId: string
}

/** next-auth's configuration; made when it is asked for, since a build has no secrets. */
export function authOptions(): AuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: LOGIN_SECONDS },
    useSecureCookies: overHttps(),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      credentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          try {
            const login = await signIn(
              credentials,
              clientOf((name) => request.headers?.[name]),
            )
            return { id: login.userId, name: login.name, email: login.email, loginId: login.loginId }
          } catch (error) {
            // What is thrown here reaches the sign-in form as its message.
            throw new Error(failureOf(error, 'sign-in').message)
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { ...token, sub: user.id, loginId: (user as { loginId?: string }).loginId }
        const { loginId } = token as SessionToken
        // next-auth answers an error here by clearing the cookie, which is what a revoked login asks for.
        if (!(await findSignedInUser(loginId))) throw new AppError('unauthenticated', 'This login has ended.')
        return token
      },
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
    },
    events: {
      signOut: ({ token }) => endLogin((token as SessionToken).loginId),
    },
    logger: {
      error: (code, { message }) => logger().debug({ code, message }, 'next-auth'),
      warn: (code) => logger().debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
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

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (pair.slice(0, separator).trim() === name) return decodeURIComponent(pair.slice(separator + 1).trim())
  }
  return undefined
}
