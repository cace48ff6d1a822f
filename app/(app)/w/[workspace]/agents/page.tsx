import { Bot, FlaskConical, Plus, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { type AgentSummary, DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { AtWork } from './_components/at-work.tsx'

export const generateMetadata = pageTitle('agents.agents')

export default async function AgentsPage({ params }: PageProps<'/w/[workspace]/agents'>) {
  const t = await getTranslations('agents')
  const { workspace } = await params
  const [{ agents }, { role }] = await Promise.all([loadAgents(workspace), loadPlace(workspace)])
  const mayWrite = atLeast(role, 'member')
  const paths = workspacePaths(workspace)
  const newAgent = mayWrite && (
    <Button asChild variant="primary" size="sm">
      <Link href={paths.newAgent}>
        <Plus aria-hidden />
        {t('addAgent')}
      </Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t('agents')}>{agents.length > 0 && newAgent}</PageHeader>
      <PageBody>
        {agents.length === 0 ? (
          <EmptyState icon={Bot} title={t('emptyTitle')} description={t('emptyDescription')} action={newAgent} />
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
  agent: AgentSummary
  mayWrite: boolean
  paths: ReturnType<typeof workspacePaths>
}

function AgentRow({ agent, mayWrite, paths }: AgentRowProps) {
  const t = useTranslations('agents')
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
        <p className="truncate text-muted-foreground text-sm">{agent.summary || t('noPersona')}</p>
      </div>
      <div className="flex w-52 justify-end max-md:hidden">
        {isDemo ? (
          <Badge tone="warning">
            <FlaskConical aria-hidden />
            {t('demoModel')}
          </Badge>
        ) : (
          <span className="truncate font-mono text-muted-foreground text-xs">{model.model}</span>
        )}
      </div>
      <span className="w-16 text-right text-muted-foreground text-sm max-md:hidden">
        {t('toolCount', { count: agent.tools.length })}
      </span>
      {mayWrite && (
        <Button asChild size="sm" className="relative">
          <Link href={paths.newThread(agent.id)} aria-label={t('newThreadWith', { name: agent.name })}>
            <SquarePen aria-hidden />
            <span className="max-sm:hidden">{t('newThread')}</span>
          </Link>
        </Button>
      )}
    </li>
  )
}
