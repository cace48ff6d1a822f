import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import type { Messages } from '#app/_messages/en.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { agentTemplates } from '#lib/agents/templates.ts'
import { TemplateList } from '../_components/template-list.tsx'

/** The templates that the messages know. */
type TemplateWords = keyof Messages['agents']['templates']

export const generateMetadata = pageTitle('agents.addAgent')

export default async function NewAgentPage({ params }: PageProps<'/w/[workspace]/agents/new'>) {
  const t = await getTranslations('agents')
  const { workspace } = await params
  return (
    <>
      <PageHeader title={t('addAgent')} />
      <PageBody width="narrow">
        <div className="flex flex-col gap-5">
          <p className="text-muted-foreground">{t('newDescription')}</p>
          <TemplateList
            workspaceId={workspace}
            templates={agentTemplates.map(({ id, color }) => ({
              id,
              color,
              name: t(`templates.${id as TemplateWords}.name`),
              summary: t(`templates.${id as TemplateWords}.summary`),
            }))}
          />
        </div>
      </PageBody>
    </>
  )
}
