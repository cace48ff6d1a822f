import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { Sandbox } from '../../sandbox/provider.ts'

/** What a tool's executor is given besides its validated input. */
export interface ToolContext {
  runId: string
  agentId: string
  toolCallId: string
  /** The agent's sandbox, opened at the first use. */
  sandbox(): Promise<Sandbox>
  /** Cancel: whatever the tool started dies within a second. */
  signal: AbortSignal
  /** Text that people see while the tool runs. */
  onOutput(text: string): void | Promise<void>
}

export interface ToolOutcome {
  status: Extract<ToolCallStatus, 'succeeded' | 'failed' | 'cancelled'>
  result: ToolResult
}
