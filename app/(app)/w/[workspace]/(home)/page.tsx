import { Bot, Eye } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { NewThread } from './_components/new-thread.tsx'

export const metadata: Metadata = { title: 'New thread' }

export default async function WorkspacePage({ params, searchParams }: PageProps<'/w/[workspace]'>) {
  const [{ workspace: workspaceId }, { agent: agentId }] = await Promise.all([params, searchParams])
  const [{ agents }, { role }] = await Promise.all([loadAgents(workspaceId), loadPlace(workspaceId)])
  const paths = workspacePaths(workspaceId)
  const chosen = agents.find(({ id }) => id === agentId) ?? agents[0]
  return (
    <>
      <PageHeader title="New thread" />
      {!atLeast(role, 'member') ? (
        <EmptyState
          icon={Eye}
          title="You are here to look"
          description="Viewers read threads and files. An owner or admin can make you a member, who gives agents work."
          action={
            <Button asChild variant="primary">
              <Link href={paths.threads}>See the threads</Link>
            </Button>
          }
        />
      ) : chosen ? (
        <NewThread
          key={chosen.id}
          workspaceId={workspaceId}
          initialAgentId={chosen.id}
          agents={agents.map(({ id, name, color, models }) => ({
            id,
            name,
            color,
            isDemo: models.length === 0 || models[0]?.providerId === DEMO_PROVIDER,
          }))}
        />
      ) : (
        <EmptyState
          icon={Bot}
          title="Nobody to talk to yet"
          description="Add an agent first: a researcher, a coder, a writer, or one of your own making."
          action={
            <Button asChild variant="primary">
              <Link href={paths.newAgent}>Add an agent</Link>
            </Button>
          }
        />
      )}
    </>
  )
}
