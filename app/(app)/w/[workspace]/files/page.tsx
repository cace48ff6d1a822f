import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { FileManager } from '#components/files/file-manager.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'

export const generateMetadata = pageTitle('files.files')

export default async function FilesPage({ params }: PageProps<'/w/[workspace]/files'>) {
  const { workspace: workspaceId } = await params
  const [user, { role }, { agents }] = await Promise.all([
    requireUser(),
    loadPlace(workspaceId),
    loadAgents(workspaceId),
  ])
  return (
    <FileManager
      workspaceId={workspaceId}
      meId={user.id}
      canWrite={atLeast(role, 'member')}
      agents={agents.map(({ id, name }) => ({ id, name }))}
    />
  )
}
