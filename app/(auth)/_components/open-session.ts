'use client'

import { signIn } from 'next-auth/react'
import type { SubmitResult } from '#components/ui/use-submit.ts'

/** Signs in by next-auth, which sets the session's cookie. @throws Error where nothing answered */
export async function openSession(credentials: { email: string; password: string }): Promise<SubmitResult<null>> {
  const answer = await signIn('credentials', { ...credentials, redirect: false })
  if (answer?.ok) return { ok: true, data: null }
  if (!answer?.error) throw new Error('no answer to the sign-in')
  return { ok: false, error: { code: 'unauthenticated', message: answer.error } }
}
