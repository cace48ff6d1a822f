import type { AuthOptions } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import credentialsProvider from 'next-auth/providers/credentials'
import { getLocale } from 'next-intl/server'
import { AppError } from '#lib/errors.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { endLogin, findSignedInUser } from '#lib/tenants/logins.ts'
import { CODE_IS_NEEDED } from '#lib/tenants/schema.ts'
import { LOGIN_SECONDS, SecondFactorNeeded, signIn } from '#lib/tenants/sign-in.ts'
import { clientOf } from './client.ts'
import { inLanguage } from './refusal-words.ts'
import { failureOf } from './result.ts'
import { overHttps, sessionSecret } from './session.ts'

/** The token of a session names a login row; the row, not the token, says whether the session still holds. */
interface SessionToken extends JWT {
  sub: string
  loginId: string
}

/**
 * next-auth's configuration; made when it is asked for, since a build has no secrets.
 * @param askForCode told the token of a sign-in that waits for its second factor
 */
export function authOptions(askForCode: (token: string) => void): AuthOptions {
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
            if (error instanceof SecondFactorNeeded) {
              askForCode(error.token)
              throw new Error(CODE_IS_NEEDED)
            }
            // What is thrown here reaches the sign-in form as its message.
            throw new Error(inLanguage(await getLocale(), failureOf(error, 'sign-in')).message)
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
