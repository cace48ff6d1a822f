import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import type { RunAgent, ThreadRows } from '#lib/runs/progress.ts'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import type { ToolDefinition } from '#lib/tools/registry.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import type { ActiveRun } from './active-run.ts'
import type { LiveStep } from './live-step.ts'
import type { Publisher } from './publisher.ts'
import type { ToolContext, ToolOutcome } from './tools/tool-context.ts'

/** What the engine needs from the rest of the worker. */
export interface Engine {
  executeTool(tool: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome>
  /** The agent's sandbox, leased to this worker. */
  openSandbox(spec: SandboxSpec): Promise<Sandbox>
}

/** One attempt at a run, as its parts share it. */
export interface RunInProgress {
  engine: Engine
  active: ActiveRun
  run: ClaimedRun
  scope: WorkspaceScope
  agent: RunAgent
  /** The thread as it durably is; grows with the run. */
  rows: ThreadRows
  publisher: Publisher
  /** The step in progress or the last one. */
  live: LiveStep | null
  /** Where in the agent's models the next call goes, and how often that model has failed this step. */
  position: { modelIndex: number; modelTries: number }
}
