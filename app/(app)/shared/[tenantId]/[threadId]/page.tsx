import type { Metadata } from 'next'
import { cache } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { requireUser } from '#app/_server/current-user.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { SharedThreadView } from '#components/chat/shared-thread-view.tsx'
import { getSharedTranscript } from '#lib/runs/get-shared-transcript.ts'
import { getSharedThread } from '#lib/threads/get-shared-thread.ts'

// The title and the page both ask.
const loadThread = cache((tenantId: string, threadId: string) => loadForPage(getSharedThread, { tenantId, threadId }))

export async function generateMetadata({ params }: PageProps<'/shared/[tenantId]/[threadId]'>): Promise<Metadata> {
  const { tenantId, threadId } = await params
  return { title: (await loadThread(tenantId, threadId)).title }
}

/** What somebody shared by name: outside of any workspace, which the reader may not enter. */
export default async function SharedThreadPage({ params }: PageProps<'/shared/[tenantId]/[threadId]'>) {
  const { tenantId, threadId } = await params
  const [user, thread, transcript] = await Promise.all([
    requireUser(),
    loadThread(tenantId, threadId),
    loadForPage(getSharedTranscript, { tenantId, threadId }),
  ])
  return (
    <ClientMessages namespaces={['threads', 'chat', 'files', 'tools', 'approvals']}>
      <SharedThreadView
        tenantId={tenantId}
        thread={thread}
        me={{ id: user.id, name: user.name }}
        transcript={transcript}
      />
    </ClientMessages>
  )
}
