import type { Metadata } from 'next'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { agentTemplates } from '#lib/agents/templates.ts'
import { TemplateList } from '../_components/template-list.tsx'

export const metadata: Metadata = { title: 'Add an agent' }

export default async function NewAgentPage({ params }: PageProps<'/w/[workspace]/agents/new'>) {
  const { workspace } = await params
  return (
    <>
      <PageHeader title="Add an agent" />
      <PageBody width="narrow">
        <div className="flex flex-col gap-5">
          <p className="text-muted-foreground">
            Choose where to start. Name, persona, model and tools can all be changed afterwards.
          </p>
          <TemplateList
            workspaceId={workspace}
            templates={agentTemplates.map(({ id, name, color, summary }) => ({ id, name, color, summary }))}
          />
        </div>
      </PageBody>
    </>
  )
}
