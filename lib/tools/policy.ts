import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { type BuiltInToolName, builtInTools, type ToolDefinition } from './registry.ts'

export type ToolDecision =
  | { allowed: true; tool: ToolDefinition }
  /** `reason` is told to the model and to the person. */
  | { allowed: false; reason: string }

/** The one function that every tool call passes, and every offer of a tool to a model. */
export function decideTool(
  name: string,
  agent: { tools: readonly string[]; sandbox: Pick<SandboxSettings, 'mode'> },
): ToolDecision {
  if (!Object.hasOwn(builtInTools, name)) return { allowed: false, reason: `There is no tool named "${name}".` }
  if (!agent.tools.includes(name)) return { allowed: false, reason: `This agent may not use the tool "${name}".` }
  const tool = builtInTools[name as BuiltInToolName]
  if (tool.runsIn === 'sandbox' && agent.sandbox.mode === 'off') {
    return { allowed: false, reason: `This agent has no sandbox, and "${name}" needs one.` }
  }
  return { allowed: true, tool }
}
