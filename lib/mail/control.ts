import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import type { TeamSettingsInForce } from './settings-in-force.ts'

/** A run that sends something. */
export interface SendingRun {
  id: string
  agentId: string
  agentName: string
  threadId: string
  /** Itself, where a person began it. */
  rootRunId: string
  depth: number
  privateTo: string | null
}

/** Something that an agent is about to do to another one. */
export interface Draft {
  kind: 'ask' | 'tell' | 'spawn'
  /** The run that wants it, held against changes. */
  run: SendingRun
  /** Null: an agent that is not made yet. */
  to: { id: string; name: string } | null
  text: string
  toolCallId: string
  /** Messages of the agent within the last minute, this one included, and when the count begins anew. */
  recent: { count: number; resetS: number }
}

/** What a control says about a draft where it has something to say. */
export interface Verdict {
  /** Its name, for people who look why. */
  control: string
  /** The first refusal ends it; a warning is told to the agent with the result. */
  effect: 'warned' | 'delayed' | 'refused'
  /** Told to the agent, and shown to people: what was wrong, and what to do instead. */
  reason: string
  /** Of `delayed`. */
  delayMs?: number
  details?: Record<string, unknown>
}

export interface ControlContext {
  tx: Tx
  scope: WorkspaceScope
  settings: TeamSettingsInForce
}

/** A safety control: asked before anything is stored, under the lock of the root run, so that none is overtaken. */
export type Control = (context: ControlContext, draft: Draft) => Promise<Verdict | null> | Verdict | null
