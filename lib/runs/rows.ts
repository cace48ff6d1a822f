import type { RecalledMemory } from '#lib/memory/recall.ts'
import type {
  Attachment,
  RunError,
  RunStatus,
  StepKind,
  StepPart,
  StepUsage,
  ToolCallStatus,
  ToolResult,
} from '#lib/stream/events.ts'
import type { CallDecision } from '#lib/tools/schema.ts'
import type { ClientContext } from './client-context.ts'

/** Rows as `to_jsonb` writes them: timestamps are text. */
export interface MessageRow {
  id: string
  author_id: string
  author_name: string
  text: string
  created_at: string
  parent_run_id: string | null
  taken_by_run_id: string | null
  taken_at_step: number | null
  attachments: Attachment[]
}

export interface RunRow {
  id: string
  workspace_id: string
  thread_id: string
  agent_id: string
  message_id: string
  private_to: string | null
  status: RunStatus
  attempt: number
  error: RunError | null
  steers_run_id: string | null
  stream_id: string | null
  step_limit: number
  queued_at: string
  started_at: string | null
  finished_at: string | null
  /** As it was parsed when it was stored. */
  client: ClientContext | null
  agent_version_id: string | null
  agent_version: number | null
  forked_from_run_id: string | null
  forked_at_step: number | null
  /** Null: its own root. */
  root_run_id: string | null
  asked_by_run_id: string | null
  depth: number
  in_team: boolean
}

export interface StepRow {
  id: string
  run_id: string
  index: number
  kind: StepKind
  provider: string
  model: string
  parts: StepPart[]
  finish_reason: string
  usage: StepUsage | null
  stream_id: string
}

export interface ToolCallRow {
  id: string
  run_id: string
  step_id: string
  call_id: string
  index: number
  name: string
  args: unknown
  status: ToolCallStatus
  result: ToolResult | null
  decision: CallDecision | null
  stream_id: string | null
  started_at: string | null
  finished_at: string | null
  stop_requested_at: string | null
}

/** What is durable of a branch, or of one run of it, in the order in which it is shown. */
export interface BranchRows {
  messages: MessageRow[]
  runs: RunRow[]
  steps: StepRow[]
  toolCalls: ToolCallRow[]
  /** Messages that its runs took in. */
  taken: MessageRow[]
  /** Of the agent, without their values; absent where only people look. */
  secrets?: SeenSecret[]
  /** What its runs were offered of the memory, as it is now; absent where only people look. */
  recalls?: RecalledMemory[]
  /** There is something that the agent could be offered. */
  hasMemories?: boolean
  /** The agent whose messages the thread holds, and who is given the answers; null: people's. Absent where only people look. */
  colleague?: string | null
}

/** A secret as an agent knows it. */
export interface SeenSecret {
  name: string
  description: string
  hosts: string[]
  /** Empty: all. */
  tools: string[]
}

/** A call that a person is, or was, asked about. */
export interface ApprovalRow {
  id: string
  tool_call_id: string
  tool: string
  args_hash: string
  rule: unknown
  status: 'waiting' | 'approved' | 'refused' | 'expired'
  scope: 'once' | 'run' | 'always' | null
  reason: string
  answered_by_name: string | null
}
