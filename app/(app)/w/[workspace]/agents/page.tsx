import { Bot, FlaskConical, Plus, SquarePen } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { type AgentView, DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { AtWork } from './_components/at-work.tsx'

export const metadata: Metadata = { title: 'Agents' }

export default async function AgentsPage({ params }: PageProps<'/w/[workspace]/agents'>) {
  const { workspace } = await params
  const [{ agents }, { role }] = await Promise.all([loadAgents(workspace), loadPlace(workspace)])
  const mayWrite = atLeast(role, 'member')
  const paths = workspacePaths(workspace)
  const newAgent = mayWrite && (
    <Button asChild variant="primary" size="sm">
      <Link href={paths.newAgent}>
        <Plus aria-hidden />
        Add an agent
      </Link>
    </Button>
  )
  return (
    <>
      <PageHeader title="Agents">{agents.length > 0 && newAgent}</PageHeader>
      <PageBody>
        {agents.length === 0 ? (
          <EmptyState
            icon={Bot}
            title="Nobody here yet"
            description="An agent is a colleague with a job: it reads, writes and runs things in a sandbox of its own."
            action={newAgent}
          />
        ) : (
          <ul className="divide-y rounded-xl border bg-raised shadow-raised">
            {agents.map((agent) => (
              <AgentRow key={agent.id} agent={agent} mayWrite={mayWrite} paths={paths} />
            ))}
          </ul>
        )}
      </PageBody>
    </>
  )
}

interface AgentRowProps {
  agent: AgentView
  mayWrite: boolean
  paths: ReturnType<typeof workspacePaths>
}

function AgentRow({ agent, mayWrite, paths }: AgentRowProps) {
  const model = agent.models[0]
  const isDemo = !model || model.providerId === DEMO_PROVIDER
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover">
      <Avatar name={agent.name} color={agent.color} />
      <div className="min-w-0 flex-1">
        {/* The link covers the row; the button lies above it. */}
        <div className="flex items-center gap-2" data-agent-color={agent.color}>
          <Link href={paths.agent(agent.id)} className="truncate font-medium after:absolute after:inset-0">
            {agent.name}
          </Link>
          <AtWork agentId={agent.id} />
        </div>
        <p className="truncate text-muted-foreground text-sm">{summaryOf(agent.persona)}</p>
      </div>
      <div className="flex w-52 justify-end max-md:hidden">
        {isDemo ? (
          <Badge tone="warning">
            <FlaskConical aria-hidden />
            Demo model
          </Badge>
        ) : (
          <span className="truncate font-mono text-muted-foreground text-xs">{model.model}</span>
        )}
      </div>
      <span className="w-16 text-right text-muted-foreground text-sm max-md:hidden">
        {agent.tools.length === 1 ? '1 tool' : `${agent.tools.length} tools`}
      </span>
      {mayWrite && (
        <Button asChild size="sm" className="relative">
          <Link href={paths.newThread(agent.id)} aria-label={`New thread with ${agent.name}`}>
            <SquarePen aria-hidden />
            <span className="max-sm:hidden">New thread</span>
          </Link>
        </Button>
      )}
    </li>
  )
}

/** The persona's first sentence or so, without its Markdown. */
function summaryOf(persona: string): string {
  const line = persona.split('\n').find((candidate) => candidate.trim() && !candidate.startsWith('#'))
  return (line ?? 'No persona yet.').replace(/[*_`#>]/g, '').trim()
}
