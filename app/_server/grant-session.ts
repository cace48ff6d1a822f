import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { LOGIN_SECONDS, type NewLogin } from '#lib/tenants/sign-in.ts'
import { overHttps, sessionCookieName, sessionSecret } from './session.ts'

/** Gives the browser the session of a login, as next-auth does after a password. */
export async function grantSession({ loginId, userId, name, email }: NewLogin): Promise<void> {
  const token = await encode({
    token: { sub: userId, name, email, loginId },
    secret: sessionSecret(),
    maxAge: LOGIN_SECONDS,
  })
  const jar = await cookies()
  jar.set(sessionCookieName(), token, {
    httpOnly: true,
    secure: overHttps(),
    sameSite: 'lax',
    path: '/',
    maxAge: LOGIN_SECONDS,
  })
}
