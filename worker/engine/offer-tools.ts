import type { BranchRows } from '#lib/runs/progress.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { offeredTools, type Toolbox } from '#lib/tools/policy.ts'
import { BUILT_IN, toolsSearch } from '#lib/tools/registry.ts'
import { toolOffer } from './models/tool-schemas.ts'

/** Of definitions that are offered from the start: with them a "hello" stays under 6,000 bytes. */
const MAX_OFFERED_BYTES = 4_000

const sizes = new WeakMap<ToolDefinition, number>()

function bytesOf(tool: ToolDefinition): number {
  let bytes = sizes.get(tool)
  if (bytes === undefined) {
    bytes = Buffer.byteLength(JSON.stringify(toolOffer(tool)))
    sizes.set(tool, bytes)
  }
  return bytes
}

/** A toolbox stays as it is for a whole attempt. */
const allowedIn = new WeakMap<Toolbox, ToolDefinition[]>()

export interface ToolOffer {
  offered: ToolDefinition[]
  /** What the model may call as well, once it has searched for it. */
  deferred: ToolDefinition[]
}

/**
 * What a model is offered for its next step: all that the policy lets it call, where that is little; else the built-in
 * tools, a search, and what the run has found with it so far.
 */
export function offerTools(box: Toolbox, rows: Pick<BranchRows, 'toolCalls'>, runId: string): ToolOffer {
  const allowed = allowedIn.get(box) ?? offeredTools(box)
  allowedIn.set(box, allowed)
  const usual = allowed.filter((tool) => tool !== toolsSearch)
  const bytes = usual.reduce((sum, tool) => sum + bytesOf(tool), 0)
  const search = allowed.find((tool) => tool === toolsSearch)
  if (bytes <= MAX_OFFERED_BYTES || !search) return { offered: usual, deferred: [] }
  const loaded = loadedBy(rows, runId)
  const isOffered = ({ name, source }: ToolDefinition) => source === BUILT_IN || loaded.has(name)
  return {
    offered: [...usual.filter(isOffered), search],
    deferred: usual.filter((tool) => !isOffered(tool)),
  }
}

/** Durable like the calls themselves: who takes the run over knows them too. */
function loadedBy({ toolCalls }: Pick<BranchRows, 'toolCalls'>, runId: string): Set<string> {
  const views = toolCalls.flatMap((call) =>
    call.run_id === runId && call.name === toolsSearch.name && call.result ? [call.result.view] : [],
  )
  return new Set(views.flatMap((view) => (view.kind === 'tools' ? view.names : [])))
}
