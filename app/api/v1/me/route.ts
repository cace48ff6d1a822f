import { handleRequest, jsonResponse } from '#app/_server/route.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'

/** Which organisations and workspaces the caller can enter. */
export function GET(request: Request): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const memberships = await listOwnMemberships(principal)
    return jsonResponse({
      tenants: memberships.map(({ tenantId, tenantName, role }) => ({ id: tenantId, name: tenantName, role })),
      workspaces: memberships.flatMap(({ tenantId, role, workspaces }) =>
        workspaces.map(({ id, name }) => ({ id, name, tenantId, role })),
      ),
    })
  })
}
