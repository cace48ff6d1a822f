import type { z } from 'zod'
import type { Tx } from '#lib/db/client.ts'
import type { ToolRisk } from './schema.ts'

/** One tool, whatever its kind. The engine knows only this. */
export interface ToolDefinition<Name extends string = string, Input extends z.ZodType = z.ZodType> {
  /** Unique in a workspace: `toolName` of schema.ts. Another source's tool of the same name is not there. */
  name: Name
  /** For people, where the app has no words of its own for the name. */
  title?: string
  /** Read by the model: every byte is paid for on every turn. */
  description: string
  /** What a call's arguments are held against before they are executed. */
  input: Input
  /** JSON Schema of the arguments as its author wrote it; left out: made of `input`. */
  inputSchema?: Record<string, unknown>
  /** JSON Schema of what it answers, where that is more than text. */
  outputSchema?: Record<string, unknown>
  risk: ToolRisk
  /** What rules say `group:<name>` for; null: no group. */
  group: string | null
  /** Names of the secrets that it needs, and the hosts that it talks to (`*.example.com` for a whole domain). */
  secrets?: readonly string[]
  hosts?: readonly string[]
  runsIn: 'sandbox' | 'platform'
  /** May be executed again when its outcome is unknown. */
  idempotent: boolean
  timeoutMs: number
  /** Its result comes later, from elsewhere: the run holds no worker until then. */
  waits?: boolean
  /** Which source it comes from, and so which executor of the worker runs it. */
  source: string
  /** What a rule's condition looks at in a call's arguments, which nobody has checked yet; null: nothing. */
  subject?: (args: unknown) => ToolSubject | null
}

/** What a call is about, as far as rules can be narrowed by it. */
export type ToolSubject = { kind: 'command'; command: string } | { kind: 'http'; url: string; method: string }

/** Whose tools are asked for. Without an agent: those that every agent of the workspace could be granted. */
export interface ToolOwner {
  tenantId: string
  workspaceId: string
  agentId: string | null
}

/**
 * Where tools come from: one for each kind. It is asked inside of the transaction in which a run's context, or a page, is
 * loaded, and answers from rows alone: no network, no container.
 */
export interface ToolSource {
  id: string
  definitions(tx: Tx, owner: ToolOwner): Promise<ToolDefinition[]>
}
