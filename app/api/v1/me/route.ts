import { handleRequest, jsonResponse } from '#app/_server/route.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'

/** Which organisations and workspaces the caller can enter. */
export function GET(request: Request): Promise<Response> {
  return handleRequest(request, async (principal) => jsonResponse({ memberships: await listOwnMemberships(principal) }))
}
