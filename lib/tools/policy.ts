import { type BuiltInToolName, builtInTools, type ToolDefinition } from './registry.ts'

export type ToolDecision =
  | { allowed: true; tool: ToolDefinition }
  /** `reason` is told to the model and to the person. */
  | { allowed: false; reason: string }

/** The one function that every tool call passes, and every offer of a tool to a model. */
export function decideTool(name: string, agent: { tools: readonly string[] }): ToolDecision {
  if (!Object.hasOwn(builtInTools, name)) return { allowed: false, reason: `There is no tool named "${name}".` }
  if (!agent.tools.includes(name)) return { allowed: false, reason: `This agent may not use the tool "${name}".` }
  return { allowed: true, tool: builtInTools[name as BuiltInToolName] }
}
