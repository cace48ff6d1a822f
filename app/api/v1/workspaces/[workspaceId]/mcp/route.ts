import { serveMcp } from '#app/_server/mcp/serve.ts'
import { handleRequest } from '#app/_server/route.ts'

/** The workspace as a server of the Model Context Protocol: its agents are tools, its files are resources. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/workspaces/[workspaceId]/mcp'>,
): Promise<Response> {
  const { workspaceId } = await params
  return handleRequest(request, (principal) => serveMcp(principal, workspaceId, request))
}
