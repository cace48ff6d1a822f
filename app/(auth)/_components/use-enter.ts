'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { ownPath } from './own-path.ts'

/** Goes where the person was going, or asks for the code that is still missing. */
export function useEnter(returnTo?: string) {
  const router = useRouter()
  return useCallback(
    ({ codeIsNeeded }: { codeIsNeeded: boolean }) => {
      const path = ownPath(returnTo, location.origin)
      const query = path === '/' ? '' : `?${new URLSearchParams({ callbackUrl: path })}`
      router.replace(codeIsNeeded ? `/sign-in/code${query}` : path)
    },
    [router, returnTo],
  )
}
