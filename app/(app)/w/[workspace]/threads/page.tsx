import { Lock, MessagesSquare, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { listThreads } from '#lib/threads/list-threads.ts'
import { loadAgents } from '../_server/workspace-data.ts'

export const generateMetadata = pageTitle('threads.threads')

const PAGE_THREADS = 50

export default async function ThreadsPage({ params, searchParams }: PageProps<'/w/[workspace]/threads'>) {
  const t = await getTranslations('threads')
  const [{ workspace: workspaceId }, { cursor }] = await Promise.all([params, searchParams])
  const [{ items: threads, nextCursor }, { agents }] = await Promise.all([
    loadForPage(listThreads, {
      workspaceId,
      limit: PAGE_THREADS,
      cursor: typeof cursor === 'string' ? cursor : undefined,
    }),
    loadAgents(workspaceId),
  ])
  const paths = workspacePaths(workspaceId)
  const agentOf = new Map(agents.map((agent) => [agent.id, agent]))
  const newThread = (
    <Button asChild variant="primary" size="sm">
      <Link href={paths.newThread()}>
        <SquarePen aria-hidden />
        {t('newThread')}
      </Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t('threads')}>{threads.length > 0 && newThread}</PageHeader>
      <PageBody>
        {threads.length === 0 ? (
          <EmptyState
            icon={MessagesSquare}
            title={t('emptyTitle')}
            description={t('emptyDescription')}
            action={newThread}
          />
        ) : (
          <ul className="divide-y rounded-xl border bg-raised shadow-raised">
            {threads.map((thread) => {
              const agent = agentOf.get(thread.agentId)
              return (
                <li
                  key={thread.id}
                  className="relative flex items-center gap-3 px-4 py-2.5 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover"
                >
                  <Avatar name={agent?.name ?? t('removedAgent')} color={agent?.color ?? 'slate'} size="sm" />
                  {/* The link covers the row. */}
                  <Link
                    href={paths.thread(thread.id)}
                    className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
                  >
                    {thread.title || t('newThread')}
                  </Link>
                  {thread.private && (
                    <Lock aria-label={t('private')} className="size-3.5 shrink-0 text-muted-foreground" />
                  )}
                  <span className="shrink-0 text-muted-foreground text-sm max-sm:hidden">{agent?.name}</span>
                  <span className="shrink-0 text-muted-foreground text-sm tabular-nums max-sm:hidden">
                    <LocalDate date={thread.updatedAt} />
                  </span>
                </li>
              )
            })}
          </ul>
        )}
        {nextCursor && (
          <Button asChild className="mt-4">
            <Link href={`${paths.threads}?cursor=${nextCursor}`}>{t('older')}</Link>
          </Button>
        )}
      </PageBody>
    </>
  )
}
