'use client'

import { ApprovalCard } from './approval-card.tsx'
import { useApprovals } from './approvals-provider.tsx'

/** What is asked about one call, where something is, or just was. */
export function CallApproval({ toolCallId }: { toolCallId: string }) {
  const approvals = useApprovals()
  const approval =
    approvals?.open?.find((one) => one.toolCallId === toolCallId) ?? approvals?.settled.get(toolCallId) ?? null
  return (
    approval && (
      <div className="border-t p-2">
        <ApprovalCard approval={approval} />
      </div>
    )
  )
}
