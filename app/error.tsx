'use client'

import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function AppError({ error, retry }: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        title="The server could not answer"
        description="Nothing you made is lost. Try again in a moment; if it stays, tell whoever runs this installation."
        reference={error.digest}
        action={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      />
    </main>
  )
}
