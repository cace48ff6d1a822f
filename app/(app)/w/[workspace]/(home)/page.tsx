import { Bot, Eye } from 'lucide-react'
import Link from 'next/link'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { atLeast } from '#lib/access/roles.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { listSharedThreads } from '#lib/threads/list-shared-threads.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { NewThread } from './_components/new-thread.tsx'
import { OverviewPanel } from './_components/overview-panel.tsx'

const SHOWN_SHARES = 6

export const generateMetadata = pageTitle('home.home')

export default async function WorkspacePage({ params, searchParams }: PageProps<'/w/[workspace]'>) {
  const [{ workspace: workspaceId }, { agent: agentId, text }] = await Promise.all([params, searchParams])
  const [t, timeZone] = await Promise.all([getTranslations('home'), getTimeZone()])
  const { tenantId, role } = await loadPlace(workspaceId)
  const [{ agents }, overview, shared] = await Promise.all([
    loadAgents(workspaceId),
    loadForPage(getOverview, { workspaceId, timeZone }),
    loadForPage(listSharedThreads, { tenantId, limit: SHOWN_SHARES }),
  ])
  const chosen = agents.find(({ id }) => id === agentId) ?? agents[0]
  const paths = workspacePaths(workspaceId)
  return (
    <>
      <PageHeader title={t('home')} />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-10 px-4 pt-[8vh] pb-10 max-md:pt-6">
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
              initialText={typeof text === 'string' ? text : ''}
              agents={agents.map(({ id, name, color, avatar, models }) => ({
                id,
                name,
                color,
                face: faceOf(workspaceId, avatar),
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
          <OverviewPanel
            workspaceId={workspaceId}
            agents={agents.map(({ id, name, color, avatar }) => ({
              id,
              name,
              color,
              face: faceOf(workspaceId, avatar),
            }))}
            drawn={overview}
            shared={shared.items.map((thread) => ({ ...thread, href: `/shared/${tenantId}/${thread.id}` }))}
          />
        </div>
      </div>
    </>
  )
}
