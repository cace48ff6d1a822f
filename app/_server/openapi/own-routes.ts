import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { roleSchema } from '#lib/tenants/schema.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'

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
  answers: { status: number; description: string; content: 'bytes' | 'events' | z.ZodType | null }[]
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
    id: 'files.read',
    method: 'GET',
    path: '/workspaces/{workspaceId}/files/content',
    tag: 'Files',
    summary: 'Download a file',
    description: 'Its bytes.',
    query: filePath,
    answers: [{ status: 200, description: 'The file', content: 'bytes' }],
  },
  {
    id: 'files.write',
    method: 'PUT',
    path: '/workspaces/{workspaceId}/files/content',
    tag: 'Files',
    summary: 'Upload a file',
    description: 'Creates or replaces it; folders on the way are made.',
    query: filePath,
    body: 'bytes',
    answers: [{ status: 200, description: 'What was written', content: writeFile.outputSchema }],
  },
]
