import { Bot, Eye } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { NewThread } from './_components/new-thread.tsx'

export const generateMetadata = pageTitle('home.newThread')

export default async function WorkspacePage({ params, searchParams }: PageProps<'/w/[workspace]'>) {
  const t = await getTranslations('home')
  const [{ workspace: workspaceId }, { agent: agentId }] = await Promise.all([params, searchParams])
  const [{ agents }, { role }] = await Promise.all([loadAgents(workspaceId), loadPlace(workspaceId)])
  const paths = workspacePaths(workspaceId)
  const chosen = agents.find(({ id }) => id === agentId) ?? agents[0]
  return (
    <>
      <PageHeader title={t('newThread')} />
      {!atLeast(role, 'member') ? (
        <EmptyState
          icon={Eye}
          title={t('viewerTitle')}
          description={t('viewerDescription')}
          action={
            <Button asChild variant="primary">
              <Link href={paths.threads}>{t('seeThreads')}</Link>
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
          title={t('nobodyTitle')}
          description={t('nobodyDescription')}
          action={
            <Button asChild variant="primary">
              <Link href={paths.newAgent}>{t('addAgent')}</Link>
            </Button>
          }
        />
      )}
    </>
  )
}
