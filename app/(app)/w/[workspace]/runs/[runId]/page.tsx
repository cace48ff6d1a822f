import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import type { ForkChoices } from '#components/trace/fork-dialog.tsx'
import { TraceView } from '#components/trace/trace-view.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { TOOL_NAMES } from '#lib/tools/registry.ts'
import { getTrace } from '#lib/traces/get-trace.ts'
import { loadAgents, loadPlace, loadProviders } from '../../_server/workspace-data.ts'
import { fork } from './actions.ts'

export const generateMetadata = pageTitle('trace.title')

export default async function RunPage({ params }: PageProps<'/w/[workspace]/runs/[runId]'>) {
  const { workspace: workspaceId, runId } = await params
  const [t, threads, trace, { agents }, { providers }, { role }] = await Promise.all([
    getTranslations('trace'),
    getTranslations('threads'),
    loadForPage(getTrace, { workspaceId, runId }),
    loadAgents(workspaceId),
    loadProviders(workspaceId),
    loadPlace(workspaceId),
  ])
  const label = trace.threadTitle || threads('thread')
  // An agent that is gone, or put away, is given no more work.
  const takesWork = agents.some(({ id, archivedAt }) => id === trace.agentId && archivedAt === null)
  const agent = takesWork ? await loadForPage(getAgent, { workspaceId, agentId: trace.agentId }) : null
  const choices: ForkChoices | null =
    agent && atLeast(role, 'member')
      ? {
          persona: agent.persona,
          models: agent.models,
          tools: agent.tools,
          knownTools: [...new Set([...TOOL_NAMES, ...agent.tools])],
          providers: [
            ...providers.map(({ id, name }) => ({ value: id, label: name })),
            { value: DEMO_PROVIDER, label: t('demoModel') },
          ],
        }
      : null
  return (
    <>
      <PageHeader
        trail={[{ href: workspacePaths(workspaceId).thread(trace.threadId), label }]}
        title={<span className="truncate">{t('title')}</span>}
      />
      <PageBody width="full">
        <TraceView workspaceId={workspaceId} drawn={trace} fork={choices && { choices, action: fork }} />
      </PageBody>
    </>
  )
}
