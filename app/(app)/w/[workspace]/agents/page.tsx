import { Bot, Plus } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { agentState } from '#lib/agents/schema.ts'
import { loadPlace } from '../_server/workspace-data.ts'
import { AgentFilters } from './_components/agent-filters.tsx'
import { AgentGrid } from './_components/agent-grid.tsx'

const PAGE_SIZE = 48

export const generateMetadata = pageTitle('agents.agents')

/** The address holds what is searched for, so that it can be shared and survives a reload. */
export default async function AgentsPage({ params, searchParams }: PageProps<'/w/[workspace]/agents'>) {
  const t = await getTranslations('agents')
  const [{ workspace }, query] = await Promise.all([params, searchParams])
  const search = textOf(query.q).slice(0, 200)
  const { data: state } = agentState.safeParse(textOf(query.state))
  const cursor = textOf(query.cursor) || undefined
  const filter = { search, state: state && [state], cursor, limit: PAGE_SIZE }
  const [{ items, nextCursor }, { role }] = await Promise.all([
    loadForPage(listAgents, { workspaceId: workspace, ...filter }),
    loadPlace(workspace),
  ])
  const mayWrite = atLeast(role, 'member')
  const paths = workspacePaths(workspace)
  const isFiltered = search !== '' || state !== undefined || cursor !== undefined
  const newAgent = mayWrite && (
    <Button asChild variant="primary" size="sm">
      <Link href={paths.newAgent}>
        <Plus aria-hidden />
        {t('addAgent')}
      </Link>
    </Button>
  )
  const more = nextCursor && `?${new URLSearchParams({ q: search, ...(state && { state }), cursor: nextCursor })}`
  return (
    <>
      <PageHeader title={t('agents')}>{(items.length > 0 || isFiltered) && newAgent}</PageHeader>
      <PageBody>
        {items.length === 0 && !isFiltered ? (
          <EmptyState icon={Bot} title={t('emptyTitle')} description={t('emptyDescription')} action={newAgent} />
        ) : (
          <div className="flex flex-col gap-4">
            <AgentFilters path={paths.agents} search={search} state={state} />
            {items.length === 0 ? (
              <p role="status" className="py-8 text-center text-muted-foreground">
                {t('nothingFound')}
              </p>
            ) : (
              <AgentGrid workspaceId={workspace} agents={items} mayWrite={mayWrite} />
            )}
            {more && (
              <Button asChild className="self-center">
                <Link href={`${paths.agents}${more}`}>{t('more')}</Link>
              </Button>
            )}
          </div>
        )}
      </PageBody>
    </>
  )
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
