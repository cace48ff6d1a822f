'use client'

import type { ApprovalView } from '#lib/approvals/schema.ts'
import { Answered, ApprovalCard } from './approval-card.tsx'
import { useApprovals } from './approvals-provider.tsx'

/** What is asked about one call, or was since the page is open. */
export function useCallApproval(toolCallId: string): ApprovalView | null {
  const approvals = useApprovals()
  return approvals?.open?.find((one) => one.toolCallId === toolCallId) ?? approvals?.settled.get(toolCallId) ?? null
}

/** The question, where the call stands that it is about; once it is answered, by whom. */
export function CallApproval({ approval }: { approval: ApprovalView }) {
  return (
    <div className="border-t p-2">
      {approval.status === 'waiting' ? <ApprovalCard approval={approval} /> : <Answered approval={approval} />}
    </div>
  )
}
