import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { Sandbox } from '../../sandbox/provider.ts'

/** What a tool's executor is given besides its validated input. */
export interface ToolContext {
  /** The run's own right to act: a tool of the platform calls the use cases that its principal could. */
  scope: WorkspaceScope
  threadId: string
  runId: string
  agentId: string
  toolCallId: string
  /** Tools that the agent may call and is not offered yet. */
  deferredTools(): ToolDefinition[]
  /** What the agent may do with the workspace's files. */
  workspaceAccess: SandboxSettings['workspaceAccess']
  /** Whether the agent has one at all; left out: it has. */
  hasSandbox?: boolean
  /** The agent's sandbox, opened at the first use. */
  sandbox(): Promise<Sandbox>
  /** Cancel: whatever the tool started dies within a second. */
  signal: AbortSignal
  /** Text that people see while the tool runs. */
  onOutput(text: string): void | Promise<void>
}

export interface ToolOutcome {
  /** `waiting`: the result comes later, and is written by who has it; the run is parked until then. */
  status: Extract<ToolCallStatus, 'succeeded' | 'failed' | 'cancelled'> | 'waiting'
  result: ToolResult
}

/**
 * Runs a call that the policy has let through; `input` is what the definition's schema made of the arguments.
 * @throws AppError for what the model is told; the signal's reason when it was cancelled
 */
export type ToolExecutor = (tool: ToolDefinition, input: unknown, context: ToolContext) => Promise<ToolOutcome>
