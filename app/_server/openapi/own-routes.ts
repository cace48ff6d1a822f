import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { roleSchema } from '#lib/tenants/schema.ts'
import { sendUploadPart } from '#lib/workspaces/files/send-upload-part.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'
import { completionView } from '../openai/complete.ts'
import { modelList, modelView } from '../openai/models.ts'
import { completionRequest } from '../openai/request.ts'

/** An operation with a route of its own. */
export interface OwnRoute {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  tag: string
  summary: string
  description: string
  query?: Record<string, { schema: z.ZodType; required: boolean; description: string }>
  /** Bytes as they are, or JSON. */
  body?: 'bytes' | z.ZodType
  /** Errors in the shape of another API than this one's own. */
  errors?: 'openai'
  answers: {
    status: number
    description: string
    content: 'bytes' | 'zip' | 'picture' | 'events' | 'mcp' | z.ZodType | null
  }[]
}

export const meView = z.object({
  tenants: z.array(z.object({ id: idSchema, name: z.string(), role: roleSchema })),
  workspaces: z.array(z.object({ id: idSchema, name: z.string(), tenantId: idSchema, role: roleSchema })),
})

const filePath = {
  path: { schema: z.string(), required: true, description: 'Where it is, such as `/workspace/report.md`.' },
}

/** The operations of the public API that are no use case of their own, or answer with something else than JSON. */
export const ownRoutes: readonly OwnRoute[] = [
  {
    id: 'me',
    method: 'GET',
    path: '/me',
    tag: 'Me',
    summary: 'Where am I',
    description: 'The organisations and workspaces that the key can enter. Begin here: other addresses want their ids.',
    answers: [{ status: 200, description: 'What the key can enter', content: meView }],
  },
  {
    id: 'openai.models',
    method: 'GET',
    path: '/openai/models',
    tag: 'OpenAI-compatible',
    summary: 'List models',
    description:
      'Every agent that the key can give work, as a model: `id` is the agent’s id. Set a client’s base URL to `/api/v1/openai` of this installation.',
    errors: 'openai',
    answers: [{ status: 200, description: 'The agents', content: modelList }],
  },
  {
    id: 'openai.model',
    method: 'GET',
    path: '/openai/models/{model}',
    tag: 'OpenAI-compatible',
    summary: 'Get a model',
    description: 'One agent.',
    errors: 'openai',
    answers: [{ status: 200, description: 'The agent', content: modelView }],
  },
  {
    id: 'openai.chat',
    method: 'POST',
    path: '/openai/chat/completions',
    tag: 'OpenAI-compatible',
    summary: 'Chat with an agent',
    description:
      'A chat completion, in one piece or as a stream (`stream`, `stream_options.include_usage`). Each call makes a thread of its own, in which the earlier messages are context and the last one is the message; with `metadata.thread_id` (see `crewhouse.thread_id` of an answer, or the header `X-Crewhouse-Thread-Id`) it goes on in that thread, and only the last message is taken. `tools` are offered to the agent beside its own: when it calls one, the answer ends with `tool_calls`, and the run waits until the results are sent as `tool` messages. Who goes away before the end cancels the run. Temperature and the like are the agent’s own, and are overlooked.',
    body: completionRequest,
    errors: 'openai',
    answers: [{ status: 200, description: 'The answer, or its pieces as server-sent events', content: completionView }],
  },
  {
    id: 'mcp',
    method: 'POST',
    path: '/workspaces/{workspaceId}/mcp',
    tag: 'MCP',
    summary: 'Use the workspace as an MCP server',
    description:
      'The streamable HTTP transport of the Model Context Protocol, without sessions: give an MCP client this address and the API key. Each agent is a tool, which takes a task and answers when it is done, with progress meanwhile; the workspace’s files are resources. The key’s role and scopes hold as everywhere. Who goes away before the end cancels the run.',
    body: z.looseObject({ jsonrpc: z.literal('2.0'), method: z.string() }),
    answers: [
      {
        status: 200,
        description: 'A message of the protocol, or server-sent events',
        content: 'mcp',
      },
      { status: 202, description: 'A notification was taken', content: null },
    ],
  },
  {
    id: 'runs.events',
    method: 'GET',
    path: '/workspaces/{workspaceId}/runs/{runId}/events',
    tag: 'Runs',
    summary: 'Follow a run',
    description:
      'Server-sent events until the run is over: first `snapshot`, a `Run` as it durably is, then each `ThreadEvent` of it. Come back with `Last-Event-ID` to go on where you were; `pruned` says that events were lost: come back without it.',
    answers: [
      { status: 200, description: 'Events', content: 'events' },
      { status: 204, description: 'The run is over, and `Last-Event-ID` says that you have seen it', content: null },
    ],
  },
  {
    id: 'agents.read-image',
    method: 'GET',
    path: '/workspaces/{workspaceId}/agent-images/{imageId}',
    tag: 'Agents',
    summary: 'Download an agent’s picture',
    description: 'The bytes of a picture that an avatar names, as PNG, JPEG or WebP. What an id names never changes.',
    answers: [{ status: 200, description: 'The picture', content: 'picture' }],
  },
  {
    id: 'files.read',
    method: 'GET',
    path: '/workspaces/{workspaceId}/files/content',
    tag: 'Files',
    summary: 'Download a file',
    description: 'Its bytes, or with `Range` one range of them. The `ETag` names this very content.',
    query: filePath,
    answers: [
      { status: 200, description: 'The file', content: 'bytes' },
      { status: 206, description: 'The range', content: 'bytes' },
      { status: 416, description: 'The file ends before the range begins', content: null },
    ],
  },
  {
    id: 'files.write',
    method: 'PUT',
    path: '/workspaces/{workspaceId}/files/content',
    tag: 'Files',
    summary: 'Upload a file',
    description:
      'Creates or replaces it; folders on the way are made. `If-Match` with its `ETag` replaces that content alone, `If-None-Match: *` replaces nothing.',
    query: filePath,
    body: 'bytes',
    answers: [{ status: 200, description: 'What was written', content: writeFile.outputSchema }],
  },
  {
    id: 'files.zip',
    method: 'GET',
    path: '/workspaces/{workspaceId}/files/zip',
    tag: 'Files',
    summary: 'Download a folder',
    description: 'As a zip archive. `path` may be given several times; links are left out.',
    query: filePath,
    answers: [{ status: 200, description: 'The archive', content: 'zip' }],
  },
  {
    id: 'files.send-upload-part',
    method: 'PUT',
    path: '/workspaces/{workspaceId}/files/uploads/{uploadId}/content',
    tag: 'Files',
    summary: 'Send a part of an upload',
    description: 'At most 8 MB. After a break, ask the upload for its `offset` and go on there.',
    query: { offset: { schema: z.number().int(), required: true, description: 'What has arrived so far.' } },
    body: 'bytes',
    answers: [{ status: 200, description: 'How much has arrived', content: sendUploadPart.outputSchema }],
  },
  {
    id: 'threads.export',
    method: 'GET',
    path: '/workspaces/{workspaceId}/threads/{threadId}/export',
    tag: 'Threads',
    summary: 'Export a thread',
    description: 'All of it as a file, `markdown` or `json`: messages, steps, tool calls, tokens and cost.',
    query: {
      format: {
        schema: z.enum(['markdown', 'json']),
        required: false,
        description: 'Left out: `markdown`.',
      },
    },
    answers: [{ status: 200, description: 'The file', content: 'bytes' }],
  },
]
