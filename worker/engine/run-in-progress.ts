import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { LoopDetector } from '#lib/loops/detector.ts'
import type { LoopEvidence } from '#lib/loops/event.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import type { ApprovalRow, BranchRows, ModelFailure, RunAgent } from '#lib/runs/progress.ts'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { Toolbox } from '#lib/tools/policy.ts'
import type { FileOps, Sandbox } from '../sandbox/provider.ts'
import type { ActiveRun } from './active-run.ts'
import type { LiveStep } from './live-step.ts'
import type { Publisher } from './publisher.ts'
import type { ToolContext, ToolOutcome } from './tools/tool-context.ts'

/** What the engine needs from the rest of the worker. */
export interface Engine {
  executeTool(tool: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome>
  /** The agent's sandbox, leased to this worker, for a tool that this run calls. */
  openSandbox(spec: SandboxSpec, caller: { runId: string; tool: string }): Promise<Sandbox>
  /** The workspace's files, whether or not the agent's sandbox is up. */
  files(workspace: { tenantId: string; workspaceId: string }): Promise<FileOps>
}

/** Whether the calls of one run go round in circles. What it knows is in the calls' durable rows: a restart forgets nothing. */
export interface LoopWatch {
  detector: LoopDetector
  /** Why the run has to stop; null: it may go on. */
  stop: LoopEvidence | null
}

/** One attempt at a run, as its parts share it. */
export interface RunInProgress {
  engine: Engine
  active: ActiveRun
  run: ClaimedRun
  scope: WorkspaceScope
  agent: RunAgent
  toolbox: Toolbox
  /** What people were asked about this run before this attempt, and what they said. */
  approvals: readonly ApprovalRow[]
  /** The branch as it durably is, back to the last summary; grows with the run. */
  rows: BranchRows
  publisher: Publisher
  /** Whether its calls go round in circles. */
  loops: LoopWatch
  /** The step in progress or the last one. */
  live: LiveStep | null
  /** Where in the agent's models the next call goes, and how often that model has failed this step. */
  position: { modelIndex: number; modelTries: number }
  /** Images of the conversation by their paths; null: it cannot be shown. */
  images: Map<string, Uint8Array | null>
  /** The model call under way as it is set aside in budgets; null where none is about the run. */
  reservation: string | null
  /** Calls of models that failed, and are not stored yet. */
  failures: ModelFailure[]
  /** The messages of the last step's prompt: what the next one begins with is not named again. */
  prompted: { step: number; hashes: string[] } | null
  /** A provider has refused what the model's window should have held: take it for this small. */
  windowTokens: number | null
}
