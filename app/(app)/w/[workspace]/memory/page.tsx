import { Brain } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { RedrawOn } from '#components/stream/redraw-on.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Input } from '#components/ui/input.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getMemorySettings } from '#lib/memory/change-settings.ts'
import { getMemory, listMemories } from '#lib/memory/list-memories.ts'
import type { MemoryView } from '#lib/memory/schema.ts'
import { searchMemory } from '#lib/memory/search-memory.ts'
import { listProviders } from '#lib/providers/list-providers.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { MemoryForm } from './_components/memory-form.tsx'
import { MemoryList } from './_components/memory-list.tsx'
import { MemorySettings } from './_components/memory-settings.tsx'

export const generateMetadata = pageTitle('memory.title')

interface Asked {
  q: string
  forgotten: boolean
  cursor?: string
  /** An answer's citation leads here. */
  entry?: string
}

/** What the agents of the workspace remember. */
export default async function MemoryPage({ params, searchParams }: PageProps<'/w/[workspace]/memory'>) {
  const t = await getTranslations('memory')
  const [{ workspace: workspaceId }, query] = await Promise.all([params, searchParams])
  const word = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const asked = {
    q: word('q')?.trim() ?? '',
    forgotten: word('view') === 'forgotten',
    cursor: word('cursor'),
    entry: word('entry'),
  }
  const [{ items, nextCursor }, settings, { items: providers }, { agents }, { role }] = await Promise.all([
    load(workspaceId, asked),
    loadForPage(getMemorySettings, { workspaceId }),
    loadForPage(listProviders, { workspaceId, limit: 100 }),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
  ])
  const path = workspacePaths(workspaceId).memory
  const mayWrite = atLeast(role, 'member')
  const names = agents.map(({ id, name }) => ({ id, name }))
  const add = mayWrite && <MemoryForm workspaceId={workspaceId} agents={names} />
  const isAll = !asked.q && !asked.forgotten && !asked.entry
  return (
    <>
      <PageHeader title={t('title')}>{add}</PageHeader>
      <PageBody>
        <RedrawOn workspaceId={workspaceId} hint="memory.changed" />
        <div className="flex flex-col gap-4">
          <p className="text-muted-foreground">{t('intro')}</p>
          <div className="flex flex-wrap items-center gap-2">
            <form action={path} className="flex min-w-60 flex-1 gap-2">
              <Input
                name="q"
                type="search"
                defaultValue={asked.q}
                aria-label={t('search')}
                placeholder={t('search')}
                maxLength={1000}
              />
              <Button type="submit">{t('find')}</Button>
            </form>
            {isAll ? (
              <Button asChild variant="ghost">
                <Link href={`${path}?view=forgotten`}>{t('showForgotten')}</Link>
              </Button>
            ) : (
              <Button asChild variant="ghost">
                <Link href={path}>{t('showAll')}</Link>
              </Button>
            )}
            <Button asChild>
              <a href={`/api/v1/workspaces/${workspaceId}/memory/export`} download="memory.json">
                {t('export')}
              </a>
            </Button>
            <MemorySettings
              workspaceId={workspaceId}
              settings={settings}
              mayChange={atLeast(role, 'admin')}
              providers={providers
                .filter(({ kind, agentId }) => agentId === null && (kind === 'openai' || kind === 'openai_compatible'))
                .map(({ id, name }) => ({ id, name }))}
            />
          </div>
          {items.length === 0 ? (
            <EmptyState
              icon={Brain}
              title={isAll ? t('emptyTitle') : t('nothingFound')}
              description={isAll ? t('emptyDescription') : asked.forgotten ? t('forgottenHint') : t('nothingFoundHint')}
            />
          ) : (
            <MemoryList workspaceId={workspaceId} items={items} agents={names} mayWrite={mayWrite} />
          )}
          {nextCursor && (
            <Button asChild className="self-center">
              <Link
                href={`${path}?${new URLSearchParams({ ...(asked.forgotten && { view: 'forgotten' }), cursor: nextCursor })}`}
              >
                {t('more')}
              </Link>
            </Button>
          )}
        </div>
      </PageBody>
    </>
  )
}

async function load(workspaceId: string, asked: Asked): Promise<{ items: MemoryView[]; nextCursor: string | null }> {
  const { q, forgotten, cursor, entry } = asked
  if (entry) return { items: [await loadForPage(getMemory, { workspaceId, memoryId: entry })], nextCursor: null }
  if (!q) return loadForPage(listMemories, { workspaceId, forgotten, cursor, limit: 50 })
  const { items } = await loadForPage(searchMemory, { workspaceId, q, limit: 50 })
  return { items: items.map(({ memory }) => memory), nextCursor: null }
}
