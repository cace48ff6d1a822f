import { z } from 'zod'
import { agentView } from '#lib/agents/schema.ts'
import { notificationView } from '#lib/notifications/schema.ts'
import { providerView } from '#lib/providers/schema.ts'
import { runView, stepView, transcript, turnView } from '#lib/runs/schema.ts'
import { messageView, threadEvent, toolCallView } from '#lib/stream/events.ts'
import { apiKeyView, memberView } from '#lib/tenants/schema.ts'
import { searchHit, sharedThreadView, threadView } from '#lib/threads/schema.ts'
import { fileEntry, fileListing } from '#lib/workspaces/file-schema.ts'
import { workspaceMemberView, workspaceView } from '#lib/workspaces/schema.ts'
import { openAiError } from '../openai/errors.ts'

/** A JSON Schema as OpenAPI 3.1 takes it. */
export type JsonSchema = Record<string, unknown>

/** An error as every address of the public API gives it. */
export const problemSchema = z.object({
  title: z.string(),
  status: z.int(),
  /** What a program acts on. */
  code: z.string(),
  /** What a person reads: what is wrong, and what to do. */
  detail: z.string(),
  fieldErrors: z.record(z.string(), z.array(z.string())).optional(),
})

/** What has a name in the document; whatever holds one of these points to it. */
const named: Record<string, z.ZodType> = {
  Agent: agentView,
  ApiKey: apiKeyView,
  FileEntry: fileEntry,
  FileListing: fileListing,
  Member: memberView,
  Message: messageView,
  Notification: notificationView,
  OpenAiError: openAiError,
  Problem: problemSchema,
  Provider: providerView,
  Run: runView,
  SharedThread: sharedThreadView,
  Step: stepView,
  Thread: threadView,
  ThreadEvent: threadEvent,
  ThreadSearchHit: searchHit,
  ToolCall: toolCallView,
  Transcript: transcript,
  Turn: turnView,
  Workspace: workspaceView,
  WorkspaceMember: workspaceMemberView,
}

const names = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) names.add(schema, { id })

/** The document's `components.schemas`. */
export function namedSchemas(): Record<string, JsonSchema> {
  const all = Object.values(named).map((schema) => definitionsIn(convert(schema, 'output')))
  return Object.assign({}, ...all)
}

/** What a use case takes or gives, by reference where it has a name. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $defs: _, $schema: __, ...own } = convert(schema, io)
  return own
}

function definitionsIn({ $defs }: JsonSchema): JsonSchema {
  return ($defs ?? {}) as JsonSchema
}

function convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // A schema of its own around it, so that one with a name becomes a definition as well.
  const converted = z.toJSONSchema(io === 'output' ? z.object({ it: schema }) : schema, {
    io,
    unrepresentable: 'any',
    // What is sent differs from what comes back, by defaults at least: names are those of answers.
    metadata: io === 'output' ? names : z.registry(),
    override: ({ jsonSchema: made }) => {
      // The format says it.
      if (made.format === 'uuid' || made.format === 'date-time') delete made.pattern
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum
    },
  }) as JsonSchema
  if (io === 'input') return converted
  const { it } = converted.properties as { it: JsonSchema }
  return pointed({ ...it, $defs: converted.$defs }) as JsonSchema
}

/** References into the document instead of into the schema. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' ? [key, String(inner).replace('#/$defs/', '#/components/schemas/')] : [key, pointed(inner)],
    ),
  )
}
