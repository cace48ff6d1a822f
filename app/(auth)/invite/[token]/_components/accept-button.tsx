'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { accept } from '../actions.ts'

export function AcceptButton({ token, label }: { token: string; label: string }) {
  const router = useRouter()
  const enter = useCallback(
    ({ workspaceId }: { workspaceId: string | null }) => router.replace(workspaceId ? `/w/${workspaceId}` : '/'),
    [router],
  )
  const { submit, pending, error } = useSubmit(accept, enter)
  return (
    <>
      {error && (
        <Notice tone="danger" role="alert">
          {error.message}
        </Notice>
      )}
      <Button variant="primary" size="lg" pending={pending} onClick={() => submit(token)} autoFocus>
        {label}
      </Button>
    </>
  )
}
