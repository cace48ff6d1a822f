'use client'

import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { approvalApi } from '#components/approvals/approval-api.ts'
import { ApprovalCard } from '#components/approvals/approval-card.tsx'
import { useApprovals } from '#components/approvals/approvals-provider.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ApprovalView } from '#lib/approvals/schema.ts'

/** What waits for a person, and what was answered lately; both follow what others do. */
export function ApprovalInbox() {
  const t = useTranslations('approvals')
  const approvals = useApprovals()
  const [answered, setAnswered] = useState<readonly ApprovalView[]>([])
  const workspaceId = approvals?.workspaceId
  const version = approvals?.version
  useEffect(() => {
    if (!workspaceId || !version) return
    approvalApi
      .answered(workspaceId)
      .then(({ items }) => setAnswered(items))
      // The next change tries again.
      .catch(() => undefined)
  }, [workspaceId, version])
  if (!approvals?.open) {
    return (
      <div data-skeleton className="flex flex-col gap-4">
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
      </div>
    )
  }
  const paths = workspacePaths(approvals.workspaceId)
  return (
    <div className="flex flex-col gap-10">
      {approvals.open.length === 0 ? (
        <EmptyState icon={Hand} title={t('nothing')} description={t('nothingDescription')} />
      ) : (
        <Section title={t('open')} description={t('openDescription')}>
          <Cards approvals={approvals.open} pathOf={paths.thread} />
        </Section>
      )}
      {answered.length > 0 && (
        <Section title={t('answered')} className="border-t pt-8">
          <Cards approvals={answered} pathOf={paths.thread} />
        </Section>
      )}
    </div>
  )
}

function Cards({ approvals, pathOf }: { approvals: readonly ApprovalView[]; pathOf: (threadId: string) => string }) {
  return (
    <ul className="flex flex-col gap-4">
      {approvals.map((approval) => (
        <li key={approval.id}>
          <ApprovalCard approval={approval} threadHref={pathOf(approval.threadId)} />
        </li>
      ))}
    </ul>
  )
}
