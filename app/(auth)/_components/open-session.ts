'use client'

import { signIn } from 'next-auth/react'
import type { SubmitResult } from '#components/ui/use-submit.ts'
import { CODE_IS_NEEDED } from '#lib/tenants/schema.ts'

/** Signs in by next-auth, which sets the session's cookie, unless a code is asked for first. @throws Error where nothing answered */
export async function openSession(credentials: {
  email: string
  password: string
}): Promise<SubmitResult<{ codeIsNeeded: boolean }>> {
  const answer = await signIn('credentials', { ...credentials, redirect: false })
  if (answer?.ok) return { ok: true, data: { codeIsNeeded: false } }
  if (answer?.error === CODE_IS_NEEDED) return { ok: true, data: { codeIsNeeded: true } }
  if (!answer?.error) throw new Error('no answer to the sign-in')
  return { ok: false, error: { code: 'unauthenticated', message: answer.error } }
}
