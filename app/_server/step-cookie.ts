import { cookies } from 'next/headers'
import type { StepKind } from '#lib/tenants/sign-in-steps/schema.ts'
import { STEP_SECONDS } from '#lib/tenants/sign-in-steps/steps.ts'
import { overHttps } from './session.ts'

/** The cookie that binds a step of signing in to one browser. Over https no other host of the domain can set it. */
export function stepCookieName(kind: StepKind): string {
  return `${overHttps() ? '__Host-' : ''}crewhouse.${kind.replaceAll('_', '-')}`
}

const options = () => ({
  httpOnly: true,
  secure: overHttps(),
  // It comes along when another site, where one signed in, sends the browser back.
  sameSite: 'lax' as const,
  path: '/',
})

/** Lets the browser keep a step's token, in a server action or route handler. */
export async function keepStep(kind: StepKind, token: string): Promise<void> {
  const jar = await cookies()
  jar.set(stepCookieName(kind), token, { ...options(), maxAge: STEP_SECONDS })
}

export async function dropStep(kind: StepKind): Promise<void> {
  const jar = await cookies()
  jar.set(stepCookieName(kind), '', { ...options(), maxAge: 0 })
}

/** The token that the browser keeps for a step. */
export async function keptStep(kind: StepKind): Promise<string | undefined> {
  return (await cookies()).get(stepCookieName(kind))?.value
}

/** The same cookie as a header, for answers that are not made by Next.js. */
export function stepCookieHeader(kind: StepKind, token: string): string {
  const secure = overHttps() ? '; Secure' : ''
  return `${stepCookieName(kind)}=${token}; Path=/; Max-Age=${STEP_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}
