'use client'

import { FlaskConical, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { type AgentState, type AgentSummary, DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { useAgentStates } from './use-agent-states.ts'

const tones = {
  working: 'agent',
  waiting: 'accent',
  idle: 'neutral',
  paused: 'warning',
  failed: 'danger',
  archived: 'neutral',
} as const

interface AgentGridProps {
  workspaceId: string
  agents: AgentSummary[]
  mayWrite: boolean
}

/** Agents as cards, with what each of them does right now. */
export function AgentGrid({ workspaceId, agents, mayWrite }: AgentGridProps) {
  const states = useAgentStates(workspaceId, agents)
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {agents.map((agent) => (
        <AgentCard
          key={agent.id}
          workspaceId={workspaceId}
          agent={agent}
          state={states.get(agent.id) ?? agent.state}
          mayWrite={mayWrite}
        />
      ))}
    </ul>
  )
}

interface AgentCardProps {
  workspaceId: string
  agent: AgentSummary
  state: AgentState
  mayWrite: boolean
}

function AgentCard({ workspaceId, agent, state, mayWrite }: AgentCardProps) {
  const t = useTranslations('agents')
  const paths = workspacePaths(workspaceId)
  const [model] = agent.models
  const isDemo = !model || model.providerId === DEMO_PROVIDER
  return (
    <li className="@container relative flex flex-col gap-3 rounded-xl border bg-raised p-4 shadow-raised transition-colors hover:bg-hover">
      <div className="flex items-center gap-3" data-agent-color={agent.color}>
        <Avatar name={agent.name} color={agent.color} face={faceOf(workspaceId, agent.avatar)} />
        {/* The link covers the card; the button lies above it. */}
        <Link href={paths.agent(agent.id)} className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0">
          {agent.name}
        </Link>
        <Badge tone={tones[state]} data-state={state}>
          {t(`states.${state}`)}
        </Badge>
      </div>
      <p className="line-clamp-2 min-h-10 text-muted-foreground text-sm">{agent.summary || t('noPersona')}</p>
      <div className="flex items-center gap-2 text-sm">
        {isDemo ? (
          <Badge tone="warning">
            <FlaskConical aria-hidden />
            {t('demoModel')}
          </Badge>
        ) : (
          <span className="min-w-0 truncate font-mono text-muted-foreground text-xs">{model.model}</span>
        )}
        <span className="min-w-0 flex-1 truncate text-muted-foreground">
          {t('toolCount', { count: agent.tools.length })}
        </span>
        {mayWrite && agent.archivedAt === null && (
          <Button asChild size="sm" className="relative shrink-0">
            <Link href={paths.newThread(agent.id)} aria-label={t('newThreadWith', { name: agent.name })}>
              <SquarePen aria-hidden />
              <span className="@max-sm:hidden">{t('newThread')}</span>
            </Link>
          </Button>
        )}
      </div>
    </li>
  )
}
