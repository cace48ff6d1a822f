import { Box, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { listBelongings } from '#lib/agents/list-belongings.ts'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { getBudgets } from '#lib/budgets/get-budgets.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { getToolPolicy } from '#lib/toolbox/get-policy.ts'
import { listTools } from '#lib/toolbox/list-tools.ts'
import { BudgetList } from '../../_components/budgets/budget-list.tsx'
import { AgentConnections } from '../../_components/connections/agent-connections.tsx'
import { PolicyEditor } from '../../_components/policies/policy-editor.tsx'
import { RuleList } from '../../_components/policies/rule-list.tsx'
import { AddProvider } from '../../_components/providers/add-provider.tsx'
import { ProviderList } from '../../_components/providers/provider-list.tsx'
import { SecretDialog } from '../../_components/secrets/secret-dialog.tsx'
import { SecretList } from '../../_components/secrets/secret-list.tsx'
import { StopButton } from '../../_components/stops/stop-button.tsx'
import { loadPlace, loadProviders, loadStops } from '../../_server/workspace-data.ts'
import { AgentActions } from '../_components/agent-actions.tsx'
import { AgentForm } from '../_components/agent-form.tsx'
import { AgentHold, AgentHoldBadge } from '../_components/agent-hold.tsx'
import { DeleteAgent } from '../_components/delete-agent.tsx'
import { TryColumn } from '../_components/try-column.tsx'

export const generateMetadata = pageTitle('agents.agent')

export default async function AgentPage({ params }: PageProps<'/w/[workspace]/agents/[agentId]'>) {
  const [t, sandbox, words, s, b, stop] = await Promise.all([
    getTranslations('agents'),
    getTranslations('sandbox'),
    getTranslations('tools'),
    getTranslations('secrets'),
    getTranslations('budgets'),
    getTranslations('stop'),
  ])
  const { workspace: workspaceId, agentId } = await params
  const ofAgent: { workspaceId: string; agentId?: string } = { workspaceId, agentId }
  const [user, agent, tools, policy, budgets, { providers }, { role }, stops] = await Promise.all([
    requireUser(),
    loadForPage(getAgent, { workspaceId, agentId }),
    loadAllForPage(listTools, ofAgent),
    loadForPage(getToolPolicy, { workspaceId, agentId }),
    loadForPage(getBudgets, { workspaceId, agentId }),
    loadProviders(workspaceId),
    loadPlace(workspaceId),
    loadStops(workspaceId),
  ])
  const own = providers.filter((provider) => provider.agentId === agent.id)
  const mayAdminister = atLeast(role, 'admin')
  const belongings = mayAdminister ? await loadForPage(listBelongings, { workspaceId, agentId }) : null
  const known = mayAdminister ? await loadAllForPage(listSecrets, { workspaceId }) : []
  const secrets = known.filter((secret) => secret.agentId === agent.id)
  const canTry = atLeast(role, 'member') && agent.archivedAt === null
  const isStopped = stops.some((each) => each.agentId === agent.id)
  const paths = workspacePaths(workspaceId)
  return (
    <AgentHold
      workspaceId={workspaceId}
      agentId={agent.id}
      isPaused={agent.pausedAt !== null}
      isArchived={agent.archivedAt !== null}
    >
      <PageHeader
        trail={[{ href: paths.agents, label: t('agents') }]}
        title={
          <>
            <span className="truncate">{agent.name}</span>
            <AgentHoldBadge />
            {isStopped && <Badge tone="danger">{stop('agentStopped')}</Badge>}
          </>
        }
      >
        <Button asChild size="sm" variant="ghost">
          <Link href={paths.container(agent.id)}>
            <Box aria-hidden />
            <span className="max-sm:sr-only">{sandbox('container')}</span>
          </Link>
        </Button>
        {atLeast(role, 'member') && (
          <StopButton place={{ level: 'agent', workspaceId, agentId: agent.id }} isStopped={isStopped} />
        )}
        {atLeast(role, 'member') && (
          <AgentActions workspaceId={workspaceId} agentId={agent.id} mayAdminister={mayAdminister} />
        )}
        <Button asChild size="sm">
          <Link href={paths.newThread(agent.id)}>
            <SquarePen aria-hidden />
            <span className="max-sm:sr-only">{t('newThread')}</span>
          </Link>
        </Button>
      </PageHeader>
      <ClientMessages namespaces={['chat', 'connections', 'files', 'secrets', 'budgets']}>
        <TryColumn
          workspaceId={workspaceId}
          agent={{
            id: agent.id,
            name: agent.name,
            color: agent.color,
            face: faceOf(workspaceId, agent.avatar),
            isDemo: (agent.models[0]?.providerId ?? DEMO_PROVIDER) === DEMO_PROVIDER,
          }}
          me={{ id: user.id, name: user.name }}
          canTry={canTry}
        >
          <PageBody width="narrow">
            <div className="flex flex-col gap-10">
              <AgentForm
                key={agent.id}
                workspaceId={workspaceId}
                readOnly={!atLeast(role, 'member')}
                mayAdminister={mayAdminister}
                canTry={canTry}
                agent={agent}
                tools={tools}
                providers={providers
                  .filter((provider) => provider.agentId === null || provider.agentId === agent.id)
                  .map(({ id, name }) => ({ id, name }))}
                providersHref={paths.providers}
                meId={user.id}
              />
              {policy.agent && (
                <Section
                  id="rules"
                  title={words('policy.agent')}
                  description={words('policy.agentDescription')}
                  className="border-t pt-8"
                >
                  {mayAdminister ? (
                    <PolicyEditor
                      place={{ level: 'agent', workspaceId, agentId: agent.id }}
                      policy={policy.agent}
                      toolNames={tools.map(({ name }) => name)}
                    />
                  ) : (
                    <RuleList rules={policy.agent.rules} />
                  )}
                </Section>
              )}
              <Section id="budget" title={b('agent')} description={b('agentDescription')} className="border-t pt-8">
                <BudgetList
                  place={{ level: 'agent', workspaceId, agentId: agent.id }}
                  budgets={budgets.items}
                  mayChange={mayAdminister}
                />
              </Section>
              <AgentConnections
                workspaceId={workspaceId}
                agent={{ id: agent.id, name: agent.name }}
                mayChange={mayAdminister}
              />
              {belongings && (
                <>
                  <Section
                    title={t('ownKeys')}
                    description={t('ownKeysDescription')}
                    action={<AddProvider workspaceId={workspaceId} agentId={agent.id} label={t('addKey')} />}
                    className="border-t pt-8"
                  >
                    {own.length > 0 && (
                      <ProviderList
                        workspaceId={workspaceId}
                        providers={own}
                        agentNames={{ [agent.id]: agent.name }}
                        mayChange
                      />
                    )}
                  </Section>
                  <Section
                    title={s('agentTitle')}
                    description={s('agentDescription')}
                    action={
                      <SecretDialog
                        workspaceId={workspaceId}
                        agents={[{ id: agent.id, name: agent.name }]}
                        isOfAgent
                        trigger={<Button size="sm">{s('add')}</Button>}
                      />
                    }
                    className="border-t pt-8"
                  >
                    {secrets.length > 0 && (
                      <SecretList
                        workspaceId={workspaceId}
                        secrets={secrets}
                        agents={[{ id: agent.id, name: agent.name }]}
                        mayChange
                      />
                    )}
                  </Section>
                  <Section title={t('remove')} className="border-t pt-8">
                    <DeleteAgent
                      workspaceId={workspaceId}
                      agentId={agent.id}
                      name={agent.name}
                      belongings={belongings}
                    />
                  </Section>
                </>
              )}
            </div>
          </PageBody>
        </TryColumn>
      </ClientMessages>
    </AgentHold>
  )
}
