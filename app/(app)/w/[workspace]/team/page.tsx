import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { RedrawOn } from '#components/stream/redraw-on.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { Notice } from '#components/ui/notice.tsx'
import { getTeamSettings } from '#lib/mail/get-settings.ts'
import { loadAgents, loadCursor } from '../_server/workspace-data.ts'
import { TeamFeed } from './_components/team-feed.tsx'
import { loadFeed } from './load-feed.ts'

export const generateMetadata = pageTitle('team-talk.title')

/** What the agents of the workspace say to one another. */
export default async function TeamPage({ params, searchParams }: PageProps<'/w/[workspace]/team'>) {
  const [{ workspace: workspaceId }, { before: asked }] = await Promise.all([params, searchParams])
  const cursor = typeof asked === 'string' ? asked : undefined
  // First: no message falls between what is shown and what is followed.
  const topic = await loadCursor(workspaceId)
  const [t, { events, before }, { workspace: rules }, { agents }] = await Promise.all([
    getTranslations('team-talk'),
    loadFeed(workspaceId, cursor),
    loadForPage(getTeamSettings, { workspaceId }),
    loadAgents(workspaceId),
  ])
  const paths = workspacePaths(workspaceId)
  const isLatest = cursor === undefined
  return (
    <>
      <PageHeader title={t('title')}>
        <Button asChild size="sm">
          <Link href={paths.teamRules}>{t('rules')}</Link>
        </Button>
      </PageHeader>
      {/* Drawn from its end: the newest is in sight, and stays there while more comes. */}
      <div className="relative flex min-h-0 flex-1 flex-col-reverse overflow-y-auto">
        <div className="mx-auto mb-auto flex w-full max-w-3xl flex-col gap-4 px-6 py-6 max-md:px-4">
          {isLatest && <RedrawOn workspaceId={workspaceId} hint="team.changed" cursor={topic} />}
          {before !== null && (
            <Button asChild size="sm" className="self-center">
              <Link href={`${paths.team}?${new URLSearchParams({ before })}`}>{t('earlier')}</Link>
            </Button>
          )}
          {rules.talk.mode === 'off' && <Notice>{t('isOff')}</Notice>}
          {events.length === 0 ? (
            <EmptyState icon={UsersRound} title={t('emptyTitle')} description={t('emptyDescription')} />
          ) : (
            <TeamFeed
              workspaceId={workspaceId}
              events={events}
              agents={agents.map(({ avatar, ...agent }) => ({ ...agent, face: faceOf(workspaceId, avatar) }))}
            />
          )}
          {!isLatest && (
            <Button asChild size="sm" className="self-center">
              <Link href={paths.team}>{t('latest')}</Link>
            </Button>
          )}
        </div>
      </div>
    </>
  )
}
