import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getToolPolicy } from '#lib/toolbox/get-policy.ts'
import { listTools } from '#lib/toolbox/list-tools.ts'
import { PolicyEditor } from '../../_components/policies/policy-editor.tsx'
import { RuleList } from '../../_components/policies/rule-list.tsx'
import { loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('tools.policy.title')

export default async function ToolRulesPage({ params }: PageProps<'/w/[workspace]/settings/tools'>) {
  const { workspace: workspaceId } = await params
  const [t, policy, tools, { role, tenantId }] = await Promise.all([
    getTranslations('tools'),
    loadForPage(getToolPolicy, { workspaceId }),
    loadAllForPage(listTools, { workspaceId }),
    loadPlace(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  const toolNames = tools.map(({ name }) => name)
  return (
    <ClientMessages namespaces={['tools', 'approvals']}>
      <div className="flex flex-col gap-10">
        <Section title={t('policy.workspace')} description={t('policy.workspaceDescription')}>
          {mayChange ? (
            <PolicyEditor place={{ level: 'workspace', workspaceId }} policy={policy.workspace} toolNames={toolNames} />
          ) : (
            <RuleList rules={policy.workspace.rules} />
          )}
        </Section>
        <Section title={t('policy.tenant')} description={t('policy.tenantDescription')} className="border-t pt-8">
          {mayChange ? (
            <PolicyEditor place={{ level: 'tenant', tenantId }} policy={policy.tenant} toolNames={toolNames} />
          ) : (
            <RuleList rules={policy.tenant.rules} />
          )}
        </Section>
        {policy.platform.length > 0 && (
          <Section title={t('policy.platform')} description={t('policy.platformDescription')} className="border-t pt-8">
            <RuleList rules={policy.platform} />
          </Section>
        )}
      </div>
    </ClientMessages>
  )
}
