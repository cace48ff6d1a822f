'use client'

import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function WorkspaceError({ error, retry }: ErrorPageProps) {
  return (
    <>
      <PageHeader title="Something went wrong" />
      <ErrorState
        title="This page could not be shown"
        description="Nothing you made is lost. Try again; if it stays, tell whoever runs this installation."
        reference={error.digest}
        action={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      />
    </>
  )
}
