import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { atLeast } from '#lib/access/roles.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { getSandboxOptions } from '#lib/containers/get-sandbox-options.ts'
import { getSetup } from '#lib/containers/get-setup.ts'
import { listSandboxes } from '#lib/containers/list-sandboxes.ts'
import { AppError } from '#lib/errors.ts'
import { loadPlace } from '../../../_server/workspace-data.ts'
import { ContainerView } from './_components/container-view.tsx'

export const generateMetadata = pageTitle('sandbox.container')

export default async function ContainerPage({ params }: PageProps<'/w/[workspace]/agents/[agentId]/container'>) {
  const [t, agents] = await Promise.all([getTranslations('sandbox'), getTranslations('agents')])
  const { workspace: workspaceId, agentId } = await params
  const [agent, { role }, sandboxes, options, setup] = await Promise.all([
    loadForPage(getAgent, { workspaceId, agentId }),
    loadPlace(workspaceId),
    unlessAway(loadForPage(listSandboxes, { workspaceId, agentId, limit: 200 })),
    unlessAway(loadForPage(getSandboxOptions, { workspaceId })),
    loadForPage(getSetup, { workspaceId, agentId }),
  ])
  const paths = workspacePaths(workspaceId)
  return (
    <>
      <PageHeader
        trail={[
          { href: paths.agents, label: agents('agents') },
          { href: paths.agent(agentId), label: agent.name },
        ]}
        title={<span className="truncate">{t('container')}</span>}
      />
      <PageBody>
        <ContainerView
          workspaceId={workspaceId}
          agentId={agentId}
          settings={agent.sandbox}
          initial={sandboxes?.items ?? null}
          options={options}
          setup={setup}
          mayRestart={atLeast(role, 'member')}
          mayAdminister={atLeast(role, 'admin')}
        />
      </PageBody>
    </>
  )
}

/** Without a worker there is still a page, which says so. */
async function unlessAway<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}
