import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { currentPrincipal, requireUser } from '#app/_server/current-user.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { ThreadView } from '#components/chat/thread-view.tsx'
import { ThreadPageMenu } from '#components/threads/thread-page-menu.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { getThread } from '#lib/threads/get-thread.ts'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'

// The title and the page both ask.
const loadThread = cache((workspaceId: string, threadId: string) => loadForPage(getThread, { workspaceId, threadId }))

export async function generateMetadata({ params }: PageProps<'/w/[workspace]/threads/[threadId]'>): Promise<Metadata> {
  const { workspace, threadId } = await params
  return { title: (await loadThread(workspace, threadId)).title || (await getTranslations('threads'))('thread') }
}

/** The branch of the address; where that is gone, taken back for instance, the one on which something was asked last. */
async function loadTranscript(workspaceId: string, threadId: string, at: string | undefined) {
  try {
    return await getTranscript.run(await currentPrincipal(), { workspaceId, threadId, at })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return loadForPage(getTranscript, { workspaceId, threadId })
  }
}

export default async function ThreadPage({ params, searchParams }: PageProps<'/w/[workspace]/threads/[threadId]'>) {
  const { workspace: workspaceId, threadId } = await params
  const at = idSchema
    .optional()
    .catch(undefined)
    .parse((await searchParams).at)
  const [user, thread, transcript, { agents }, { tenantId, role }] = await Promise.all([
    requireUser(),
    loadThread(workspaceId, threadId),
    loadTranscript(workspaceId, threadId, at),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
  ])
  const agent = agents.find(({ id }) => id === thread.agentId)
  return (
    <ThreadView
      key={threadId}
      workspaceId={workspaceId}
      thread={{ id: thread.id, agentId: thread.agentId, title: thread.title, private: thread.private }}
      agent={
        agent
          ? {
              id: agent.id,
              name: agent.name,
              color: agent.color,
              face: faceOf(workspaceId, agent.avatar),
              isDemo: agent.models.length === 0 || agent.models[0]?.providerId === DEMO_PROVIDER,
            }
          : null
      }
      me={{ id: user.id, name: user.name }}
      canWrite={role !== 'viewer'}
      transcript={transcript}
      menu={
        <ThreadPageMenu workspaceId={workspaceId} tenantId={tenantId} thread={thread} canWrite={role !== 'viewer'} />
      }
    />
  )
}
