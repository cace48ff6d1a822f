import type { Metadata } from 'next'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { loadPlace } from '../_server/workspace-data.ts'
import { NewWorkspaceForm } from './_components/new-workspace-form.tsx'
import { WorkspaceForm } from './_components/workspace-form.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function GeneralSettingsPage({ params }: PageProps<'/w/[workspace]/settings'>) {
  const { workspace: workspaceId } = await params
  const [workspace, { tenantId, tenantName, role }] = await Promise.all([
    loadForPage(getWorkspace, { workspaceId }),
    loadPlace(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  return (
    <div className="flex flex-col gap-10">
      <Section
        title="Workspace"
        description={
          mayChange
            ? 'Agents, threads and files of a workspace are seen by its members alone.'
            : 'Owners and admins of the organisation can change this.'
        }
      >
        <WorkspaceForm
          workspaceId={workspaceId}
          name={workspace.name}
          access={workspace.access}
          tenantName={tenantName}
          disabled={!mayChange}
        />
      </Section>
      {mayChange && (
        <Section
          id="new-workspace"
          title="New workspace"
          description={`Another room of ${tenantName}, with agents and files of its own.`}
          className="border-t pt-8"
        >
          <NewWorkspaceForm tenantId={tenantId} />
        </Section>
      )}
    </div>
  )
}
