import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Principal } from '#lib/access/scope.ts'
import { findSignedInUser, type SignedInUser } from '#lib/tenants/logins.ts'
import type { Client } from '#lib/tenants/sign-in.ts'
import { clientOf } from './client.ts'
import { principalOfToken, sessionCookieName } from './session.ts'

/** Who asks, in a server component or action. No query. */
export const currentPrincipal = cache(async (): Promise<Principal> => {
  const jar = await cookies()
  return principalOfToken(jar.get(sessionCookieName())?.value)
})

/** The signed-in person, or null. One query a request, however often it is asked. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  const principal = await currentPrincipal()
  return principal.kind === 'login' ? findSignedInUser(principal.loginId) : null
})

/** The signed-in person; whoever is not signed in goes to the sign-in page. */
export async function requireUser(): Promise<SignedInUser> {
  return (await currentUser()) ?? redirect('/sign-in')
}

/** Where the present request comes from, for limits on guessing. */
export async function currentClient(): Promise<Client> {
  const all = await headers()
  return clientOf((name) => all.get(name))
}
