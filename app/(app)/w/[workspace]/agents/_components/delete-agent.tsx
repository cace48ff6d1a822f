'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { removeAgent } from '../actions.ts'

interface DeleteAgentProps {
  workspaceId: string
  agentId: string
  name: string
}

export function DeleteAgent({ workspaceId, agentId, name }: DeleteAgentProps) {
  const router = useRouter()
  const remove = useCallback(() => removeAgent({ workspaceId, agentId }), [workspaceId, agentId])
  const leave = useCallback(() => {
    toast.success(`${name} was removed.`)
    router.replace(workspacePaths(workspaceId).agents)
    router.refresh()
  }, [router, workspaceId, name])
  return (
    <div className="flex items-center justify-between gap-4">
      <p className="text-muted-foreground">Its sandbox and its own files go. Threads and the workspace’s files stay.</p>
      <ConfirmDialog
        trigger={<Button variant="danger-ghost">Remove…</Button>}
        title={`Remove ${name}?`}
        consequences={[
          'What it is working on right now is stopped.',
          'Its sandbox goes, with everything in its own home folder.',
          'Its threads stay readable, but nobody answers in them any more.',
          'Files in the workspace stay.',
        ]}
        confirmLabel={`Remove ${name}`}
        action={remove}
        onDone={leave}
      />
    </div>
  )
}
