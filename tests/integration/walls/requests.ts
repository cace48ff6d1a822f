import { randomUUID } from 'node:crypto'
import { clientCallId } from '#app/_server/openai/request.ts'
import { useCases } from '#app/_server/registry.ts'
import { fixtures } from './inputs.ts'
import type { Place } from './world.ts'

/** A request about a place, as whoever may would send it. */
export interface RouteRequest {
  /** Its route file's folder below app/api. */
  route: string
  method: string
  /** With its query, from `/api` on. */
  path: string
  json?: unknown
  bytes?: Uint8Array<ArrayBuffer>
  /** The statuses that whoever may is answered with, in a test without a worker. */
  answers: number[]
  /** About what a person has, and a key has not: it finds nothing. */
  isPersonal?: true
  /** In the shape of another API than this one's own. */
  errorType?: string
  /** A stream answers everybody who is signed in, and tells of each topic that it is `gone`. */
  isStream?: true
}

/** Routes that answer strangers, and why. */
export const openRoutes: Record<string, string> = {
  'auth/[...nextauth]': 'signing in and out',
  'sign-in/[provider]/callback': 'where other services send people back',
  'connections/callback': 'where services that agents are connected with send people back',
  health: 'whether the process is up, for load balancers',
  'v1/openapi.json': 'the reference of the public API',
}

/** A request for every route and method, and for every operation of the public API. */
export function requestsAbout(place: Place): RouteRequest[] {
  const { workspaceId, agentId, threadId, failedRunId, toolCallId, uploadId, imageId } = place
  const files = `/api/v1/workspaces/${workspaceId}/files/content?path=/workspace/a`
  const topics = { [`thread:${threadId}`]: '', [`workspace:${workspaceId}`]: '' }
  return [
    ...operations(place),
    { route: 'v1/me', method: 'GET', path: '/api/v1/me', answers: [200] },
    { route: 'v1/openai/models', method: 'GET', path: '/api/v1/openai/models', answers: [200] },
    {
      route: 'v1/openai/models/[model]',
      method: 'GET',
      path: `/api/v1/openai/models/${agentId}`,
      answers: [200],
      errorType: 'application/json',
    },
    {
      route: 'v1/openai/chat/completions',
      method: 'POST',
      path: '/api/v1/openai/chat/completions',
      json: {
        model: agentId,
        messages: [{ role: 'tool', tool_call_id: clientCallId(String(toolCallId)), content: '' }],
      },
      // The run does not wait for it.
      answers: [409],
      errorType: 'application/json',
    },
    {
      route: 'v1/workspaces/[workspaceId]/mcp',
      method: 'POST',
      path: `/api/v1/workspaces/${workspaceId}/mcp`,
      json: {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'walls', version: '1' } },
      },
      answers: [200],
    },
    { route: 'v1/workspaces/[workspaceId]/files/content', method: 'GET', path: files, answers: [503] },
    {
      route: 'v1/workspaces/[workspaceId]/agent-images/[imageId]',
      method: 'GET',
      path: `/api/v1/workspaces/${workspaceId}/agent-images/${imageId}`,
      answers: [200],
    },
    {
      route: 'v1/workspaces/[workspaceId]/files/content',
      method: 'PUT',
      path: files,
      bytes: new Uint8Array(1),
      answers: [503],
    },
    {
      route: 'v1/workspaces/[workspaceId]/files/zip',
      method: 'GET',
      path: `/api/v1/workspaces/${workspaceId}/files/zip?path=/workspace/a`,
      answers: [503],
    },
    {
      route: 'v1/workspaces/[workspaceId]/files/uploads/[uploadId]/content',
      method: 'PUT',
      path: `/api/v1/workspaces/${workspaceId}/files/uploads/${uploadId}/content?offset=0`,
      bytes: new Uint8Array(1),
      answers: [503],
    },
    {
      route: 'v1/workspaces/[workspaceId]/runs/[runId]/events',
      method: 'GET',
      path: `/api/v1/workspaces/${workspaceId}/runs/${failedRunId}/events`,
      answers: [200],
    },
    {
      route: 'terminals',
      method: 'POST',
      path: '/api/terminals',
      json: { workspaceId, agentId, threadId, size: { columns: 80, rows: 24 } },
      answers: [503],
    },
    {
      route: 'terminals/[terminalId]',
      method: 'POST',
      path: `/api/terminals/${randomUUID()}?${new URLSearchParams({ workspaceId, agentId })}`,
      bytes: new Uint8Array(1),
      answers: [503],
    },
    {
      route: 'v1/workspaces/[workspaceId]/threads/[threadId]/export',
      method: 'GET',
      path: `/api/v1/workspaces/${workspaceId}/threads/${threadId}/export?format=markdown`,
      answers: [200],
    },
    { route: 'stream', method: 'POST', path: '/api/stream', json: { topics }, answers: [200], isStream: true },
  ]
}

function operations(place: Place): RouteRequest[] {
  return useCases.flatMap(({ id, http, level }) => {
    const fixture = fixtures[id]
    if (!http || !fixture) return []
    const { workspaceId, tenantId } = place
    const input: Record<string, unknown> = {
      ...fixture.input(place),
      ...(level === 'workspace' ? { workspaceId } : { tenantId }),
    }
    const inPath = http.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(input[name])
      delete input[name]
      return value
    })
    const reads = http.method === 'GET' || http.method === 'DELETE'
    const query = new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))
    const path = `/api/v1${inPath}${reads && query.size > 0 ? `?${query}` : ''}`
    const answers = [fixture.control ? (statusOf[fixture.control] ?? 0) : (http.successStatus ?? 200)]
    return [
      {
        route: 'v1/[...path]',
        method: http.method,
        path,
        json: reads ? undefined : input,
        answers,
        isPersonal: fixture.isPersonal,
      },
    ]
  })
}

const statusOf: Record<string, number> = {
  invalid_input: 400,
  not_allowed: 403,
  not_found: 404,
  unavailable: 503,
  conflict: 409,
}
