import { redirect } from 'next/navigation'
import { currentPrincipal, currentUser } from '#app/_server/current-user.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'

/** The door: to one's workspace, or to the sign-in. */
export default async function HomePage() {
  if (!(await currentUser())) redirect('/sign-in')
  const memberships = await listOwnMemberships(await currentPrincipal())
  const workspace = memberships.flatMap(({ workspaces }) => workspaces)[0]
  redirect(workspace ? `/w/${workspace.id}` : '/no-workspace')
}
