'use client'

import { signOut } from 'next-auth/react'
import { Button } from '#components/ui/button.tsx'

/** Ends the session and stays here, where the link can be used by somebody else then. */
export function SignOutButton({ label }: { label: string }) {
  return (
    <Button variant="primary" size="lg" onClick={() => void signOut({ callbackUrl: location.pathname })}>
      {label}
    </Button>
  )
}
