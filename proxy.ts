import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { principalOfToken, sessionCookieName } from '#app/_server/session.ts'

/** Pages for people who are not signed in. */
const openPages =
  /^\/(sign-in(\/(code|connect))?|sign-up|forgot-password|(invite|reset-password|confirm-email)\/[^/]+)$/

const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * Before every page: the content security policy with a nonce of this request, and signed-out people to the sign-in
 * page. Only a convenience for them: what a page shows is decided where it is read. API routes answer for themselves.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const principal = await principalOfToken(request.cookies.get(sessionCookieName())?.value)
  if (principal.kind === 'anonymous' && !openPages.test(pathname)) {
    // Next.js makes the location relative again, so that it holds behind a proxy as well.
    const signIn = new URL('/sign-in', request.nextUrl)
    if (pathname !== '/') signIn.searchParams.set('callbackUrl', pathname + search)
    return NextResponse.redirect(signIn)
  }
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next.js finds the nonce for its own scripts in the request's policy; the layout finds it under its name.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/**
 * The last belt against what a model writes: only our own scripts run, and nothing is loaded from, or sent to, another
 * origin, images included.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  matcher:
    '/((?!api/|_next/|offline/|icons/|favicon.ico|icon.svg|apple-icon.png|manifest.webmanifest|sw.js|robots.txt).*)',
}
