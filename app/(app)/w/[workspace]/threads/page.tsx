import { SquarePen } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { atLeast } from '#lib/access/roles.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import { searchThreads } from '#lib/threads/search-threads.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { filterOf, type ListFilter, listInput, PAGE_THREADS } from './_components/thread-filter.ts'
import { ThreadList } from './_components/thread-list.tsx'
import type { LoadedList } from './_components/use-thread-list.ts'

export const generateMetadata = pageTitle('threads.threads')

export default async function ThreadsPage({ params, searchParams }: PageProps<'/w/[workspace]/threads'>) {
  const t = await getTranslations('threads')
  const [{ workspace: workspaceId }, asked] = await Promise.all([params, searchParams])
  const filter = filterOf({ get: (name) => [asked[name]].flat()[0] ?? null })
  const [drawn, { agents }, { tenantId, role }] = await Promise.all([
    loadList(workspaceId, filter),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
  ])
  const canWrite = atLeast(role, 'member')
  return (
    <>
      <PageHeader title={t('threads')}>
        {canWrite && (
          <Button asChild variant="primary" size="sm">
            <Link href={workspacePaths(workspaceId).newThread()}>
              <SquarePen aria-hidden />
              {t('newThread')}
            </Link>
          </Button>
        )}
      </PageHeader>
      <PageBody>
        <ThreadList
          workspaceId={workspaceId}
          tenantId={tenantId}
          canWrite={canWrite}
          agents={agents.map(({ id, name, color, avatar }) => ({ id, name, color, face: faceOf(workspaceId, avatar) }))}
          drawn={drawn}
        />
      </PageBody>
    </>
  )
}

async function loadList(workspaceId: string, filter: ListFilter): Promise<LoadedList> {
  if (filter.q) {
    const { agentId, archived } = { agentId: filter.agentId ?? undefined, archived: filter.state === 'archived' }
    const { items } = await loadForPage(searchThreads, { workspaceId, q: filter.q, agentId, archived, limit: 20 })
    return { rows: items.map((hit) => ({ thread: hit.thread, hit })), nextCursor: null }
  }
  const { items, nextCursor } = await loadForPage(listThreads, {
    workspaceId,
    ...listInput(filter),
    limit: PAGE_THREADS,
  })
  return { rows: items.map((thread) => ({ thread, hit: null })), nextCursor }
}
